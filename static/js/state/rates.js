/**
 * Learning rates that suit: what the slider of η spans, and when there is an η to offer.
 *
 * @typedef {import("./types.js").Pair} Pair
 * @typedef {import("./types.js").State} State
 */

/** For panels: the advice that belongs to what is chosen, or null. @param {Pick<State, "rates" | "stale">} state */
export const currentRates = ({ rates, stale }) => (stale.rates ? null : rates);

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
