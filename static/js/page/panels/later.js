/**
 * What a page can do without at first, in one piece: each piece more cuts what it shares with the page's script into
 * chunks, one for every set of pieces that share it.
 */
export { derivationPanel } from "./derivation.js";
export { formulaPanel } from "./formula.js";
export { onePanel } from "./one.js";
export { overlay } from "./overlay.js";
export { rowsPanel } from "./rows.js";
export { startWithValue } from "./wayout.js";
