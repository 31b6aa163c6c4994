/**
 * A word beside a mark, kept inside the plot.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
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
export const HALF_LINE = 12;

/** For marks that place words: half the width of a text, in pixels. @param {string} text */
export const halfWidth = (text) => (text.length * WIDE) / 2 + OUTLINE;

/** For marks that place words: whether a text at this middle lies inside the box. @param {string} text @param {Pair} middle @param {Box} box */
export const fits = (text, [x, y], { left, right, top, bottom }) =>
  x - halfWidth(text) >= left && x + halfWidth(text) <= right && y - HALF_LINE >= top && y + HALF_LINE <= bottom;

/**
 * For marks that place words: the middle, nearest to the given one, at which the whole text lies in the box.
 *
 * @param {string} text
 * @param {Pair} middle
 * @param {Box} box
 * @returns {Pair}
 */
export function middleWithin(text, [x, y], { left, right, top, bottom }) {
  const half = halfWidth(text);
  return [Math.min(Math.max(x, left + half), right - half), Math.min(Math.max(y, top + HALF_LINE), bottom - HALF_LINE)];
}

/**
 * For marks: a text with its outline, kept inside the box.
 *
 * @param {string} text
 * @param {Pair} middle pixels
 * @param {Box} [box] where it has to stay
 * @returns {Node}
 */
export function label(text, middle, box) {
  const [x, y] = box ? middleWithin(text, middle, box) : middle;
  return el("text", { class: "label", x: px(x), y: px(y + 5), "text-anchor": "middle" }, text);
}
