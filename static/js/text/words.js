/**
 * What a step means, in words. "Favourable" is a statement of first order; beside it stands what the loss then did.
 *
 * @typedef {import("../state/ledger.js").Row} Row
 * @typedef {import("../state/types.js").Run} Run
 * @typedef {{ plane: string[], window: number[] }} Map by which a point has its digits: a scenario will do
 *
 * @typedef {object} Verdict
 * @property {"good" | "warn" | "bad" | "none"} tone
 * @property {string} title
 * @property {string} detail
 */

import * as words from "#words";
import { changeOf } from "../state/change.js";
import { lastStep } from "../state/ledger.js";
import { objectiveOf, optimiserOf } from "../state/scenario.js";
import { formatNames, formatPoint, withoutBreaks } from "./formats.js";

/** A step's verdict by its kind: how good it is, and what is said of it. */
const VERDICTS = {
  favourable: { tone: "good", title: words.verdict_favourable_title, detail: words.verdict_favourable_detail },
  too_far: { tone: "warn", title: words.verdict_too_far_title, detail: words.verdict_too_far_detail },
  neutral: { tone: "warn", title: words.verdict_neutral_title, detail: words.verdict_neutral_detail },
  unfavourable: { tone: "bad", title: words.verdict_unfavourable_title, detail: words.verdict_unfavourable_detail },
  unfavourable_falls: { tone: "warn", title: words.verdict_unfavourable_falls_title, detail: words.verdict_unfavourable_falls_detail },
  no_angle: { tone: "none", title: words.verdict_no_angle_title, detail: words.verdict_no_angle_detail },
};

/** @param {Row} row @returns {keyof typeof VERDICTS} */
function kindOf(row) {
  if (row.beta === null) return "no_angle";
  const change = changeOf(row);
  if (row.beta > 90) return change === "rises" || change === "no_value" ? "too_far" : "favourable";
  if (row.beta === 90) return "neutral";
  return change === "falls" ? "unfavourable_falls" : "unfavourable";
}

/**
 * For the card of a step: its verdict.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {import("../state/types.js").Surface | null} [surface] the map, where it is known
 * @returns {Verdict}
 */
export function verdict(row, run, surface = null) {
  if (row.last) {
    const above = run.outcome === "converged" && isAbove(run, surface);
    const message = withoutBreaks(run.message ?? "");
    const end = above ? words.verdict_run_end_flat({ message, lowest: surface?.minimum?.loss }) : message;
    const detail = run.own_units ? `${end} ${run.own_units.message}` : end;
    return { tone: run.outcome !== "converged" ? "none" : above ? "warn" : "good", title: words.verdict_run_end_title(), detail };
  }
  const kind = kindOf(row);
  const { tone, title, detail } = VERDICTS[kind];
  const change = changeOf(row);
  const certain = change === "rises" || change === "no_value";
  return {
    tone: /** @type {Verdict["tone"]} */ (kind === "unfavourable" && !certain ? "warn" : tone),
    title: kind === "no_angle" ? title() : words.verdict_plain({ verdict: title(), change, by: sizeOf(row) }),
    detail: detail({ why: tooFar(row) }),
  };
}

/** By how much the loss changes. @param {Row} row */
const sizeOf = (row) => Math.abs(Number(row.actual));

/** Why a step was too long, in a favourable direction. @param {Row} row */
function tooFar({ actual, secondOrder }) {
  if (actual === null) return "no_value";
  return secondOrder < 0 ? "later_terms" : "curvature";
}

/**
 * Whether a run ended well above the map's lowest point: on a plateau, a saddle, in a minimum that is not the deepest.
 *
 * @param {Run} run
 * @param {import("../state/types.js").Surface | null} surface
 */
function isAbove({ steps: { loss } }, surface) {
  const lowest = surface?.minimum?.loss;
  const highest = surface?.bands[surface.bands.length - 1]?.to;
  if (lowest === undefined || highest === undefined) return false;
  const above = (/** @type {number | null | undefined} */ value) => (value ?? 0) - lowest;
  // It counts as down after 98% of the way down; a start beside the minimum has no way to go and counts too.
  return above(loss[loss.length - 1]) > Math.max(0.02 * above(loss[0]), 1e-4 * above(highest));
}

/**
 * For the player: the one sentence that tells a step to screen readers: number, point, loss, β, verdict.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {Map} map
 * @param {boolean} [own] whether the direction is the reader's
 */
export function sentence(row, run, map, own = false) {
  const facts = factsOf(row, run, map);
  if (row.last) return run.message === null ? whereabouts(row, run, map) : words.step_end({ ...facts, message: run.message });
  const { beta } = row;
  const direction = beta === null ? (own ? "own_none" : "none") : own ? "own" : "taken";
  return words.step_sentence({ ...facts, direction, beta, verdict: VERDICTS[kindOf(row)].title(), change: changeOf(row), by: sizeOf(row) });
}

/**
 * For the player, while the outcome is hidden: a sentence that says nothing of what the step does.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {Map} map
 */
export const whereabouts = (row, run, map) => words.step_place(factsOf(row, run, map));

/** @param {Row} row @param {Run} run @param {Map} map */
const factsOf = (row, run, map) => ({ k: row.k, steps: lastStep(run), place: placeOf(row, run, map), loss: row.loss });

/** For the map's note: where a step is that the map does not show. @param {Row} row @param {Run} run @param {Map} map */
export const offTheMap = (row, run, map) => words.step_off_map({ k: row.k, place: placeOf(row, run, map) });

/** The parameters and their values at a row, as (w, b) = (1.5, −2). @param {Row} row @param {Run} run @param {Map} map */
const placeOf = (row, run, map) => `${formatNames(run.parameters)} = ${formatPoint(row.point, run.parameters, map)}`;

/**
 * For titles of frames and sheets: the optimiser and the loss, one that was typed by its formula.
 *
 * @param {import("../state/types.js").Scenario} scenario
 * @param {import("../state/types.js").Catalogue} catalogue
 */
export const subjectOf = ({ objective, optimiser, f }, catalogue) =>
  words.figure_subject({ optimiser: optimiserOf(catalogue, optimiser).title, loss: f ? `L = ${f}` : objectiveOf(catalogue, objective).title });
