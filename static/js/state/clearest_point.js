/**
 * A place for a start: where the loss has a value, and well away from where it has none.
 *
 * @typedef {import("./types.js").Grid} Grid
 * @typedef {import("./types.js").Pair} Pair
 */
import { first, item, last } from "./items.js";

/** So many cells from the nearest place without a value are far enough: an eighth of a map of 129 points a side. */
const ENOUGH = 16;

/**
 * For a start that has a value: the point of a grid that is clearest of places without a value and, among those that are
 * clear enough, the one nearest to `near`; null where none has a value. The same grid always gives the same point.
 *
 * @param {Grid} grid
 * @param {Pair} near
 * @param {Pair[]} without places that are known to have none, though the loss may have a value there: no gradient
 * @returns {Pair | null}
 */
export function clearestPoint({ w, b, loss }, near, without) {
  const none = loss.map((row) => row.map((value) => value === null));
  for (const [u, v] of without) item(none, nearest(b, v))[nearest(w, u)] = true;
  const clear = clearance(none);
  const [across, down] = [last(w) - first(w), last(b) - first(b)];
  /** @type {{ at: Pair, clear: number, far: number } | null} */
  let best = null;
  for (const [j, v] of b.entries()) {
    for (const [i, u] of w.entries()) {
      if (none[j]?.[i]) continue;
      const far = ((u - near[0]) / across) ** 2 + ((v - near[1]) / down) ** 2;
      const here = Math.min(item(item(clear, j), i), ENOUGH);
      if (!best || here > best.clear || (here === best.clear && far < best.far)) best = { at: [u, v], clear: here, far };
    }
  }
  return best?.at ?? null;
}

/** For each cell, how many cells away the nearest without a value is, a diagonal counted as one; by two sweeps. @param {boolean[][]} none */
function clearance(none) {
  const far = none.map((row) => row.map((is) => (is ? 0 : Infinity)));
  const look = (/** @type {number} */ j, /** @type {number} */ i, /** @type {number} */ by) => {
    const row = item(far, j);
    const before = far[j - by];
    const near = [row[i - by], before?.[i - by], before?.[i], before?.[i + by]];
    row[i] = Math.min(item(row, i), ...near.map((cells) => (cells ?? Infinity) + 1));
  };
  const [rows, columns] = [far.length, first(far).length];
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) look(j, i, 1);
  for (let j = rows - 1; j >= 0; j--) for (let i = columns - 1; i >= 0; i--) look(j, i, -1);
  return far;
}

/** The index of the value of an axis that is nearest. @param {number[]} axis @param {number} value */
const nearest = (axis, value) => axis.reduce((best, at, i) => (Math.abs(at - value) < Math.abs(item(axis, best) - value) ? i : best), 0);
