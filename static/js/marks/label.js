/**
 * A word beside a mark, kept inside the plot.
 *
 * @typedef {import("../types.js").Node} Node
 *
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 */
import { el, px } from "../svg.js";

/** Pixels that one character takes, generously; the outline; and the height of a line above and below its middle. */
const WIDE = 9.8;
const OUTLINE = 2.5;
const HALF_LINE = 12;

/** @param {string} text */
export const halfWidth = (text) => (text.length * WIDE) / 2 + OUTLINE;

/** @param {string} text @param {number[]} middle @param {Box} box */
export const fits = (text, [x, y], { left, right, top, bottom }) =>
  x - halfWidth(text) >= left && x + halfWidth(text) <= right && y - HALF_LINE >= top && y + HALF_LINE <= bottom;

/**
 * @param {string} text
 * @param {number[]} middle pixels
 * @param {Box} [box] where it has to stay
 * @returns {Node}
 */
export function label(text, [x, y], box) {
  if (box) {
    const half = halfWidth(text);
    x = Math.min(Math.max(x, box.left + half), box.right - half);
    y = Math.min(Math.max(y, box.top + HALF_LINE), box.bottom - HALF_LINE);
  }
  return el("text", { class: "label", x: px(x), y: px(y + 5), "text-anchor": "middle" }, text);
}
