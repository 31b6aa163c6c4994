/**
 * An arrow from a point in a direction, with its label beyond the head.
 *
 * @typedef {import("../types.js").Node} Node
 */
import { el, px } from "../svg.js";

const HEAD = 12;
const HALF = 5.5;

/**
 * @param {[number, number]} from pixels
 * @param {[number, number]} along unit vector in pixels, y down
 * @param {number} length pixels
 * @param {{ kind: string, label: string, filled: boolean }} style an open head tells u from ∇L without colour
 * @returns {Node}
 */
export function arrow([x, y], [dx, dy], length, { kind, label, filled }) {
  const tip = [x + dx * length, y + dy * length];
  const base = [tip[0] - dx * HEAD, tip[1] - dy * HEAD];
  const shaft = `M${px(x)},${px(y)}L${px(base[0])},${px(base[1])}`;
  const corner = (/** @type {number} */ side) => `${px(base[0] - dy * HALF * side)},${px(base[1] + dx * HALF * side)}`;
  const head = `M${px(tip[0])},${px(tip[1])}L${corner(1)}L${corner(-1)}Z`;
  return el("g", { class: `arrow ${kind}` }, [
    el("path", { class: "case", d: shaft + head }),
    el("path", { class: "shaft", d: shaft }),
    el("path", { class: filled ? "head" : "head open", d: head }),
    el("text", { class: "label", x: px(tip[0] + dx * 16), y: px(tip[1] + dy * 14 + 5), "text-anchor": "middle" }, label),
  ]);
}
