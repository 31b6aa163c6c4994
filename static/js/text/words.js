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

import { changeOf } from "../state/change.js";
import { lastStep } from "../state/ledger.js";
import { angleEquation, formatNumber, formatPoint, withoutBreaks, withSubscripts } from "./formats.js";

/** What the loss does, where there is no number for it. @type {Record<string, string>} */
const CHANGES = {
  too_small: "changes too little to tell from rounding",
  no_value: "has no value where it lands",
  unknown: "is still being computed",
};

/** What the loss does along a step, as a verb phrase. @param {Row} row */
function change(row) {
  const what = changeOf(row);
  return CHANGES[what] ?? `${what} by ${formatNumber(Math.abs(Number(row.actual)), 3)}`;
}

/**
 * For the card and the sentence of a step: its verdict.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {import("../state/types.js").Surface | null} [surface] the map, where it is known
 * @returns {Verdict}
 */
export function verdict(row, run, surface = null) {
  if (row.last) {
    const lowest = surface?.minimum?.loss;
    const above = run.outcome === "converged" && isAbove(run, surface);
    const more = above ? ` Flat is not yet low: on this map the loss goes down to ${formatNumber(lowest, 2)}.` : "";
    return { tone: run.outcome !== "converged" ? "none" : above ? "warn" : "good", title: "The run ends here", detail: withoutBreaks(run.message) + more };
  }
  if (row.beta === null) {
    return { tone: "none", title: "No angle", detail: "The step or the gradient is zero here, so β has no value." };
  }
  const what = changeOf(row);
  const rises = what === "rises" || what === "no_value";
  if (row.beta > 90 && !rises) {
    return { tone: "good", title: "Favourable to first order", detail: `90° < β ≤ 180°; the loss ${change(row)}.` };
  }
  if (row.beta > 90) {
    return {
      tone: "warn",
      title: "Favourable to first order, but too far",
      detail: `The loss ${change(row)}${tooFar(row)}.`,
    };
  }
  if (row.beta === 90) {
    return { tone: "warn", title: "Neutral to first order", detail: `β = 90°: only the later terms count. The loss ${change(row)}.` };
  }
  if (what !== "falls") {
    return { tone: rises ? "bad" : "warn", title: "Not favourable", detail: `β < 90°: the step goes uphill, and the loss ${change(row)}.` };
  }
  return {
    tone: "warn",
    title: "Not favourable to first order",
    detail: `β < 90°, yet beyond the rise the loss ${change(row)}.`,
  };
}

/** Why the step was too long, in a favourable direction. @param {Row} row */
function tooFar({ actual, secondOrder }) {
  if (actual === null) return ": the step is too long";
  if (secondOrder < 0) return ": η is too large for the terms after the second";
  return ": η is too large for the curvature along this step";
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
  const where = whereabouts(row, run, map);
  if (row.last) return `${where}. ${run.message}`;
  const angle = row.beta === null ? "no angle β" : angleEquation(row.beta, 1);
  const then = Number.isNaN(row.actual) ? "" : `: the loss ${change(row)}`;
  return `${where}, ${own ? "your own direction at " : ""}${angle}. ${verdict(row, run).title}${then}.`;
}

/**
 * For the player, while the outcome is hidden: the sentence's first half, which says nothing of what the step does.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {Map} map
 */
export const whereabouts = (row, run, map) => `Step ${row.k} of ${lastStep(run)}: ${placeOf(row, run, map)}, loss ${formatNumber(row.loss)}`;

/** For the map's note: where a step is that the map does not show. @param {Row} row @param {Run} run @param {Map} map */
export const offTheMap = (row, run, map) => `Step ${row.k} is off the map, at ${placeOf(row, run, map)}.`;

/** The parameters and their values at a row, as (w, b) = (1.5, −2). @param {Row} row @param {Run} run @param {Map} map */
const placeOf = (row, run, map) => `(${withSubscripts(run.parameters.join(", "))}) = ${formatPoint(row.point, run.parameters, map)}`;
