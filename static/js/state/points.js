/**
 * Changing data: every change makes the points the reader's own.
 */

/** @param {number} value @param {number} span to about a pixel of it, so that links stay short */
const rounded = (value, span) => Number(value.toFixed(Math.min(Math.max(0, Math.ceil(2.5 - Math.log10(span))), 12)));

/**
 * A place of the plot as numbers of a point, within the labels that the loss can take.
 *
 * @param {number[]} at
 * @param {number[]} spans of the axes
 * @param {[number, number] | null} labels null: no limit, or the second number is an input
 */
export function placed(at, spans, labels) {
  const [x, y] = at.map((value, i) => rounded(value, spans[i]));
  return [x, labels ? Math.min(Math.max(y, labels[0]), labels[1]) : y];
}

/** @param {number[][]} points @param {number} i @param {number[]} to its first numbers */
export const moved = (points, i, to) => points.map((point, j) => (j === i ? [...to, ...point.slice(to.length)] : point));

/** @param {number[][]} points @param {number} i */
export const without = (points, i) => points.filter((_, j) => j !== i);

/**
 * A place for one more point: in the widest gap of a neuron with one input, amid all with two.
 *
 * @param {number[][]} points
 * @param {number} inputs
 */
export function roomFor(points, inputs) {
  if (inputs > 1) return [0, 1].map((axis) => middle(points.map((point) => point[axis])));
  const xs = points.map(([x]) => x).sort((a, b) => a - b);
  if (xs.length === 1) return [xs[0] + 1];
  const widest = xs.slice(1).reduce((best, x, i) => (x - xs[i] > xs[best + 1] - xs[best] ? i : best), 0);
  return [(xs[widest] + xs[widest + 1]) / 2];
}

/** @param {number[]} values */
const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
