/** The map's further layers: asked for, measured and drawn only while they are on. */

import { within } from "../../draw/layout.js";
import { field } from "../../draw/marks/field.js";
import { levels } from "../../draw/marks/levels.js";
import { eigen, quadratic } from "../../draw/marks/local.js";
import { saddlesOf, stationary } from "../../draw/marks/stationary.js";
import { el, patch } from "../../draw/svg.js";
import { line } from "../../state/api.js";
import { lazySurface } from "../../state/grid.js";
import { mapPair, pairOf } from "../../state/items.js";
import { EXTRA, EXTRA_GROUPS } from "../../state/layers.js";
import { objectiveOf, stepQuery } from "../../state/scenario.js";
import { changed } from "../../state/store.js";

/**
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Boot} boot
 * @param {import("./map.js").MapPanel} map
 */
export function overlay(store, boot, map) {
  const grid = lazySurface(store, boot, "loss");
  const contours = lazySurface(store, boot, "contours");
  const ask = line();
  let asked = "";
  /** @type {any} */
  let local = null;

  /** Gradient and Hessian at the step that is shown. */
  function localHere() {
    const { given, scenario } = store.get();
    const here = map.here();
    if (!here) return null;
    const query = stepQuery(given, scenario, boot.catalogue, /** @type {any} */ ({ point: here.point, eta: undefined }));
    if (query !== asked) {
      asked = query;
      ask(`${boot.api}/gradient?${query}&digits=9`).then(
        (got) => {
          if (!got) return;
          local = got;
          draw();
        },
        () => (asked = ""),
      );
    }
    return local;
  }

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
    const values = on("field") || on("stationary") ? grid.get(draw) : null;
    const lines = on("levels") ? contours.get(draw) : null;
    const point = on("eigen") || on("quadratic") ? localHere() : null;
    const curved = point && point.eigenvalues[0] !== null;
    const inside = curved && within(point.point, scenario.window);
    const edges = state.surface?.bands.map((band) => band.from) ?? [];
    /** @type {Record<string, import("../../state/types.js").Node[]>} */
    const drawn = {
      levels: lines ? levels(lines.contours, layout) : [],
      field: values && on("field") ? field(values, layout) : [],
      quadratic: curved && on("quadratic") ? quadratic(point, edges, layout) : [],
      eigen: inside && on("eigen") ? eigen(point, layout) : [],
      stationary: on("stationary") ? stationary([...minima(), ...(values ? saddlesOf(values) : [])], layout) : [],
    };
    patch(
      map.layer("extra"),
      EXTRA_GROUPS.map((name) => el("g", { class: name }, drawn[name])),
    );
  }

  map.resized(draw);
  store.listen((state, before) => {
    if (changed(state, before, "layers", "scenario", "surface", "run", "step", "moving")) draw();
  });
  draw();
}
