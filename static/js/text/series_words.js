/**
 * A Taylor series in words and cells: the remainder of each order, and how fast it shrinks when the step is halved.
 *
 * @typedef {import("../state/types.js").Move["taylor"]} Taylor
 */
import * as words from "#words";
import { first, item, last } from "../state/items.js";
import { formatNumber } from "./formats.js";

/** A difference that is smaller than this share of the values is rounding. */
const ROUNDING = 1e-14;

/** @param {...(number | null | undefined)} values */
const largest = (...values) => Math.max(...values.map((v) => Math.abs(v ?? 0)));

/**
 * For verdicts and cells: whether a remainder is no more than rounding.
 *
 * @param {number | null} remainder
 * @param {number} size of the values that it comes from
 */
export const isRounding = (remainder, size) => remainder !== null && Math.abs(remainder) <= ROUNDING * size;

/**
 * For Taylor tables: the four cells of one order: its term, the sum, what is left, and how many times smaller that is for
 * half the step.
 *
 * @param {Taylor[0]} row
 * @param {number} size of the loss or of f
 * @param {number} digits of the sum; the others have one less
 */
export function orderCells({ term, sum, remainder, shrinks }, size, digits) {
  const gone = isRounding(remainder, largest(size, sum, term));
  const left = gone && remainder !== 0 ? "≈ 0" : formatNumber(remainder, digits - 1);
  return [formatNumber(term, digits - 1), formatNumber(sum, digits), left, shrinks === null || gone ? "–" : `÷ ${formatNumber(shrinks, 3)}`];
}

/**
 * For verdicts: the order at which a series ends, after which all terms are 0 and nothing is left; null where there is none.
 *
 * @param {Taylor} taylor
 * @param {number} size
 */
export function lastOrder(taylor, size) {
  const highest = Math.max(1, ...taylor.filter(({ term }) => term !== 0).map(({ order }) => order));
  return highest < taylor.length && isRounding(item(taylor, highest - 1).remainder, size) ? highest : null;
}

/**
 * For the panel in one dimension: a sentence on how well its series does at this δ.
 *
 * @param {{ value: number, actual: number | null, taylor: Taylor }} found
 * @param {number} place x + δ
 */
export function expansionVerdict({ value, actual, taylor }, place) {
  if (actual === null) return words.expansion_no_value({ place });
  if (first(taylor).term === null) return words.expansion_no_derivative();
  const size = largest(value, value + actual);
  const final = lastOrder(taylor, size);
  if (final) return words.expansion_ends({ order: final });
  const done = taylor.find(({ remainder }) => isRounding(remainder, size));
  if (done) return words.expansion_rounding({ order: done.order });
  const left = taylor.map(({ remainder }) => Math.abs(remainder ?? Infinity));
  if (last(left) >= first(left)) return words.expansion_no_less();
  if (left.every((r, i) => !i || r < item(left, i - 1))) return words.expansion_each_less();
  return words.expansion_less_in_the_end();
}
