/** The map's tools: zoom buttons, cross-hair, the menu of layers, speed, and Predict. */
import { byId } from "./dom.js";
import { layerMenu } from "./panels/layer_menu.js";
import { predictPanel } from "./panels/predict.js";
import { probePanel } from "./panels/probe.js";
import { zoomPanel } from "./panels/zoom.js";

/**
 * For a page's script, once: puts the map's tools to work.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/actions.js").Actions} actions
 * @param {import("../state/types.js").Boot} boot
 * @param {import("../state/actions.js").Address} address
 * @param {import("./panels/loss_map.js").MapPanel} map
 */
export function mapTools(store, actions, boot, address, map) {
  probePanel(store, map); // before the zoom: its arrow keys come first
  if (store.get().lock === null) {
    const zoom = zoomPanel(store, actions, boot.catalogue, map);
    for (const [name, act] of Object.entries(zoom)) byId(`zoom-${name}`).addEventListener("click", act);
  }
  layerMenu(store, address, map);
  predictPanel(store, actions);
  const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
  speed.value = String(store.get().speed);
  speed.addEventListener("change", () => store.set({ speed: Number(speed.value) }));
}
