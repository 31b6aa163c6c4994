/**
 * Lengths and angles of vectors, as `antigradient/geometry.py` has them: β by atan2, exactly 0, 90 or 180 where it is.
 *
 * A vector has three components, the last 0 where a loss has two parameters. What is labelled THREE is for losses of three parameters alone,
 * what is labelled TWO for the others: the module of a kernel is built without what it never needs (build.mjs).
 *
 * @typedef {import("./part.js").Vector} Vector
 */

/** Half a unit in the last place: the most that one operation rounds, relative to its result. */
export const UNIT = Number.EPSILON / 2;

/** For runs and steps: room for a vector, for all that is said of a place, or for a series up to the eighth order. @param {ArrayLike<number>} [first] @returns {Vector} */
export function numbers(first = []) {
  const found = new Float64Array(9);
  found.set(first);
  return found;
}

/** Whether it has lost nothing to overflow or underflow. @param {number} sum of squares */
const isOrdinary = (sum) => sum > 1e-250 && sum < 1e250;

/** uᵀv. @param {Vector} u @param {Vector} v @returns {number} */
export const dotOf = (u, v) => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];

/** √Σvᵢ², without overflow or underflow on the way. @param {Vector} v */
export function norm(v) {
  const sum = dotOf(v, v);
  return isOrdinary(sum) ? Math.sqrt(sum) : Math.hypot(.../** @type {any} */ (v));
}

/** ‖u∧v‖² = ‖u‖²‖v‖² − (uᵀv)², without its cancellation. @param {Vector} u @param {Vector} v */
export function crossOf(u, v) {
  const first = u[0] * v[1] - u[1] * v[0];
  let cross = first * first;
  THREE: {
    const second = u[0] * v[2] - u[2] * v[0];
    const third = u[1] * v[2] - u[2] * v[1];
    cross = cross + second * second + third * third;
  }
  return cross;
}

/**
 * For the loop and `move`: (ηu)ᵀ∇²L(ηu).
 *
 * @param {Vector} out what `derivatives` has written
 * @param {Vector} u
 * @param {number} eta
 */
export function bendOf(out, u, eta) {
  const a = eta * u[0];
  const b = eta * u[1];
  let bend = out[2] * a * a + 2 * out[3] * a * b + out[5] * b * b;
  THREE: {
    const c = eta * u[2];
    bend += 2 * out[4] * a * c + 2 * out[6] * b * c + out[7] * c * c;
  }
  return bend;
}

/** For the loop and `move`: θ + ηu into `next`. @param {Vector} t θ @param {Vector} u @param {number} eta @param {Vector} next */
export function advance(t, u, eta, next) {
  next[0] = t[0] + eta * u[0];
  next[1] = t[1] + eta * u[1];
  THREE: next[2] = t[2] + eta * u[2];
}

/** Whether u is exactly at 90° to g: each product has a factor 0, or it is the other, turned. @param {Vector} u @param {Vector} g */
function isPerpendicular(u, g) {
  THREE: if (u[2] && g[2]) return false;
  return !((u[0] && g[0]) || (u[1] && g[1])) || (u[0] === g[1] && u[1] === -g[0]) || (u[0] === -g[1] && u[1] === g[0]);
}

/**
 * For the loop and `move`: whether uᵀg and ‖u∧g‖² tell the angle between u and g, and surely on which side of 90° it is.
 *
 * @param {Vector} u
 * @param {Vector} g
 * @param {number} dot
 * @param {number} cross
 */
export function isTold(u, g, dot, cross) {
  const size = dot * dot + cross;
  return isOrdinary(size) && (dot * dot > 1e-28 * size || isPerpendicular(u, g)); // a cosine below 1e-14 may owe its sign to rounding
}

/** cos β. @param {number} dot uᵀg @param {number} cross ‖u∧g‖² */
export const cosineOf = (dot, cross) => dot / Math.sqrt(dot * dot + cross);

/** β in degrees. @param {number} dot @param {number} cross @param {number} cos */
export const degreesOf = (dot, cross, cos) => (cross ? Math.atan2(Math.sqrt(cross), dot) * (180 / Math.PI) : 90 - 90 * cos);

/** For steps by hand: into `u` the gradient, turned counter-clockwise. @param {Vector} g of two components @param {number} degrees @param {Vector} u */
export function turned(g, degrees, u) {
  const quarters = Math.round(degrees / 90);
  const rest = (degrees - 90 * quarters) * (Math.PI / 180);
  let [cos, sin] = [Math.cos(rest), Math.sin(rest)]; // exact at quarter turns
  for (let i = 0; i < quarters; i++) [cos, sin] = [-sin, cos];
  u[0] = cos * g[0] - sin * g[1];
  u[1] = sin * g[0] + cos * g[1];
}
