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
/** Two norms that differ by less cannot be told apart: of their own size, and, where exponentials have their say, of the greatest so far. */
const SAME = 1e-15;
const CLOSE = 1e-9;

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

/** A number at the end of each column, none of them −0. @param {Column[]} columns @param {Vector} numbers */
function push(columns, numbers) {
  for (let i = 0; i < columns.length; i++) columns[i]?.push(numbers[i] + 0);
}

/**
 * For `trajectory`: the run of a part from the scenario's start, with the columns of /trajectory. Of each row there is what is at θ, and
 * what the step from it is and promises; what it does is known with the next row. No step leaves the last one.
 *
 * @param {Part} part
 * @param {NonNullable<Part["step"]>} rule
 * @param {Scenario} scenario
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {KernelRun | null}
 */
export function run({ parameters, hyper, initial, exact, gradient, along, look, pace }, rule, scenario, { x, n, c }) {
  const { steps: most, tol, decay, moves, start } = scenario;
  const p = parameters.length;
  /** @param {ArrayLike<number>} v @returns {Vector} */
  const vector = (v) => Float64Array.from(v);
  const h = vector(hyper.map((name) => scenario[/** @type {"gamma"} */ (name)]));
  const [memory, point, g, u, update, next] = [vector(initial), vector(start), vector(start), vector(start), vector(start), vector(start)];
  const ahead = look ? vector(start) : g;
  const [measured, angles] = [vector([0, 0, 0]), vector([0, 0, 0])];

  const column = () => /** @type {Column} */ ([]);
  const [points, gradients, directions] = [parameters.map(column), parameters.map(column), parameters.map(column)];
  const [loss, grad_norm, eta, dot, cos_beta, beta] = [column(), column(), column(), column(), column(), column()];
  const [first_order, second_order, actual, doubt] = [column(), column(), column(), column()];
  /** @type {number[]} */
  const k = [];

  /** @type {Run["outcome"] | ""} */
  let outcome = "";
  let code = "";
  let [greatest, lastLoss, lastBound, downhill] = [0, 0, 0, false];
  for (let row = 0; !code; row++) {
    gradient(point, g, x, n, c);
    const size = norm(g);
    greatest = Math.max(greatest, size);
    if (tol > 0 && Math.abs(size - tol) <= (exact ? SAME * tol : CLOSE * tol + SAME * greatest)) return null;
    if (size < tol) [outcome, code] = ["converged", "satisfied"];
    else if (row === most) [outcome, code] = ["max_steps", !most ? "no_steps" : tol > 0 ? "max_steps" : "no_tolerance"];

    let rate = scenario.eta;
    const move = moves.find(([at]) => at === row);
    if (code) for (let i = 0; i < p; i++) u[i] = 0;
    else if (move) {
      rate = move[2];
      turned(g, move[1], u);
    } else {
      if (pace) rate = pace(row, rate, decay, most);
      if (look) {
        look(memory, point, h, next);
        gradient(next, ahead, x, n, c);
      }
      rule(memory, ahead, rate, point, h, u);
      if (pace && !rate) return null;
    }
    for (let i = 0; i < p; i++) {
      update[i] = rate * u[i];
      next[i] = point[i] + update[i];
    }
    if (!code && !norm(update)) {
      outcome = "stationary";
      code = norm(u) ? "update_underflow" : move && !size ? "zero_turn" : "zero_update";
    }

    along(point, update, measured, x, n, c);
    angle(u, g, angles);
    const value = measured[0];
    const bound = measured[2];
    const change = row && value - lastLoss;
    const unsure = doubtOf(lastBound, bound, change);
    const first = rate * angles[0];
    const second = first + 0.5 * measured[1];
    const distance = norm(next);
    const finite = Math.abs(value) + Math.abs(change) + Math.abs(second) + distance + total(memory) + total(ahead);
    if (!(Math.abs(finite) < Infinity) || Math.abs(distance - FAR) <= CLOSE * FAR) return null;
    if (!code && distance > FAR) [outcome, code] = ["diverged", downhill && change > unsure ? "too_far_rising" : "too_far"];
    lastLoss = value;
    lastBound = bound;
    downhill = angles[2] > 90;

    if (row) {
      actual.push(change + 0);
      doubt.push(unsure);
    }
    k.push(row);
    push(points, point);
    loss.push(value + 0);
    push(gradients, g);
    grad_norm.push(size);
    if (!code) {
      eta.push(rate);
      push(directions, u);
      dot.push(angles[0] + 0);
      cos_beta.push(Number.isNaN(angles[1]) ? null : angles[1] + 0);
      beta.push(Number.isNaN(angles[2]) ? null : angles[2]);
      first_order.push(first + 0);
      second_order.push(second + 0);
    }
    for (let i = 0; i < p; i++) point[i] = next[i];
  }
  for (const ofSteps of [eta, ...directions, dot, cos_beta, beta, first_order, second_order, actual, doubt]) ofSteps.push(null);

  /** @param {string} prefix @param {Column[]} columns */
  const named = (prefix, columns) => Object.fromEntries(columns.map((one, i) => [prefix + parameters[i], one]));
  const state = { k, ...named("", points), loss, ...named("grad_", gradients), grad_norm };
  const steps = { ...state, eta, ...named("u_", directions), dot, cos_beta, beta, first_order, second_order, actual, doubt };
  return { outcome: /** @type {Run["outcome"]} */ (outcome), code, steps };
}
