/**
 * What a page can do without at first, in one piece: each piece more cuts what it shares with the page's script into
 * chunks, one for every set of pieces that share it.
 */
export { derivationPanel } from "./derivation.js";
export { extraLayers } from "./extra_layers.js";
export { ledgerRows } from "./ledger_rows.js";
export { taylorOneDimension } from "./taylor_one_dimension.js";
export { typedLossPanel } from "./typed_loss.js";
export { startWithValue } from "./valid_start.js";
