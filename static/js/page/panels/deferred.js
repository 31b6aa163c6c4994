/**
 * The panels that a page does not need at first, in one file: with more files the bundler would split the shared code into
 * a chunk for every set of files that share it.
 */
export { calculation } from "./calculation.js";
export { extraLayers } from "./extra_layers.js";
export { layerMenu } from "./layer_menu.js";
export { predictPanel } from "./predict.js";
export { slicesCard } from "./slices_card.js";
export { typedLossPanel } from "./typed_loss.js";
export { startWithValue } from "./valid_start.js";
