/**
 * Changing data: after any change the points are the reader's own.
 *
 * @typedef {import("./types.js").Pair} Pair
 */
import { first, item, last, mapPair } from "./items.js";

/** A number of a point with few decimals. @param {number} value @param {number} span to about a pixel of it, so that links stay short */
const rounded = (value, span) => Number(value.toFixed(Math.min(Math.max(0, Math.ceil(2.5 - Math.log10(span))), 12)));

/**
 * For dragged and typed points: a place of the plot as the numbers of a point, within the labels that the loss can take.
 *
 * @param {Pair} at
 * @param {Pair} spans of the axes
 * @param {[number, number] | null} labels null: no limit, or the second number is an input
 * @returns {Pair}
 */
export function pointWithin(at, spans, labels) {
  const [x, y] = mapPair(at, (value, i) => rounded(value, spans[i]));
  return [x, labels ? Math.min(Math.max(y, labels[0]), labels[1]) : y];
}

/**
 * For what draws the neuron over the data as they are: the weights and the bias that do with them what θ does with scaled ones.
 *
 * @param {number[]} theta
 * @param {import("./types.js").ScaledColumn[]} scaling of the columns, the label's last; none where nothing is scaled
 */
export function inOwnUnits(theta, scaling) {
  if (!scaling.length) return theta;
  const label = last(scaling);
  const weights = scaling.slice(0, -1).map(({ scale }, i) => (item(theta, i) * label.scale) / scale);
  const bias = last(theta) * label.scale + label.shift;
  return [...weights, weights.reduce((sum, w, i) => sum - w * item(scaling, i).shift, bias)];
}

/**
 * For the form of a point: the points with the first numbers of point i replaced.
 *
 * @param {number[][]} points
 * @param {number} i
 * @param {number[]} to its first numbers
 */
export const withPointAt = (points, i, to) => points.map((point, j) => (j === i ? [...to, ...point.slice(to.length)] : point));

/** For the form of a point: the points without point i. @param {number[][]} points @param {number} i */
export const withoutPoint = (points, i) => points.filter((_, j) => j !== i);

/**
 * For the button that adds a point: the inputs of one more, in the widest gap of a neuron with one input, in the middle of
 * all with two.
 *
 * @param {number[][]} points
 * @param {number} inputs
 */
export function newInputs(points, inputs) {
  if (inputs > 1) return [0, 1].map((axis) => middle(points.map((point) => item(point, axis))));
  const xs = points.map(first).sort((a, b) => a - b);
  const [only, ...further] = xs;
  if (only !== undefined && !further.length) return [only + 1];
  const gap = (/** @type {number} */ i) => item(xs, i + 1) - item(xs, i);
  const widest = further.reduce((best, _, i) => (gap(i) > gap(best) ? i : best), 0);
  return [item(xs, widest) + gap(widest) / 2];
}

/** Halfway between the least and the largest. @param {number[]} values */
const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
