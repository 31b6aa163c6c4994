/**
 * The loss along each parameter of the map through the point of the step that is shown, and what turning that parameter does
 * to it; on the playground of a loss without data, in the neuron's place. Asked for while the card is in sight.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Slices} Slices
 */
import * as words from "#words";
import { HEIGHT, slicePlots } from "../../draw/marks/slice_curves.js";
import { patch } from "../../draw/svg.js";
import { item } from "../../state/items.js";
import { rowOf } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { formatParameter, joinWithAnd, withSubscripts } from "../../text/formats.js";
import { byId, make, onWidth, sized } from "../dom.js";

/** Pixels before the card comes into sight. */
const EARLY = "300px";
/** A tangent that rises by less than this share of the picture over its whole width is level to the eye. */
const LEVEL = 1e-3;

/** For a frame, and for the playground once a loss without data is chosen: sets `slicesVisible`, and keeps the card. @param {Store} store */
export function slicesCard(store) {
  const svg = byId("slices-plot");
  let width = 0;

  function draw() {
    const { slices, run, noPath } = store.get();
    byId("slices-words").replaceChildren(
      ...(noPath ? [words.slices_none()] : slices ? sentences(slices) : []).map((textContent) => make("p", { textContent })),
    );
    if (noPath || !slices) return patch(svg, []);
    if (!width) return;
    const start = run && rowOf(run, 0);
    const isStart = !start || String(start.point) === String(slices.point);
    patch(svg, slicePlots(slices, isStart ? null : start, width));
  }

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    draw();
  });
  store.listen((state, before) => {
    if (changed(state, before, "slices", "noPath")) draw();
  });
  const watch = new IntersectionObserver(([entry]) => store.set({ slicesVisible: Boolean(entry?.isIntersecting) }), { rootMargin: EARLY });
  watch.observe(byId("slices-part"));
  draw();
}

/** For the card: a sentence for each slice. @param {Slices} found */
export function sentences({ parameters, point, range, slices, scenario }) {
  return slices.map(({ parameter, axis, slope }) => {
    const fixed = parameters.filter((name) => name !== parameter);
    const rise = slope * (item(axis, axis.length - 1) - item(axis, 0));
    const change = Math.abs(rise) <= LEVEL * (range[1] - range[0]) ? "level" : rise > 0 ? "rises" : "falls";
    return words.slices_sentence({
      held: joinWithAnd(fixed.map(withSubscripts)),
      at: joinWithAnd(fixed.map((name) => formatParameter(item(point, parameters.indexOf(name)), name, scenario))),
      name: withSubscripts(parameter),
      change,
      slope,
    });
  });
}
