/**
 * What a step means, in words: honest about order. "Favourable" is a first-order statement; what the loss then did is
 * said beside it.
 *
 * @typedef {import("./ledger.js").Row} Row
 * @typedef {import("./types.js").Run} Run
 *
 * @typedef {object} Verdict
 * @property {"good" | "warn" | "bad" | "none"} tone
 * @property {string} title
 * @property {string} detail
 */
import { angleIs, number, pair, written } from "./format.js";
import { lastStep } from "./ledger.js";

/** A change this small beside the loss is what adding up floats leaves. */
export const ROUNDING = 8 * Number.EPSILON;

/** @param {Row} row */
function change(row) {
  if (row.actual === null) return "has no value where it lands";
  if (Math.abs(row.actual) <= ROUNDING * Math.abs(row.loss)) return "stays the same, to rounding";
  return `${row.actual < 0 ? "falls" : "rises"} by ${number(Math.abs(row.actual), 3)}`;
}

/**
 * @param {Row} row
 * @param {Run} run
 * @param {import("./types.js").Surface | null} [surface] the map, where it is known
 * @returns {Verdict}
 */
export function verdict(row, run, surface = null) {
  if (row.last) {
    const lowest = surface?.minimum?.loss;
    const above = run.outcome === "converged" && isAbove(run, surface);
    const more = above ? ` Flat is not yet low: on this map the loss goes down to ${number(lowest, 2)}.` : "";
    return { tone: run.outcome !== "converged" ? "none" : above ? "warn" : "good", title: "The run ends here", detail: ended(run) + more };
  }
  if (row.beta === null) {
    return { tone: "none", title: "No angle", detail: "The step or the gradient is zero here, so β has no value." };
  }
  const rises = row.actual === null || row.actual > ROUNDING * Math.abs(row.loss);
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
  if (rises) return { tone: "bad", title: "Not favourable", detail: `β < 90°: the step goes uphill, and the loss ${change(row)}.` };
  return {
    tone: "warn",
    title: "Not favourable to first order",
    detail: `β < 90°, yet beyond the rise the loss ${change(row)}.`,
  };
}

/** What a good direction was too long for. @param {Row} row */
function tooFar({ actual, secondOrder }) {
  if (actual === null) return ": the step is too long";
  if (secondOrder < 0) return ": η is too large for the terms after the second";
  return ": η is too large for the curvature along this step";
}

/**
 * Whether a run ended well above the map's lowest point: on a plateau, a saddle, in a minimum that is not the deepest.
 *
 * @param {Run} run
 * @param {import("./types.js").Surface | null} surface
 */
function isAbove({ steps: { loss } }, surface) {
  const lowest = surface?.minimum?.loss;
  const highest = surface?.bands[surface.bands.length - 1]?.to;
  if (lowest === undefined || highest === undefined) return false;
  const [begun, end, top] = [loss[0] ?? 0, loss[loss.length - 1] ?? 0, highest].map((value) => value - lowest);
  // Most of the way down is down, and so is a start beside the minimum, which has no way.
  return end > Math.max(0.02 * begun, 1e-4 * top);
}

/** Why, in short; the run's own message says it at length. @param {Run} run */
function ended(run) {
  const last = lastStep(run);
  const reasons = {
    converged: "Satisfied: the gradient is as small as the tolerance asks.",
    stationary: "The next step is exactly zero.",
    max_steps: `Not yet satisfied after ${last} ${last === 1 ? "step" : "steps"}, the most allowed.`,
    diverged: "It diverges: the next point is too far away.",
    undefined: "The loss has no value at the next point.",
  };
  return reasons[run.outcome];
}

/**
 * The one polite sentence of a step: number, point, loss, β, verdict.
 *
 * @param {Row} row
 * @param {Run} run
 * @param {boolean} [own] whether the direction is the reader's
 */
export function sentence(row, run, own = false) {
  const where = whereabouts(row, run);
  if (row.last) return `${where}. ${run.message}`;
  const angle = row.beta === null ? "no angle β" : angleIs(row.beta, 1);
  const then = Number.isNaN(row.actual) ? "" : `: the loss ${change(row)}`;
  return `${where}, ${own ? "your own direction at " : ""}${angle}. ${verdict(row, run).title}${then}.`;
}

/** Its first half, which tells nothing of what the step does. @param {Row} row @param {Run} run */
export const whereabouts = (row, run) =>
  `Step ${row.k} of ${lastStep(run)}: (${written(run.parameters.join(", "))}) = ${pair(row.point, 3)}, loss ${number(row.loss)}`;
