/**
 * Which question comes next: of the steps ahead and of the kinds of question the one whose answer is least plain, and not
 * always the same kind.
 *
 * @typedef {import("./ledger.js").MapRow} MapRow
 * @typedef {import("./types.js").Pair} Pair
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Scenario} Scenario
 *
 * @typedef {object} Case what a question is about: a step, and the map on which it is seen
 * @property {MapRow} row of the map's two parameters
 * @property {Pair} landing where it ends
 * @property {boolean} flat whether these two are all that there are
 * @property {Pick<Scenario, "window" | "plane">} map
 * @property {import("./types.js").Move["beta_curve"]} curve ΔL in every direction; null while it is not known
 *
 * @typedef {(step: Case) => number} Interest how far from plain the answer is: 0 where the kind cannot ask, 1 and more where
 *   the first glance is wrong or undecided
 */

import { item, mapPair } from "./items.js";
import { changeAt, inPlane, landingOf, lastStep, rowOf } from "./ledger.js";

/** Steps ahead among which a question is chosen: the reader waits for no more. */
const AHEAD = 12;
/** After so many steps a run has moved on since the last question; and what each step before or beyond has to make up for. */
const ON = 4;
const FAR = 0.03;
/** What is left of the worth of the kinds that were asked last. */
const AGAIN = [0.35, 0.6, 0.85];
/** A step that does less than this share of the run's whole descent is too small to be asked about. */
const SLIGHT = 1e-4;

/**
 * For the panel and for choosing: step k of a run as a question sees it.
 *
 * @param {Run} run
 * @param {number} k
 * @param {Pick<Scenario, "window" | "plane">} map
 * @param {Pair} places of the map's two parameters among all
 * @param {Case["curve"]} [curve]
 * @returns {Case}
 */
export function caseOf(run, k, { window, plane }, places, curve = null) {
  const row = rowOf(run, k);
  const landing = landingOf(row);
  return {
    row: inPlane(row, places),
    landing: mapPair(places, (i) => item(landing, i)),
    flat: row.point.length === 2,
    map: { window, plane },
    curve,
  };
}

/**
 * For the panel: the kinds that can ask about a step, the most wanted first.
 *
 * @param {Record<string, { interest: Interest }>} kinds
 * @param {Case} step
 * @param {string[]} asked kinds of the questions so far
 */
export function rankedKinds(kinds, step, asked) {
  const last = [...asked].reverse();
  const ranked = Object.entries(kinds).flatMap(([kind, { interest }]) => {
    const worth = interest(step);
    return worth > 0 ? [{ kind, worth: worth * (AGAIN[last.indexOf(kind)] ?? 1) }] : [];
  });
  return ranked.sort((one, other) => other.worth - one.worth);
}

/**
 * For the panel: the next question of a run, which the run then plays to; null where there is nothing left to ask.
 *
 * @param {Record<string, { interest: Interest }>} kinds
 * @param {Run} run
 * @param {number} from the first step that may be asked about
 * @param {(k: number) => Case} stepAt
 * @param {string[]} asked
 * @param {number} [ahead] steps
 * @returns {{ kind: string, step: number } | null}
 */
export function nextQuestion(kinds, run, from, stepAt, asked, ahead = AHEAD) {
  /** @type {{ kind: string, step: number, worth: number } | null} */
  let best = null;
  const { loss, actual } = run.steps;
  const slight = SLIGHT * (Number(loss[0]) - Math.min(...loss.map((value) => value ?? Infinity)));
  for (let step = from; step < lastStep(run) && (!best || step <= from + ahead); step++) {
    if (changeAt(run, step) === "too_small" || (ahead && Math.abs(Number(actual[step])) < slight)) continue;
    const [first] = rankedKinds(kinds, stepAt(step), asked);
    if (!first) continue;
    const worth = first.worth - FAR * Math.abs(step - from - (asked.length ? ON - 1 : 0));
    if (!best || worth > best.worth) best = { kind: first.kind, step, worth };
  }
  return best && { kind: best.kind, step: best.step };
}

/** For the panel: the score after an answer. @param {import("./quiz.js").Score} score @param {boolean} right @returns {import("./quiz.js").Score} */
export function scoreAfter({ streak, longest }, right) {
  const now = right ? streak + 1 : 0;
  return { streak: now, longest: Math.max(longest, now) };
}
