/**
 * The one loop in the browser: the steps of a run with all columns of /trajectory, for the loss and the rule of a printed part.
 *
 * It says what the server would say, or null: anything not finite on the way, and whatever hangs on a rounding, is asked of the server.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("../state/types.js").Column} Column
 * @typedef {import("../state/types.js").Scenario} Scenario
 * @typedef {import("../state/types.js").Run} Run
 * @typedef {Pick<Run, "outcome" | "code" | "steps">} KernelRun
 */
import { advance, angle, norm, turned, UNIT } from "./vectors.js";

/** |θ|² beyond this counts as diverged. */
const FAR = 1e24;
/** Beyond this something of the way may have overflowed that is computed otherwise elsewhere. */
const LARGE = 1e200;
/** Two norms that differ by less, of their own size, may not be told apart in another language. */
const CLOSE = 1e-9;
/** Unless all is exact: nor may those that differ by less of the greatest so far; and a gradient below some more is rounding. */
const SAME = 1e-13;
const NOISE = 1e-12;
/** A number times this, minus all but itself, is the nearest one of three binary digits. */
const THREE = 2 ** 50 + 1;

/** @param {number} x */
function nearest(x) {
  const large = x * THREE;
  return large - (large - x);
}

/**
 * For the loop and `move`: a bound on what rounding has done to the change of two losses, rounded up to three binary digits.
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
 * For maps and slices: θ ↦ L.
 *
 * @param {Part} part
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 */
export function lossAt({ derivatives }, { x, n, c }) {
  const [g, out] = [numbers(), numbers()];
  return (/** @type {Vector} */ t) => {
    derivatives(t, g, out, x, n, c);
    return Number(out[0]);
  };
}

/** Room for what is said of a place, or of a step. @returns {Vector} */
const numbers = () => new Float64Array(9);

/** Finite only if all components are. @param {Vector} v */
function total(v) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i];
  return sum;
}

/**
 * For `trajectory`: the run of a part from the scenario's start, with the columns of /trajectory. Of each row there is what is at θ, and
 * what the step from it is and promises; what it does is known with the next row. No step leaves the last one.
 *
 * @param {Part} part
 * @param {Scenario} scenario
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {KernelRun | null}
 */
export function run({ parameters, hyper, initial, exact, derivatives, step, look, pace }, scenario, { x, n, c }) {
  const { steps: most, tol, decay, moves, start } = scenario;
  const p = parameters.length;
  /** @param {ArrayLike<number>} v @returns {Vector} */
  const vector = (v) => Float64Array.from(v);
  const h = vector(hyper.map((name) => scenario[/** @type {"gamma"} */ (name)]));
  const [memory, next, point, g, u] = [vector(initial), vector(start), vector(start), vector(start), vector(start)];
  const [out, row] = [numbers(), numbers()];
  const seen = look ? vector(start) : g;

  /** @type {Record<string, Column>} */
  const steps = {};
  const named = (/** @type {string} */ prefix) => parameters.map((name) => prefix + name);
  /** With a number in each row. @param {string} name @returns {Vector} */
  const ofPlace = (name) => (steps[name] = new Array(most + 1));
  /** With null where no step was taken. @param {string} name @returns {Vector} */
  const ofStep = (name) => (steps[name] = new Array(most + 1).fill(null));
  const counts = ofPlace("k");
  /** @type {Vector} */
  const points = parameters.map(ofPlace);
  const losses = ofPlace("loss");
  /** @type {Vector} */
  const gradients = named("grad_").map(ofPlace);
  const norms = ofPlace("grad_norm");
  const rates = ofStep("eta");
  /** @type {Vector} */
  const directions = named("u_").map(ofStep);
  const [dots, cosines, betas, firsts, seconds, changes, doubts] = /** @type {any} */ (
    ["dot", "cos_beta", "beta", "first_order", "second_order", "actual", "doubt"].map(ofStep)
  );

  /** The outcome and its code. */
  let end = "";
  let [k, greatest, lastLoss, lastBound, downhill] = [0, 0, 0, 0, false];
  for (; !end; k++) {
    derivatives(point, g, out, x, n, c);
    const loss = out[0];
    const bound = out[1];
    const size = norm(g);
    greatest = exact ? 0 : Math.max(greatest, size);
    if ((tol > 0 && Math.abs(size - tol) <= CLOSE * tol + SAME * greatest) || size < NOISE * greatest) return null;
    if (size < tol) end = "converged.satisfied";
    else if (k === most) end = `max_steps.${!most ? "no_steps" : tol > 0 ? "max_steps" : "no_tolerance"}`;

    let rate = scenario.eta;
    const move = moves.length ? moves.find(([at]) => at === k) : null;
    if (!end) {
      if (move) {
        rate = move[2];
        turned(g, move[1], u);
      } else {
        if (pace) rate = pace(k, rate, decay, most);
        if (look) {
          look(memory, point, h, next);
          derivatives(next, seen, row, x, n, c);
        }
        step?.(memory, seen, rate, point, h, u, out);
        if (!rate) return null;
      }
      advance(point, u, g, out, rate, next, row);
      angle(u, g, row);
      if (!row[4]) end = `stationary.${norm(u) ? "update_underflow" : move && !size ? "zero_turn" : "zero_update"}`;
    }
    const change = k && loss - lastLoss;
    const doubt = doubtOf(lastBound, bound, change);
    const first = rate * row[0];
    const far = row[3];
    const second = first + 0.5 * row[2];
    const sizes = Math.abs(loss) + Math.abs(change) + Math.abs(second) + doubt + far + total(memory) + total(seen);
    if (!(Math.abs(sizes) < LARGE) || Math.abs(far / FAR - 1) <= 2 * CLOSE || (end[0] === "s" && !exact)) return null;
    if (!end && far > FAR) end = `diverged.too_far${downhill && change > doubt ? "_rising" : ""}`;
    lastLoss = loss;
    lastBound = bound;
    downhill = row[6] > 90;

    counts[k] = k;
    losses[k] = loss + 0;
    norms[k] = size;
    if (k) {
      changes[k - 1] = change + 0;
      doubts[k - 1] = doubt;
    }
    for (let i = 0; i < p; i++) {
      points[i][k] = point[i] + 0;
      gradients[i][k] = g[i] + 0;
      if (!end) directions[i][k] = u[i] + 0;
      point[i] = next[i];
    }
    if (end) continue;
    rates[k] = rate;
    dots[k] = row[0] + 0;
    firsts[k] = first + 0;
    seconds[k] = second + 0;
    if (!Number.isNaN(row[5])) {
      cosines[k] = row[5] + 0;
      betas[k] = row[6];
    }
  }
  for (const column of Object.values(steps)) column.length = k;
  const [outcome, code] = /** @type {[Run["outcome"], string]} */ (end.split("."));
  return { outcome, code, steps: /** @type {Run["steps"]} */ (steps) };
}
