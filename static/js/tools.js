/** The tools about the map and the ledger: what they add to the state, and their panels. */
import { byId } from "./dom.js";
import { layersOf } from "./layers.js";
import { layersPanel } from "./panels/layers.js";
import { printPanel } from "./panels/print.js";
import { probePanel } from "./panels/probe.js";
import { quizPanel } from "./panels/quiz.js";
import { sharePanel } from "./panels/share.js";
import { tablePanel } from "./panels/table.js";
import { undoPanel } from "./panels/undo.js";
import { zoomPanel } from "./panels/zoom.js";

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
 * @param {import("./panels/map.js").MapPanel} map
 */
export function toolsPanels(store, actions, boot, address, map) {
  probePanel(store, boot, map); // before the zoom: its arrow keys come first
  zoomPanel(store, actions, boot.catalogue, map);
  layersPanel(store, boot, address, map);
  quizPanel(store, actions);
  undoPanel(store, address);
  printPanel(store, boot.catalogue, address);
  tablePanel(store, actions, boot.api);
  sharePanel(store, boot.api, address);
  const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
  speed.addEventListener("change", () => store.set({ speed: Number(speed.value) }));
}
