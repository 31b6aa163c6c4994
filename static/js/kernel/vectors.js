/**
 * Lengths and angles of vectors of a few components, as `antigradient/geometry.py` has them: β by atan2, exactly 0, 90 or 180 where it is.
 *
 * @typedef {import("./part.js").Vector} Vector
 */

/** A sum of squares between this and its inverse has lost nothing to overflow or underflow. */
const ORDINARY = 1e250;
/** A cosine below this may owe its sign to rounding. */
const UNSURE = 1e-14;
const DEGREES = 180 / Math.PI;

/** @param {number} sum of squares */
const isOrdinary = (sum) => sum > 1 / ORDINARY && sum < ORDINARY;

/** √Σvᵢ², without overflow or underflow on the way. @param {Vector} v */
export function norm(v) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return isOrdinary(sum) ? Math.sqrt(sum) : Math.hypot(...Array.from(v));
}

/** Of the last pair: uᵀg, and the squares of ‖u∧g‖ and ‖u‖‖g‖. */
let dot = 0;
let cross = 0;
let square = 0;

/** @param {Vector} u @param {Vector} g */
function multiply(u, g) {
  dot = u[0] * g[0];
  cross = 0;
  for (let j = 1; j < u.length; j++) {
    dot += u[j] * g[j];
    for (let i = 0; i < j; i++) cross += (u[i] * g[j] - u[j] * g[i]) ** 2;
  }
  square = dot * dot + cross;
}

/** The vector's components as parts of the largest; NaN where all are 0. @param {Vector} v @returns {Vector} */
function scaled(v) {
  const components = Array.from(v);
  const most = Math.max(...components.map(Math.abs));
  return components.map((x) => x / most);
}

/** Whether u is exactly at 90° to g: each product has a factor 0, or two cancel. @param {Vector} u @param {Vector} g */
function isPerpendicular(u, g) {
  let products = 0;
  for (let i = 0; i < u.length; i++) if (u[i] && g[i]) products++;
  return !products || (u.length === 2 && !dot && Math.abs(u[0]) === Math.abs(g[1]) && Math.abs(u[1]) === Math.abs(g[0]));
}

/**
 * For the loop, of u and g: into `out` uᵀg, cos β and β in degrees, both NaN where a vector is 0. uᵀg is NaN where only the server
 * knows on which side of 90° they are.
 *
 * @param {Vector} u
 * @param {Vector} g
 * @param {Vector} out
 */
export function angle(u, g, out) {
  multiply(u, g);
  out[0] = dot;
  if (!isOrdinary(square)) multiply(scaled(u), scaled(g));
  const cos = dot / Math.sqrt(square);
  if (Math.abs(cos) < UNSURE && !isPerpendicular(u, g)) out[0] = NaN;
  out[1] = cos;
  out[2] = Math.atan2(Math.sqrt(cross), dot) * DEGREES;
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
