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
import { angle, norm, turned } from "./vectors.js";

/** |θ| beyond this counts as diverged. */
const FAR = 1e12;
/** Half a unit in the last place: the most that one operation rounds, relative to its result. */
const UNIT = 2 ** -53;
/** Stands for a bound on rounding where there is none. */
const UNBOUNDED = 2 ** 1021;
/** Two norms that differ by less, of their own size, may not be told apart in another language. */
const CLOSE = 1e-9;
/** Unless all is exact: nor may those that differ by less of the greatest so far; and a gradient below some more is rounding. */
const SAME = 1e-13;
const NOISE = 1e-12;

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/** A bound rounded up to three binary digits, as the server's. @param {number} x @returns {number} */
function roundedUp(x) {
  number[0] = x;
  const high = halves[1] ?? 0;
  if (high >> 20 && (halves[0] || high & 0x3ffff)) {
    halves[0] = 0;
    halves[1] = (high | 0x3ffff) + 1;
  }
  return number[0] ?? x;
}

/** A bound on a loss's rounding, where there is one. @param {number} bound */
const bounded = (bound) => (Number.isFinite(bound) ? Math.min(bound, UNBOUNDED) : UNBOUNDED);

/**
 * For the loop and `move`: a bound on what rounding has done to the change of two losses.
 *
 * @param {number} before the bound of the loss before
 * @param {number} after and of that after it
 * @param {number} change
 */
export const doubtOf = (before, after, change) => roundedUp(bounded(after) + bounded(before) + UNIT * Math.abs(change));

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
export function run({ parameters, hyper, initial, exact, gradient, along, step, look, pace }, scenario, { x, n, c }) {
  const { steps: most, tol, decay, moves, start } = scenario;
  const p = parameters.length;
  /** @param {ArrayLike<number>} v @returns {Vector} */
  const vector = (v) => Float64Array.from(v);
  const h = vector(hyper.map((name) => scenario[/** @type {"gamma"} */ (name)]));
  const [memory, update, next] = [vector(initial), vector(start), vector(start)];
  const ahead = look ? vector(start) : next;

  const named = (/** @type {string} */ prefix) => parameters.map((name) => prefix + name);
  const ofPlace = ["k", ...parameters, "loss", ...named("grad_"), "grad_norm"];
  const ofStep = ["eta", ...named("u_"), "dot", "cos_beta", "beta", "first_order", "second_order", "actual", "doubt"];
  const names = [...ofPlace, ...ofStep];
  const [width, own] = [names.length, ofPlace.length];
  /** A row by its names, NaN where there is no number, and all rows one after another. */
  const row = new Float64Array(width).fill(NaN);
  const table = new Float64Array(width * (most + 1));
  /** @param {number} from @param {number} [length] @returns {Vector} */
  const within = (from, length = p) => row.subarray(from, from + length);
  const [point, g, u, angles, measured] = [within(1), within(p + 2), within(own + 1), within(own + 1 + p, 3), vector([0, 0, 0])];
  for (let i = 0; i < p; i++) point[i] = start[i];

  /** The outcome and its code. */
  let end = "";
  let [k, greatest, lastLoss, lastBound, downhill] = [0, 0, 0, 0, false];
  for (; !end; k++) {
    gradient(point, g, x, n, c);
    const size = norm(g);
    greatest = exact ? 0 : Math.max(greatest, size);
    if ((tol > 0 && Math.abs(size - tol) <= CLOSE * tol + SAME * greatest) || size < NOISE * greatest) return null;
    if (size < tol) end = "converged.satisfied";
    else if (k === most) end = `max_steps.${!most ? "no_steps" : tol > 0 ? "max_steps" : "no_tolerance"}`;

    let rate = scenario.eta;
    const move = moves.find(([at]) => at === k);
    if (end) for (let i = 0; i < p; i++) u[i] = 0;
    else if (move) {
      rate = move[2];
      turned(g, move[1], u);
    } else {
      if (pace) rate = pace(k, rate, decay, most);
      if (look) {
        look(memory, point, h, next);
        gradient(next, ahead, x, n, c);
      }
      step?.(memory, look ? ahead : g, rate, point, h, u);
      if (pace && !rate) return null;
    }
    for (let i = 0; i < p; i++) {
      update[i] = rate * u[i];
      next[i] = point[i] + update[i];
    }
    if (!end && !norm(update)) end = `stationary.${norm(u) ? "update_underflow" : move && !size ? "zero_turn" : "zero_update"}`;

    along(point, update, measured, x, n, c);
    angle(u, g, angles);
    const value = measured[0];
    const change = k && value - lastLoss;
    const doubt = doubtOf(lastBound, measured[2], change);
    const first = rate * angles[0];
    const second = first + 0.5 * measured[1];
    const distance = norm(next);
    const finite = Math.abs(value) + Math.abs(change) + Math.abs(second) + distance + total(memory) + total(ahead);
    if (!(Math.abs(finite) < Infinity) || Math.abs(distance - FAR) <= CLOSE * FAR || (end[0] === "s" && !exact)) return null;
    if (!end && distance > FAR) end = `diverged.too_far${downhill && change > doubt ? "_rising" : ""}`;
    lastLoss = value;
    lastBound = measured[2];
    downhill = angles[2] > 90;

    const at = k * width;
    table[at - 2] = change;
    table[at - 1] = doubt;
    row[0] = k;
    row[p + 1] = value;
    row[own - 1] = size;
    row[own] = rate;
    row[width - 4] = first;
    row[width - 3] = second;
    if (end) row.fill(NaN, own);
    table.set(row, at);
    for (let i = 0; i < p; i++) point[i] = next[i];
  }
  const columns = names.map((name, i) => {
    const column = new Array(k);
    for (let j = 0; j < k; j++) {
      const x = table[j * width + i] ?? NaN;
      column[j] = Number.isNaN(x) ? null : x + 0;
    }
    return [name, column];
  });
  const [outcome, code] = /** @type {[Run["outcome"], string]} */ (end.split("."));
  return { outcome, code, steps: /** @type {Run["steps"]} */ (Object.fromEntries(columns)) };
}
