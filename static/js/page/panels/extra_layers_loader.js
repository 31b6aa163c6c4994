/** Further layers of the map: what draws them is loaded with the first one that is asked for. */
import { EXTRA } from "../../state/layers.js";
import { changed } from "../../state/store.js";
import { once } from "../once.js";

/**
 * For the map, once: loads what draws further layers when the first is asked for.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("./loss_map.js").MapPanel} map
 */
export function loadExtraLayers(store, map) {
  const draw = once(async () => (await import("./deferred.js")).extraLayers(store, map));
  const look = () => {
    if (Object.keys(EXTRA).some((name) => store.get().layers.includes(name))) draw();
  };
  store.listen((state, before) => {
    if (changed(state, before, "layers")) look();
  });
  look(); // in a frame the store may have told its first state already
}
