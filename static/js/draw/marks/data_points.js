/**
 * Data points as handles: a circle, or a square for label 1 where labels are classes.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { language } from "#language";
import * as words from "#words";
import { first } from "../../state/items.js";
import { formatNumber } from "../../text/formats.js";
import { el, px } from "../svg.js";

/** Radius in pixels of the invisible area by which a point can be dragged. */
const REACH = 14;

/**
 * For the neuron's card: a handle for each data point.
 *
 * @param {number[][]} points
 * @param {number} chosen
 * @param {(point: number[]) => [number, number]} place pixels
 * @param {string[]} names of a point's numbers
 * @param {boolean} [fixed] drawn only
 * @returns {Node[]}
 */
export function dataPoints(points, chosen, place, names, fixed = false) {
  return points.map((point, i) => {
    const [x, y] = place(point);
    const one = names.length > 2 && Number(point[2]) >= 0.5;
    const mark = one
      ? el("rect", { class: "datum one", x: px(x - 4.5), y: px(y - 4.5), width: 9, height: 9 })
      : el("circle", { class: `datum${names.length > 2 ? " zero" : ""}`, cx: px(x), cy: px(y), r: 4.5 });
    if (fixed) return el("g", {}, [mark]);
    return el(
      "g",
      {
        class: `datum-handle${i === chosen ? " chosen" : ""}`,
        "data-i": i,
        tabindex: i === chosen ? 0 : -1,
        role: "slider",
        "aria-roledescription": words.start_handle_role(),
        "aria-label": words.data_point_title({ number: i + 1 }),
        "aria-valuenow": first(point),
        "aria-valuetext": names.map((name, j) => `${name} ${formatNumber(point[j])}`).join(language.pair),
      },
      [el("circle", { class: "reach", cx: px(x), cy: px(y), r: REACH }), el("circle", { class: "ring", cx: px(x), cy: px(y), r: 9 }), mark],
    );
  });
}
