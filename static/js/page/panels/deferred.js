/**
 * The panels that a page does not need at first, in one file: with more files the bundler would split the shared code into
 * a chunk for every set of files that share it.
 */
export { derivationPanel } from "./derivation.js";
export { extraLayers } from "./extra_layers.js";
export { ledgerRows } from "./ledger_rows.js";
export { predictPanel } from "./predict.js";
export { slicesCard } from "./slices_card.js";
export { taylorOneDimension } from "./taylor_one_dimension.js";
export { typedLossPanel } from "./typed_loss.js";
export { startWithValue } from "./valid_start.js";
