import { changed } from "../../../state/store.js";
import { once } from "../../once.js";

/**
 * For a page's script, once: loads what draws further runs with the first of them. Where the page begins with some, the
 * promise is kept when they are drawn.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {import("../loss_map.js").MapPanel | null} map
 * @param {import("../step_charts.js").ChartPanels | null} charts
 */
export async function loadFurtherRunsDrawing(store, catalogue, map, charts) {
  const draw = once(async () => (await import("./index.js")).furtherRunsDrawing(store, catalogue, map, charts));
  store.listen((state, before) => {
    if (changed(state, before, "scenario") && state.scenario.vs.length) draw();
  });
  if (store.get().scenario.vs.length) await draw();
}
