/**
 * The loss on the map's own grid, and between its points by straight lines.
 *
 * @typedef {import("./types.js").Grid} Grid
 */
import { first, item, last } from "./items.js";

/**
 * For the question of the grid: how many digits give seven digits of what the loss varies by, however far from 0 it lies,
 * since arrows are drawn from differences.
 *
 * @param {import("./types.js").Surface | null} surface
 */
export function digitsOf(surface) {
  if (!surface?.bands.length) return 7;
  const [low, high] = [first(surface.bands).from, last(surface.bands).to];
  const times = Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  return Number.isFinite(times) ? Math.min(7 + Math.ceil(Math.max(Math.log10(times), 0)), 17) : 7;
}

/**
 * For the pointer and the cross-hair: the loss at a place, bilinear between the four points around it; null outside the grid,
 * and beside a point without a value.
 *
 * @param {Grid} grid
 * @param {import("./types.js").Pair} at
 */
export function lossAt({ w, b, loss }, at) {
  const [i, s] = cellOf(w, at[0]);
  const [j, t] = cellOf(b, at[1]);
  if (i < 0 || j < 0) return null;
  const [low, high] = [item(loss, j), item(loss, j + 1)];
  const [a, c, d, e] = [item(low, i), item(low, i + 1), item(high, i), item(high, i + 1)];
  if (a === null || c === null || d === null || e === null) return null;
  return (1 - t) * ((1 - s) * a + s * c) + t * ((1 - s) * d + s * e);
}

/** The cell of an evenly spaced axis, and how far into it, 0 … 1; −1 outside. @param {number[]} axis @param {number} value @returns {[number, number]} */
function cellOf(axis, value) {
  const position = ((value - first(axis)) / (last(axis) - first(axis))) * (axis.length - 1);
  if (!(position >= 0 && position <= axis.length - 1)) return [-1, 0];
  const i = Math.min(Math.floor(position), axis.length - 2);
  return [i, position - i];
}
