/**
 * The one loop in the browser: the steps of a run with all columns of /trajectory, for the loss and the rule of a printed part.
 *
 * It says what the server would say, or null: anything not finite on the way, and whatever hangs on a rounding, is asked of the server.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("../state/types.js").Scenario} Scenario
 * @typedef {import("../state/types.js").Run} Run
 * @typedef {Pick<Run, "outcome" | "code" | "steps">} KernelRun
 * @typedef {{ x: Vector[], n: number, c: Vector }} Given the data by columns, and the constants of the loss
 */
import { runOf } from "./columns.js";
import { advance, bendOf, crossOf, dotOf, isTold, norm, numbers, turned } from "./vectors.js";

/**
 * For maps and slices: θ ↦ L.
 *
 * @param {Part} part
 * @param {Given} given
 */
export function lossAt({ derivatives }, { x, n, c }) {
  const [g, out] = [numbers(), numbers()];
  return (/** @type {Vector} */ t) => {
    derivatives(t, g, out, x, n, c);
    return /** @type {number} */ (out[0]);
  };
}

/** Finite only if all components are. @param {Vector} v */
function total(v) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i];
  return Math.abs(sum);
}

/** The turn by hand in step k, if it has one. @param {Scenario["moves"]} moves @param {number} k */
const turnAt = (moves, k) => (moves.length ? moves.find(([at]) => at === k) : undefined);

/**
 * For `trajectory`: the run of a part from the scenario's start, with the columns of /trajectory.
 *
 * @param {Part} part
 * @param {Scenario} scenario
 * @param {Given} given
 * @returns {KernelRun | null}
 */
export function run(part, scenario, given) {
  const columns = Array.from({ length: 23 }, () => new Array(scenario.steps + 1));
  const end = walk(part, scenario, given, columns);
  return end && runOf(part.parameters, columns, ...end);
}

/**
 * For `run`: walks the steps, and writes what is at each place and what the step from it is.
 *
 * @param {Part} part
 * @param {Scenario} scenario
 * @param {Given} given
 * @param {Columns} columns
 * @returns {[last: number, outcome: Run["outcome"], code: string] | null} the last row, and how the run ends there
 */
function walk({ hyper, initial, exact, derivatives, step, look, pace }, scenario, { x, n, c }, columns) {
  // Within the function they are constants to an engine; as a module's own it looks them up at each step.
  /** Beyond this something of the way may have overflowed that is computed otherwise elsewhere. */
  const LARGE = 1e200;
  /** |θ|² beyond this counts as diverged. */
  const FAR = 1e24;
  /** And as near to that it is not sure. */
  const BAND = 1e15;
  /** Two norms that differ by less, of their own size, may not be told apart in another language. */
  const CLOSE = 1e-9;
  /** Unless all is exact: nor may those that differ by less of the greatest so far; and a gradient below some more is rounding. */
  const SAME = 1e-13;
  const NOISE = 1e-12;

  const { steps: most, tol, eta, decay, moves, start } = scenario;
  const [rows, t0, t1, t2, losses, g0, g1, g2, norms, rates, u0, u1, u2, dots, , , , , , , bounds, bends, crosses] = columns;
  const h = Float64Array.from(hyper, (name) => scenario[/** @type {"gamma"} */ (name)]);
  const [point, next, g, u, out, ahead] = [numbers(start), numbers(), numbers(), numbers(), numbers(), numbers()];
  /** @type {Vector} */
  const memory = Float64Array.from(initial);
  const seen = look ? numbers() : g;
  let greatest = 0;
  for (let k = 0; ; k++) {
    derivatives(point, g, out, x, n, c);
    const size = norm(g);
    greatest = exact ? 0 : Math.max(greatest, size);
    if ((tol > 0 && Math.abs(size - tol) <= CLOSE * tol + SAME * greatest) || size < NOISE * greatest) return null;
    if (!(Math.abs(out[0]) + out[1] + size + total(memory) < LARGE)) return null;
    rows[k] = k;
    t0[k] = point[0] + 0;
    t1[k] = point[1] + 0;
    losses[k] = out[0] + 0;
    g0[k] = g[0] + 0;
    g1[k] = g[1] + 0;
    THREE: {
      t2[k] = point[2] + 0;
      g2[k] = g[2] + 0;
    }
    norms[k] = size;
    bounds[k] = out[1];
    if (size < tol) return [k, "converged", "satisfied"];
    if (k === most) return [k, "max_steps", !most ? "no_steps" : tol > 0 ? "max_steps" : "no_tolerance"];

    let rate = eta;
    let turn;
    TWO: turn = turnAt(moves, k);
    TWO: if (turn) {
      rate = turn[2];
      turned(g, turn[1], u);
    }
    if (!turn) {
      if (pace) rate = pace(k, rate, decay, most);
      if (look) {
        look(memory, point, h, next);
        derivatives(next, seen, ahead, x, n, c);
        if (!(norm(seen) < LARGE)) return null;
      }
      step?.(memory, seen, rate, point, h, u, out);
      if (!rate) return null;
    }
    advance(point, u, rate, point);
    const far = dotOf(point, point);
    if (!(far < LARGE) || Math.abs(far - FAR) < BAND) return null;
    let moved = rate * u[0] || rate * u[1];
    THREE: moved ||= rate * u[2];
    if (!moved) return exact ? [k, "stationary", norm(u) ? "update_underflow" : turn && !size ? "zero_turn" : "zero_update"] : null;
    if (far > FAR) return [k, "diverged", "too_far"];

    const dot = dotOf(u, g);
    const cross = crossOf(u, g);
    if (size && !isTold(u, g, dot, cross)) return null;
    rates[k] = rate;
    u0[k] = u[0] + 0;
    u1[k] = u[1] + 0;
    THREE: u2[k] = u[2] + 0;
    dots[k] = dot + 0;
    bends[k] = bendOf(out, u, rate);
    crosses[k] = cross;
  }
}
