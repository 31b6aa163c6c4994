/**
 * One step from a place, to two orders, and the same step in every direction: what /step says of it that needs no higher derivatives.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("../state/types.js").Move} Move
 */
import { doubtOf } from "./columns.js";
import { lossAt } from "./loop.js";
import { advance, bendOf, cosineOf, crossOf, degreesOf, dotOf, isTold, norm, numbers, turned } from "./vectors.js";

/** Places on the curve over η, from 0 to 2η. */
const LENGTHS = 101;
/** A place on the curve over β for every degree; it ends where it began. */
const DIRECTIONS = 361;

/** A remainder under so many roundings of what it is the rest of has no three digits left to be compared. */
const BLURRED = 2048 * 2 ** -52;

/** A number as JSON has it. @param {number} value */
const known = (value) => (Number.isFinite(value) ? value + 0 : null);

/**
 * The table of a series that begins at `value`, where the whole step brings `actual` and half of it `halfway`.
 *
 * @param {number[]} terms
 * @param {number} value
 * @param {number} actual
 * @param {number} halfway
 * @returns {Move["taylor"]}
 */
function tableOf(terms, value, actual, halfway) {
  let [sum, ofHalf, size] = [0, 0, Math.max(Math.abs(value), Math.abs(value + actual))];
  return terms.map((term, i) => {
    sum += term;
    ofHalf += term / 2 ** (i + 1);
    size = Math.max(size, Math.abs(term));
    const [remainder, left] = [actual - sum, halfway - ofHalf];
    const shrinks = Math.abs(left) > BLURRED * size ? known(Math.abs(remainder / left)) : null;
    return { order: i + 1, term: known(term), sum: known(sum), remainder: known(remainder), shrinks };
  });
}

/**
 * For `move`: the step ηu from a place; null where the loss or its gradient has no finite value there.
 *
 * @param {Part} part
 * @param {import("../state/types.js").StepAsked} asked u, or an angle from the gradient: then u is as long as the gradient
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {Omit<Move, "scenario"> | null} to two orders, or to eight where the part has the series
 */
export function moveOf(part, { point, eta, ...direction }, given) {
  const { x, n, c } = given;
  const value = lossAt(part, given);
  const p = point.length;
  const from = numbers(point);
  const [g, u, next, here, there] = [numbers(), numbers(direction.u), numbers(), numbers(), numbers()];
  part.derivatives(from, g, here, x, n, c);
  if (direction.beta !== undefined) turned(g, direction.beta, u);
  const loss = value(from);
  /** What the loss does along a vector. @param {Vector} v @param {number} rate */
  function change(v, rate) {
    advance(from, v, rate, next);
    return value(next) - loss;
  }
  const actual = change(u, eta);
  part.derivatives(next, numbers(), there, x, n, c);
  const [dot, cross] = [dotOf(u, g), crossOf(u, g)];
  const [sizeU, sizeG] = [norm(u), norm(g)];
  if (sizeU && sizeG && !isTold(u, g, dot, cross)) return null;
  const cos = cosineOf(dot, cross);
  const beta = degreesOf(dot, cross, cos);
  const [first, second] = [eta * dot, 0.5 * bendOf(here, u, eta)];
  const doubt = doubtOf(here[1], there[1], actual);
  if (!(Math.abs(loss) + sizeG + Math.abs(dot) + doubt < Infinity)) return null;
  const terms = [first, second, ...higher()];
  if (!terms.every(Number.isFinite)) return null;
  return {
    point,
    u: Array.from(u).slice(0, p),
    eta,
    dot: dot + 0,
    norm_u: sizeU,
    norm_gradient: sizeG,
    k_norms: sizeU * sizeG,
    cos_beta: known(cos),
    beta: known(beta),
    favourable: beta > 90,
    actual: known(actual),
    doubt,
    taylor: tableOf(terms, loss, actual, change(u, eta / 2)),
    eta_curve: pencilOf(),
    beta_curve: p === 2 && sizeG ? curveOf() : null,
  };

  /** The terms from the third order on, where the part has the series. */
  function higher() {
    const coefficients = numbers();
    part.series?.(
      from,
      Array.from(u, (v) => eta * v),
      coefficients,
      x,
      n,
      c,
    );
    return part.series ? Array.from(coefficients).slice(3) : [];
  }

  /** Of all lengths along u. */
  function pencilOf() {
    /** @type {Move["eta_curve"]} */
    const curve = { eta: [], actual: [], order1: [], order2: [], order3: [] };
    for (let i = 0; i < LENGTHS; i++) {
      const share = (2 * i) / (LENGTHS - 1);
      curve.eta.push(eta * share);
      curve.actual.push(known(change(u, eta * share)));
      curve.order1.push(known(first * share));
      curve.order2.push(known((first + second * share) * share));
      curve.order3.push(terms[2] === undefined ? null : known(((terms[2] * share + second) * share + first) * share));
    }
    return curve;
  }

  /** Of all directions of u's length: what is promised and what is done. */
  function curveOf() {
    const scale = sizeU / sizeG;
    const turn = numbers();
    /** @type {NonNullable<Move["beta_curve"]>} */
    const curve = { beta: [], first_order: [], second_order: [], actual: [] };
    for (let degrees = 0; degrees < DIRECTIONS; degrees++) {
      turned(g, degrees, turn);
      const done = change(turn, eta * scale);
      const promised = eta * scale * dotOf(turn, g);
      curve.beta.push(degrees);
      curve.first_order.push(known(promised));
      curve.second_order.push(known(promised + 0.5 * bendOf(here, turn, eta * scale)));
      curve.actual.push(known(done));
    }
    return curve;
  }
}
