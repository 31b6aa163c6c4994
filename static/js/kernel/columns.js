/**
 * The columns of a run, as /trajectory names and orders them. They hold numbers alone, which an engine keeps as such: NaN where /trajectory
 * has null, as JSON writes NaN too.
 *
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("../state/types.js").Run} Run
 */
import { cosineOf, degreesOf, UNIT } from "./vectors.js";

/**
 * The 23 columns of a run: k, θ, L, ∇L, ‖∇L‖, η, u, uᵀ∇L, cos β, β, both orders, what was done and its doubt, for vectors three;
 * then what those of a step are made of: bounds on the rounding of the losses, (ηu)ᵀ∇²L(ηu), ‖u∧∇L‖².
 *
 * @typedef {any[]} Columns
 */

/** The nearest number of three binary digits. @param {number} x */
function nearest(x) {
  const large = x * (2 ** 50 + 1);
  return large - (large - x);
}

/**
 * For columns and `move`: a bound on what rounding has done to the change of two losses, rounded up to three binary digits.
 *
 * @param {number} before the bound of the loss before
 * @param {number} after and of that after it
 * @param {number} change
 */
export function doubtOf(before, after, change) {
  const doubt = before + after + UNIT * Math.abs(change);
  const found = nearest(doubt);
  return found < doubt ? nearest(found * 1.2) : found; // from each such number 1.2 leads to the next
}

/**
 * For the loop: how a run ended, with its columns by their names up to the last row, from which no step is taken; of each step its angle,
 * what two orders promise of it and what it does.
 *
 * @param {string[]} parameters
 * @param {Columns} columns filled by the walk
 * @param {number} last
 * @param {Run["outcome"]} outcome
 * @param {string} code its cause
 * @returns {import("./loop.js").KernelRun | null} null where something is not finite, or so large that it may overflow elsewhere
 */
export function runOf(parameters, columns, last, outcome, code) {
  // biome-ignore format: one for each place
  const [, , , , losses, , , , , rates, , , , dots, cosines, betas, firsts, seconds, changes, doubts, bounds, bends, crosses] = columns;
  let sizes = 0;
  for (let k = 0; k < last; k++) {
    const cos = cosineOf(dots[k], crosses[k]);
    cosines[k] = cos;
    betas[k] = degreesOf(dots[k], crosses[k], cos);
    const first = rates[k] * dots[k];
    const second = first + 0.5 * bends[k];
    firsts[k] = first + 0;
    seconds[k] = second + 0;
    const change = losses[k + 1] - losses[k];
    const doubt = doubtOf(bounds[k], bounds[k + 1], change);
    changes[k] = change + 0;
    doubts[k] = doubt;
    sizes += Math.abs(second) + Math.abs(change) + doubt;
  }
  if (!(sizes < 1e200)) return null;
  const rises = code === "too_far" && dots[last - 1] < 0 && changes[last - 1] > doubts[last - 1];
  TWO: if (!parameters[2]) for (const third of [12, 7, 3]) columns.splice(third, 1);
  const prefixed = (/** @type {string} */ prefix) => parameters.map((name) => prefix + name);
  const ofPlace = ["k", ...parameters, "loss", ...prefixed("grad_"), "grad_norm"];
  const names = [...ofPlace, "eta", ...prefixed("u_"), "dot", "cos_beta", "beta", "first_order", "second_order", "actual", "doubt"];
  const steps = names.map((name, i) => {
    const column = columns[i];
    if (i >= ofPlace.length) column[last] = NaN;
    column.length = last + 1;
    return [name, column];
  });
  return { outcome, code: rises ? "too_far_rising" : code, steps: Object.fromEntries(steps) };
}
