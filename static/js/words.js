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
import { degrees, number, pair } from "./format.js";
import { lastStep } from "./ledger.js";

/** A change this small beside the loss is what adding up floats leaves. */
const ROUNDING = 8 * Number.EPSILON;

/** @param {Row} row */
function change(row) {
  if (Math.abs(row.actual) <= ROUNDING * Math.abs(row.loss)) return "stays the same, to rounding";
  return `${row.actual < 0 ? "falls" : "rises"} by ${number(Math.abs(row.actual), 3)}`;
}

/**
 * @param {Row} row
 * @param {Run} run
 * @returns {Verdict}
 */
export function verdict(row, run) {
  if (row.last) return { tone: run.outcome === "converged" ? "good" : "none", title: ended(run), detail: run.message };
  if (row.beta === null) {
    return { tone: "none", title: "No angle", detail: "The step or the gradient is zero here, so β has no value." };
  }
  const rises = row.actual > ROUNDING * Math.abs(row.loss);
  if (row.beta > 90) {
    if (!rises) return { tone: "good", title: "Favourable to first order", detail: `90° < β ≤ 180°: the loss ${change(row)}.` };
    return {
      tone: "warn",
      title: "Favourable to first order, yet the loss rises",
      detail: `By ${number(row.actual, 3)}: η is too large for the curvature along this step.`,
    };
  }
  if (row.beta === 90) {
    return { tone: "warn", title: "Neutral to first order", detail: `β = 90°: only the later terms count. The loss ${change(row)}.` };
  }
  if (rises) return { tone: "bad", title: "Not favourable", detail: `β < 90°: the step goes uphill, and the loss ${change(row)}.` };
  return {
    tone: "warn",
    title: "Not favourable to first order, yet the loss does not rise",
    detail: `β < 90°, but the step goes over the rise: the loss ${change(row)}.`,
  };
}

/** @param {Run} run */
function ended(run) {
  const titles = {
    converged: "Satisfied: the run ends here",
    stationary: "The step is zero: the run ends here",
    max_steps: "The last step: the run ends here",
    diverged: "Diverged: the run ends here",
    undefined: "Undefined beyond this point: the run ends here",
  };
  return titles[run.outcome];
}

/**
 * The one polite sentence of a step: number, point, loss, β, verdict.
 *
 * @param {Row} row
 * @param {Run} run
 */
export function sentence(row, run) {
  const names = run.parameters.join(", ");
  const where = `Step ${row.k} of ${lastStep(run)}: (${names}) = ${pair(row.point, 3)}, loss ${number(row.loss)}`;
  const said = verdict(row, run);
  if (row.last) return `${where}. ${run.message}`;
  const angle = row.beta === null ? "no angle β" : `β = ${degrees(row.beta, 1)}`;
  return `${where}, ${angle}. ${said.title}: the loss ${change(row)}.`.replace(", yet the loss rises:", ", yet").replace(
    ", yet the loss does not rise:",
    ", yet",
  );
}
