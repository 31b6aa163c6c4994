/** The map's further layers: measured and drawn only while they are on. */

import { isInside } from "../../draw/layout.js";
import { eigen, quadratic } from "../../draw/marks/local.js";
import { field, levels, stationary } from "../../draw/marks/scene.js";
import { el, patch } from "../../draw/svg.js";

import { EXTRA, EXTRA_GROUPS } from "../../state/layers.js";

import { changed } from "../../state/store.js";

/**
 * For the map, once a further layer is asked for: draws the further layers whenever what they show changes.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("./loss_map.js").MapPanel} map
 */
export function extraLayers(store, map) {
  function draw() {
    const state = store.get();
    const { layers, scenario } = state;
    const layout = map.layout();
    const on = (/** @type {string} */ name) => layers.includes(name);
    if (!Object.keys(EXTRA).some(on)) return patch(map.layer("extra"), []);
    const { curvature } = state;
    const { labels, field: arrows, stationary: points } = state.scene ?? {};
    const eigenvalues = curvature?.eigenvalues;
    const curved = curvature && eigenvalues && eigenvalues[0] !== null ? { ...curvature, eigenvalues } : null;
    const inside = curved && isInside(curved.point, scenario.window);
    const edges = state.surface?.bands.map((band) => band.from) ?? [];
    /** @type {Record<string, import("../../state/types.js").Node[]>} */
    const drawn = {
      levels: labels && on("levels") ? levels(labels, layout) : [],
      field: arrows && on("field") ? field(arrows, layout) : [],
      quadratic: curved && on("quadratic") ? quadratic(curved, edges, layout) : [],
      eigen: inside && on("eigen") ? eigen(curved, layout) : [],
      stationary: points && on("stationary") ? stationary(points, layout) : [],
    };
    patch(
      map.layer("extra"),
      EXTRA_GROUPS.map((name) => el("g", { class: name }, drawn[name])),
    );
  }

  map.resized(draw);
  store.listen((state, before) => {
    if (changed(state, before, "layers", "scenario", "surface", "scene", "curvature")) draw();
  });
  draw();
}
