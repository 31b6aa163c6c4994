/**
 * Lengths and angles of vectors of a few components, as `antigradient/geometry.py` has them: β by atan2, exactly 0, 90 or 180 where it is.
 *
 * @typedef {import("./part.js").Vector} Vector
 */

/** Of a sum of squares, or a product of lengths: between this and its inverse nothing has been lost to overflow or underflow. */
const ORDINARY = 1e100;
/** A cosine below this may owe its sign to rounding. */
const UNSURE = 1e-14;
/** Components below this share of the largest are too small for `exactDot`. */
const LEAST = 2 ** -900;
const DEGREES = 180 / Math.PI;
/** From 90 to the next number. */
const BESIDE_90 = 2 ** -46;

/** @param {number} x */
const isOrdinary = (x) => x > 1 / ORDINARY && x < ORDINARY;

/** x·2^e, by two factors that are numbers. @param {number} x @param {number} e */
const shifted = (x, e) => x * 2 ** (e >> 1) * 2 ** (e - (e >> 1));

/** The exponent of the power of two below the largest component; 0 where that is none. @param {Vector} v */
function exponentOf(v) {
  const e = Math.floor(Math.log2(Math.max(...Array.from(v, Math.abs))));
  return Math.abs(e) < Infinity ? e : 0;
}

/** The vector divided by 2^e. @param {Vector} v @param {number} e @returns {Vector} */
const scaled = (v, e) => Float64Array.from(v, (x) => shifted(x, -e));

/** @param {Vector} v */
function sumOfSquares(v) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return sum;
}

/** √Σvᵢ², without overflow or underflow on the way. @param {Vector} v */
export function norm(v) {
  const sum = sumOfSquares(v);
  if (isOrdinary(sum)) return Math.sqrt(sum);
  const e = exponentOf(v);
  return shifted(Math.sqrt(sumOfSquares(scaled(v, e))), e);
}

/** Of the last pair: uᵀg, ‖u∧g‖, ‖u‖‖g‖. */
let dot = 0;
let cross = 0;
let modulus = 0;

/** @param {Vector} u @param {Vector} g */
function multiply(u, g) {
  dot = u[0] * g[0];
  cross = 0;
  for (let j = 1; j < u.length; j++) {
    dot += u[j] * g[j];
    for (let i = 0; i < j; i++) cross = hypot(cross, u[i] * g[j] - u[j] * g[i]);
  }
  modulus = hypot(cross, dot);
}

/** @type {Vector} */
const pair = new Float64Array(2);

/** @param {number} a @param {number} b */
function hypot(a, b) {
  if (!a) return Math.abs(b);
  pair[0] = a;
  pair[1] = b;
  return norm(pair);
}

/** uᵀg of vectors whose components are below 2, rounded once. @param {Vector} u @param {Vector} g */
function exactDot(u, g) {
  /** @param {number} x */
  const whole = (x) => BigInt(x * 2 ** 1000);
  let sum = 0n;
  for (let i = 0; i < u.length; i++) {
    const [a, b] = [u[i], g[i]];
    if ((a && Math.abs(a) < LEAST) || (b && Math.abs(b) < LEAST)) return NaN;
    sum += whole(a) * whole(b);
  }
  return Number(sum >> 990n) * 2 ** -1010;
}

/**
 * For the loop, of u and g: into `out` uᵀg, cos β and β in degrees, both NaN where a vector is 0. All are NaN where only the server knows.
 *
 * @param {Vector} u
 * @param {Vector} g
 * @param {Vector} out
 */
export function angle(u, g, out) {
  multiply(u, g);
  out[0] = dot;
  if (!isOrdinary(modulus)) multiplyScaled(u, g);
  const cos = dot / modulus;
  out[1] = cos;
  out[2] = Math.atan2(cross, dot) * DEGREES + 0 * cos;
  if (Math.abs(cos) < UNSURE) settle(u, g, out);
}

/** As `multiply`, of the vectors without their sizes. @param {Vector} u @param {Vector} g @returns {[Vector, Vector, number]} those, and the exponent of their sizes */
function multiplyScaled(u, g) {
  const [d, e] = [exponentOf(u), exponentOf(g)];
  const [v, w] = [scaled(u, d), scaled(g, e)];
  multiply(v, w);
  return [v, w, d + e];
}

/** For `angle`: puts right what rounding has left of nearly perpendicular vectors. @param {Vector} u @param {Vector} g @param {Vector} out */
function settle(u, g, out) {
  const [v, w, exponent] = multiplyScaled(u, g);
  const exact = exactDot(v, w);
  const cos = Math.abs(exact) / modulus;
  const beyond = 90 + (cos && Math.max(cos * DEGREES, BESIDE_90));
  out[0] = shifted(exact, exponent);
  out[1] = Math.sign(exact) * cos;
  out[2] = exact < 0 ? beyond : 180 - beyond;
}

/** For steps by hand: into `u` the gradient, turned counter-clockwise. @param {Vector} g of two components @param {number} degrees @param {Vector} u */
export function turned(g, degrees, u) {
  const near = Math.round(degrees / 90);
  const quarters = near - degrees / 90 === 0.5 ? near - (near % 2) : near; // of two the even one, as numpy rounds
  const rest = (degrees - 90 * quarters) * (Math.PI / 180);
  let [cos, sin] = [Math.cos(rest), Math.sin(rest)]; // exact at quarter turns
  for (let i = 0; i < quarters; i++) [cos, sin] = [-sin, cos];
  u[0] = cos * g[0] - sin * g[1];
  u[1] = sin * g[0] + cos * g[1];
}
