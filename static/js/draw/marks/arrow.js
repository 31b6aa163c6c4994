/**
 * An arrow from a point in a direction, with its label beyond the head.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import { el, px } from "../svg.js";
import { label } from "./label.js";

const HEAD = 12;
const HALF = 5.5;
/** Pixels from the tip to the middle of the label. */
export const BEYOND = 18;

/**
 * For the arrows of a step: an arrow with its label.
 *
 * @param {[number, number]} from pixels
 * @param {[number, number]} along unit vector in pixels, y down
 * @param {number} length pixels
 * @param {{ kind: string, name: string, filled: boolean, aside?: Pair, box?: import("./label.js").Box }} style
 *   an open head tells u from ∇L without colour; `aside` moves the label out of the other arrow's way
 * @returns {Node}
 */
export function arrow([x, y], [dx, dy], length, { kind, name, filled, aside = [0, 0], box }) {
  /** @type {Pair} */
  const tip = [x + dx * length, y + dy * length];
  /** @type {Pair} */
  const base = [tip[0] - dx * HEAD, tip[1] - dy * HEAD];
  const shaft = `M${px(x)},${px(y)}L${px(base[0])},${px(base[1])}`;
  const corner = (/** @type {number} */ side) => `${px(base[0] - dy * HALF * side)},${px(base[1] + dx * HALF * side)}`;
  const head = `M${px(tip[0])},${px(tip[1])}L${corner(1)}L${corner(-1)}Z`;
  return el("g", { class: `arrow ${kind}` }, [
    el("path", { class: "case", d: shaft + head }),
    el("path", { class: "shaft", d: shaft }),
    el("path", { class: filled ? "head" : "head open", d: head }),
    label(name, [tip[0] + dx * BEYOND + aside[0], tip[1] + dy * BEYOND + aside[1]], box),
  ]);
}
