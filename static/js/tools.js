/** The tools about the map and the ledger: what they add to the state, and their panels. */
import { layersOf } from "./layers.js";
import { sharePanel } from "./panels/share.js";
import { tablePanel } from "./panels/table.js";

/** @param {import("./types.js").Boot} boot */
export const toolsState = (boot) => ({
  past: false,
  future: false,
  layers: layersOf(boot.show, boot.hide),
  palette: boot.palette,
  moving: false,
  speed: 1,
  quiz: null,
});

/**
 * @param {import("./store.js").Store} store
 * @param {import("./actions.js").Actions} actions
 * @param {import("./types.js").Boot} boot
 * @param {ReturnType<typeof import("./address.js").createAddress>} address
 */
export function toolsPanels(store, actions, boot, address) {
  tablePanel(store, actions, boot.api);
  sharePanel(store, boot.api, address);
}
