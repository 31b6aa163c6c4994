/**
 * What a map shows that does not depend on the run, drawn where the server has placed it: labels on its contours, the field
 * of gradients, minima and saddles. Places are in data units, so that they move with the map; lengths are pixels.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Scene} Scene
 */
import * as words from "#words";
import { item } from "../../state/items.js";
import { el, isNear, px } from "../svg.js";
import { CHARACTER } from "./ticks.js";

/** Pixels at the right edge where a word stands before its point, at least, and of a longer word beside its letters. */
const EDGE = 80;
const BESIDE = 24;

/** For the map's layer: the loss written on its contour lines. @param {Scene["labels"]} labels @param {Layout} layout @returns {Node[]} */
export const levels = (labels, { x, y }) =>
  labels.map(({ at: [w, b], turn, text }) =>
    el("text", { class: "level", transform: `translate(${px(x(w))} ${px(y(b))}) rotate(${px(turn)})`, y: 4, "text-anchor": "middle" }, text),
  );

/** For the map's layer: the arrows of the gradient field. @param {Scene["field"]} field @param {Layout} layout @returns {Node[]} */
export function field({ at, along, length }, { x, y }) {
  const d = at.map(([w, b], i) => arrow([x(w), y(b)], item(along, i), item(length, i) / 2)).join("");
  return [el("path", { class: "field-case", d }), el("path", { class: "field-arrows", d })];
}

/** A thin arrow about its middle. @param {[number, number]} at @param {[number, number]} along unit vector @param {number} half of its length */
function arrow([x, y], [dx, dy], half) {
  const [tipX, tipY] = [x + dx * half, y + dy * half];
  const tip = `${px(tipX)},${px(tipY)}`;
  const corner = (/** @type {number} */ side) => `${px(tipX - 5 * dx - 3 * dy * side)},${px(tipY - 5 * dy + 3 * dx * side)}`;
  return `M${px(x - dx * half)},${px(y - dy * half)}L${tip}M${corner(1)}L${tip}L${corner(-1)}`;
}

/**
 * For the map's layer: minima as a ring with a dot, saddles as a cross; the word stands beside.
 *
 * @param {Scene["stationary"]} points
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function stationary(points, { x, y, left, plotWidth }) {
  return points.flatMap(({ at, kind, exact }) => {
    const [cx, cy] = [px(x(at[0])), px(y(at[1]))];
    if (!isNear([cx, cy])) return [];
    const minimum = kind === "minimum";
    const what = minimum ? words.map_minimum() : words.map_saddle();
    const text = exact ? what : words.map_guess({ what });
    const before = cx > left + plotWidth - Math.max(EDGE, BESIDE + CHARACTER * text.length);
    return [
      el("g", { class: kind }, [
        el("circle", { class: "spot-ground", cx, cy, r: 7 }),
        minimum ? el("circle", { class: "spot-dot", cx, cy, r: 2.5 }) : el("path", { class: "spot-sign", d: `M${cx - 3.5},${cy - 3.5}l7,7m0,-7l-7,7` }),
        el("text", { class: "spot-name", x: cx + (before ? -11 : 11), y: cy + 4, "text-anchor": before ? "end" : "start" }, text),
      ]),
    ];
  });
}
