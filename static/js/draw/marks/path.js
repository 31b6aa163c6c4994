/**
 * A descent path: a line from θ to θ, and a dot for each step.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 */
import { cased, el, farLine, isNear, px } from "../svg.js";

/** Pixels: a dot nearer than this to the last one drawn is left out, since the dots would merge into a thick line. */
const APART = 5;

/**
 * For the map: the nodes of a descent path, its line and its dots.
 *
 * @param {[number, number][]} points θ in data units
 * @param {Layout} layout
 * @param {string} [kind] class
 * @param {number} [apart] pixels from dot to dot
 * @returns {Node[]}
 */
export function path(points, { x, y }, kind = "path", apart = APART) {
  const places = points.map(([w, b]) => /** @type {[number, number]} */ ([x(w), y(b)]));
  const d = farLine(places);
  /** @type {[number, number][]} */
  const dots = [];
  for (const place of places.filter(isNear)) {
    const last = dots[dots.length - 1];
    if (!last || Math.hypot(place[0] - last[0], place[1] - last[1]) >= apart) dots.push(place);
  }
  return [...cased(kind, d), el("path", { class: `${kind}-dots`, d: dots.map(([dx, dy]) => `M${px(dx)},${px(dy)}h0`).join("") })];
}
