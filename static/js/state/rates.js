/**
 * Learning rates that suit: what the slider of η spans, and when there is an η to offer.
 *
 * @typedef {import("./types.js").Pair} Pair
 * @typedef {import("./types.js").State} State
 */

import { isOutcomeHidden } from "./quiz.js";

/** For panels: the advice that belongs to what is chosen, or null. @param {Pick<State, "rates" | "stale">} state */
export const currentRates = ({ rates, stale }) => (stale.rates ? null : rates);

/**
 * For the advice: what belongs to what is chosen, where its bounds hold: for the full gradient and an η that stays. Else null.
 *
 * @param {State} state
 */
export function currentBounds(state) {
  const { batch, schedule } = state.scenario;
  const rates = batch || schedule !== "constant" ? null : currentRates(state);
  return rates?.limit ? { ...rates, limit: rates.limit } : null;
}

/** Of two limits that are so near to each other, as a share, one says all. */
const ALIKE = 0.1;

/**
 * For the advice: the η below which the step that is shown, straight against the gradient and by the chosen η, lowers the loss
 * to second order: 2‖g‖²/(gᵀHg), here by the terms −η‖g‖² and ½η²gᵀHg of its series. Null for another step, where the loss does
 * not curve upwards along it, and where it says nothing that the bound near the minimum does not.
 *
 * @param {State} state
 */
export function stepLimit(state) {
  const { move, scenario, stale } = state;
  if (!move || stale.move || isOutcomeHidden(state) || move.beta !== 180 || move.eta !== scenario.eta) return null;
  const [first, second] = move.taylor.map(({ term }) => term ?? 0);
  const limit = first && second && second > 0 ? (-move.eta * first) / second : null;
  const bound = currentBounds(state)?.limit;
  return limit && bound && Math.abs(limit / bound - 1) < ALIKE ? null : limit;
}

/**
 * For the form: the range of the slider of η. Data of other units need another one: then it spans a thousandth to ten times of
 * what works.
 *
 * @param {Pair} shown the usual range
 * @param {Pick<import("./types.js").Rates, "limit" | "working"> | null} rates
 * @returns {Pair}
 */
export function rateRange(shown, rates) {
  const middle = rates?.limit ?? rates?.working;
  const [low, high] = shown;
  if (!middle || (middle >= 10 * low && middle <= high)) return shown;
  const power = 10 ** Math.round(Math.log10(middle));
  return [Number((power / 1000).toPrecision(1)), Number((power * 10).toPrecision(1))];
}

/** For the form and what marks its slider: η with the range of its slider. @param {import("./types.js").Catalogue} catalogue @param {import("./types.js").Rates | null} rates */
export function etaParameter({ parameters }, rates) {
  const eta = /** @type {import("./types.js").Parameter} */ (parameters.find(({ id }) => id === "eta"));
  return { ...eta, shown: rateRange(eta.shown, rates) };
}

/**
 * For the panel under the map: an η that works in the place of one with which the run flies off; null where there is nothing to
 * offer.
 *
 * @param {State} state
 */
export function rateToOffer(state) {
  const { run, scenario, stale } = state;
  const working = currentRates(state)?.working;
  if (!run || stale.run || run.outcome !== "diverged" || state.lock === "all" || state.quiz) return null;
  return working && working !== scenario.eta ? working : null;
}
