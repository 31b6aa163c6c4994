/**
 * What becomes of each of the first three terms of Taylor's series as η shrinks: the n-th goes as ηⁿ.
 *
 * @typedef {{ order: number, term: number }} Term at the step's own η
 * @typedef {{ order: number, why: "zero" | "rounding" | "no_value" }} Missing
 */

/** Orders that are shown. */
const ORDERS = 3;

/**
 * For the card of orders: the terms that have a line, those that have none, and the size below which a change is rounding.
 *
 * @param {Pick<import("./types.js").Move, "taylor" | "doubt">} move
 */
export function ordersOf({ taylor, doubt }) {
  const floor = doubt ?? 0;
  /** @type {Term[]} */
  const terms = [];
  /** @type {Missing[]} */
  const missing = [];
  for (const { order, term } of taylor.slice(0, ORDERS)) {
    if (term === null) missing.push({ order, why: "no_value" });
    else if (term === 0) missing.push({ order, why: "zero" });
    else if (Math.abs(term) <= floor) missing.push({ order, why: "rounding" });
    else terms.push({ order, term });
  }
  return { terms, missing, floor };
}

/**
 * For the lines: a term's size at another η, all in powers of ten.
 *
 * @param {number} size at the step's own η
 * @param {number} order
 * @param {number} by how far the other η is from it
 */
export const valueAt = (size, order, by) => size + order * by;

/**
 * For the sentence: the η below which the first of some terms, which has the lowest order, is the largest.
 *
 * @param {Term} lowest
 * @param {Term[]} others
 * @param {number} eta of the step
 */
export const decidesBelow = (lowest, others, eta) =>
  eta * Math.min(...others.map(({ order, term }) => Math.abs(lowest.term / term) ** (1 / (order - lowest.order))));
