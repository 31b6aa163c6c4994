/**
 * Where a loss has a value, well away from where it has none: a place for a start.
 *
 * @typedef {import("./grid.js").Grid} Grid
 */

/** So many cells from the nearest place without a value are far enough: an eighth of a map of 129 points a side. */
const ENOUGH = 16;

/**
 * The clearest point of a grid and, among those that are clear enough, the one nearest to a place; null where none has a
 * value. The same grid always gives the same point.
 *
 * @param {Grid} grid
 * @param {number[]} near
 * @param {number[][]} without places that are known to have none, though the loss may have a value there: no gradient
 * @returns {number[] | null}
 */
export function clearPlace({ w, b, loss }, near, without) {
  const none = loss.map((row) => row.map((value) => value === null));
  for (const [u, v] of without) none[nearest(b, v)][nearest(w, u)] = true;
  const clear = clearance(none);
  /** @type {{ at: number[], rank: number[] } | null} */
  let best = null;
  for (let j = 0; j < b.length; j++) {
    for (let i = 0; i < w.length; i++) {
      if (none[j][i]) continue;
      const far = ((w[i] - near[0]) / (w[w.length - 1] - w[0])) ** 2 + ((b[j] - near[1]) / (b[b.length - 1] - b[0])) ** 2;
      const rank = [-Math.min(clear[j][i], ENOUGH), far];
      if (!best || rank[0] < best.rank[0] || (rank[0] === best.rank[0] && rank[1] < best.rank[1])) best = { at: [w[i], b[j]], rank };
    }
  }
  return best?.at ?? null;
}

/** Cells to the nearest without a value, diagonals as one, in two sweeps. @param {boolean[][]} none */
function clearance(none) {
  const far = none.map((row) => row.map((is) => (is ? 0 : Infinity)));
  const look = (/** @type {number} */ j, /** @type {number} */ i, /** @type {number} */ by) => {
    for (const [dj, di] of [
      [0, -by],
      [-by, -by],
      [-by, 0],
      [-by, by],
    ]) {
      far[j][i] = Math.min(far[j][i], (far[j + dj]?.[i + di] ?? Infinity) + 1);
    }
  };
  const [rows, columns] = [far.length, far[0].length];
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) look(j, i, 1);
  for (let j = rows - 1; j >= 0; j--) for (let i = columns - 1; i >= 0; i--) look(j, i, -1);
  return far;
}

/** The index of the value of an axis that is nearest. @param {number[]} axis @param {number} value */
const nearest = (axis, value) => axis.reduce((best, at, i) => (Math.abs(at - value) < Math.abs(axis[best] - value) ? i : best), 0);
