/**
 * One step from a place, to two orders, and the same step in every direction: what /step says of it that needs no higher derivatives.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("../state/types.js").Move} Move
 */
import { doubtOf } from "./loop.js";
import { angle, norm, turned } from "./vectors.js";

/** Places on the curve over η, from 0 to 2η. */
const LENGTHS = 101;
/** A place on the curve over β for every degree; it ends where it began. */
const DIRECTIONS = 361;

/** A number as JSON has it. @param {number} value */
const known = (value) => (Number.isFinite(value) ? value + 0 : null);

/**
 * For `move`: the step ηu from a place; null where the loss or its gradient has no finite value there.
 *
 * @param {Part} part
 * @param {import("../state/types.js").StepAsked} asked u, or an angle from the gradient: then u is as long as the gradient
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {Omit<Move, "scenario"> | null} of the curve over η, what the third order promises is not known
 */
export function moveOf({ gradient, along, value }, { point, eta, ...direction }, { x, n, c }) {
  const p = point.length;
  const vector = (length = p) => /** @type {Vector} */ (new Float64Array(length));
  const [g, u, update, next, measured, angles] = [vector(), vector(), vector(), vector(), vector(3), vector(3)];
  gradient(point, g, x, n, c);
  if (direction.beta !== undefined) turned(g, direction.beta, u);
  else for (let i = 0; i < p; i++) u[i] = direction.u?.[i];
  /** The loss at the place itself, or after a step along v. @param {Vector} v @param {number} rate */
  function at(v, rate) {
    for (let i = 0; i < p; i++) {
      update[i] = rate * v[i];
      next[i] = point[i] + update[i];
    }
    return value(next, x, n, c);
  }
  /** v ↦ vᵀ∇²Lv. @param {Vector} v */
  function curvature(v) {
    along(point, v, measured, x, n, c);
    return measured[1];
  }
  const [here, there] = [at(u, 0), at(u, eta)];
  along(next, update, measured, x, n, c);
  const bound = measured[2];
  const bent = curvature(update);
  const atStart = measured[2];
  const [sizeU, sizeG] = [norm(u), norm(g)];
  angle(u, g, angles);
  if (!(Math.abs(here) + sizeG + Math.abs(angles[0]) < Infinity)) return null;
  const [dot, cos, beta] = [angles[0], angles[1], angles[2]];
  const first = eta * dot;
  const actual = there - here;
  const second = 0.5 * bent;
  /** @param {number} order @param {number} term @param {number} sum */
  const row = (order, term, sum) => ({ order, term: known(term), sum: known(sum), remainder: known(actual - sum), shrinks: null });
  return {
    point,
    u: Array.from(u),
    eta,
    dot: dot + 0,
    norm_u: sizeU,
    norm_gradient: sizeG,
    k_norms: sizeU * sizeG,
    cos_beta: known(cos),
    beta: known(beta),
    favourable: beta > 90,
    actual: known(actual),
    doubt: known(doubtOf(atStart, bound, actual)),
    taylor: [row(1, first, first), row(2, second, first + second)],
    eta_curve: pencilOf(),
    beta_curve: p === 2 && sizeG ? curveOf() : null,
  };

  /** Of all lengths along u. */
  function pencilOf() {
    /** @type {Move["eta_curve"]} */
    const curve = { eta: [], actual: [], order1: [], order2: [], order3: [] };
    for (let i = 0; i < LENGTHS; i++) {
      const share = (2 * i) / (LENGTHS - 1);
      curve.eta.push(eta * share);
      curve.actual.push(known(at(u, eta * share) - here));
      curve.order1.push(known(first * share));
      curve.order2.push(known((first + second * share) * share));
      curve.order3.push(null);
    }
    return curve;
  }

  /** Of all directions of u's length: what is promised and what is done. */
  function curveOf() {
    const scale = sizeU / sizeG;
    const turn = vector();
    const [ww, bb, both] = [
      [1, 0],
      [0, 1],
      [1, 1],
    ].map(curvature);
    const wb = (both - ww - bb) / 2;
    /** @type {NonNullable<Move["beta_curve"]>} */
    const curve = { beta: [], first_order: [], second_order: [], actual: [] };
    for (let degrees = 0; degrees < DIRECTIONS; degrees++) {
      turned(g, degrees, turn);
      const promised = eta * scale * (turn[0] * g[0] + turn[1] * g[1]);
      const [w, b] = [scale * turn[0], scale * turn[1]];
      const withCurvature = promised + 0.5 * eta * eta * (ww * w * w + 2 * wb * w * b + bb * b * b);
      curve.beta.push(degrees);
      curve.first_order.push(known(promised));
      curve.second_order.push(known(withCurvature));
      curve.actual.push(known(at(turn, eta * scale) - here));
    }
    return curve;
  }
}
