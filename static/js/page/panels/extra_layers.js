/** The map's further layers: measured and drawn only while they are on. */

import { within } from "../../draw/layout.js";
import { field } from "../../draw/marks/field.js";
import { levels } from "../../draw/marks/levels.js";
import { eigen, quadratic } from "../../draw/marks/local.js";
import { saddlesOf, stationary } from "../../draw/marks/stationary.js";
import { el, patch } from "../../draw/svg.js";
import { mapPair, pairOf } from "../../state/items.js";
import { EXTRA, EXTRA_GROUPS } from "../../state/layers.js";
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";

/**
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Boot} boot
 * @param {import("./loss_map.js").MapPanel} map
 */
export function extraLayers(store, boot, map) {
  /** The catalogue's minima where they hold, else the least that the grid has. */
  function minima() {
    const { scenario, surface } = store.get();
    const loss = objectiveOf(boot.catalogue, scenario.objective);
    const flat = scenario.plane.length === loss.parameters.length;
    const listed = flat ? loss.minima.filter(({ positive }) => positive.every((name) => scenario[name] > 0)) : [];
    if (listed.length || !surface?.minimum) return listed.map((m) => ({ at: pairOf(m.point), text: "min" }));
    const { minimum } = surface;
    return surface.minimum_inside ? [{ at: mapPair(scenario.plane, (name) => minimum[name] ?? NaN), text: "min ≈" }] : [];
  }

  function draw() {
    const state = store.get();
    const { layers, scenario } = state;
    const layout = map.layout();
    const on = (/** @type {string} */ name) => layers.includes(name);
    if (!Object.keys(EXTRA).some(on)) return patch(map.layer("extra"), []);
    const { grid, contours, curvature } = state;
    const eigenvalues = curvature?.eigenvalues;
    const curved = curvature && eigenvalues && eigenvalues[0] !== null ? { ...curvature, eigenvalues } : null;
    const inside = curved && within(curved.point, scenario.window);
    const edges = state.surface?.bands.map((band) => band.from) ?? [];
    /** @type {Record<string, import("../../state/types.js").Node[]>} */
    const drawn = {
      levels: contours && on("levels") ? levels(contours, layout) : [],
      field: grid && on("field") ? field(grid, layout) : [],
      quadratic: curved && on("quadratic") ? quadratic(curved, edges, layout) : [],
      eigen: inside && on("eigen") ? eigen(curved, layout) : [],
      stationary: on("stationary") ? stationary([...minima(), ...(grid ? saddlesOf(grid) : [])], layout) : [],
    };
    patch(
      map.layer("extra"),
      EXTRA_GROUPS.map((name) => el("g", { class: name }, drawn[name])),
    );
  }

  map.resized(draw);
  store.listen((state, before) => {
    if (changed(state, before, "layers", "scenario", "surface", "grid", "contours", "curvature")) draw();
  });
  draw();
}
