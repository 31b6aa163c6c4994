/** The map's tools: zoom buttons, cross-hair, the menu of layers, speed, and Predict. */
import { NO_ANSWER } from "../state/api.js";
import { newQuiz } from "../state/quiz.js";
import { changed } from "../state/store.js";
import { byId } from "./dom.js";
import { once } from "./once.js";
import { loadExtraLayers } from "./panels/extra_layers_loader.js";
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
  loadExtraLayers(store, map);
  byId("layers").addEventListener("toggle", async () => (await import("./panels/deferred.js")).layerMenu(store, address), { once: true });
  predictButton(store, actions, boot, address, map);
  const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
  speed.value = String(store.get().speed);
  speed.addEventListener("change", () => store.set({ speed: Number(speed.value) }));
}

/**
 * Switches Predict on and off; what asks is loaded when it is first on. Step and direction are afterwards as they were before,
 * and so is the address.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/actions.js").Actions} actions
 * @param {import("../state/types.js").Boot} boot
 * @param {import("../state/actions.js").Address} address
 * @param {import("./panels/loss_map.js").MapPanel} map
 */
function predictButton(store, actions, boot, address, map) {
  const panel = once(async () => (await import("./panels/deferred.js")).predictPanel(store, actions, boot.catalogue, map));
  byId("predict").addEventListener("click", () => {
    const { quiz, given } = store.get();
    actions.pause();
    if (!quiz) {
      store.set({ quiz: newQuiz(store.get()), ownBeta: null });
      return actions.play(); // to the first question
    }
    const { step, ownBeta } = quiz.begun;
    store.set({ quiz: null, ...(quiz.begun.given === given ? { step, ownBeta } : {}) });
    address.replaceStep();
  });
  store.listen((state, before) => {
    if (state.quiz && changed(state, before, "quiz")) panel().catch(() => store.set({ quiz: null, trouble: NO_ANSWER, again: false }));
  });
}
