/**
 * Lengths and angles of vectors of a few components, as `antigradient/geometry.py` has them: β by atan2, exactly 0, 90 or 180 where it is.
 *
 * @typedef {import("./part.js").Vector} Vector
 */

/** Half a unit in the last place: the most that one operation rounds, relative to its result. */
export const UNIT = 2 ** -53;
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

/** The vector's components as parts of the largest; NaN where all are 0. @param {Vector} v @returns {Vector} */
function scaled(v) {
  const most = Math.max(...Array.from(v, Math.abs));
  return Float64Array.from(v, (x) => x / most);
}

/** Whether u is exactly at 90° to g: each product has a factor 0, or two cancel. @param {Vector} u @param {Vector} g @param {number} dot */
const isPerpendicular = (u, g, dot) =>
  !Array.from(u).some((x, i) => x && g[i]) || (u.length === 2 && !dot && Math.abs(u[0]) === Math.abs(g[1]) && Math.abs(u[1]) === Math.abs(g[0]));

/**
 * For the loop and `move`, the step ηu from a place: θ + ηu into `next`; into `row` uᵀg, ‖u∧g‖², (ηu)ᵀ∇²L(ηu), ‖θ + ηu‖², and what is 0
 * only where ηu is.
 *
 * @param {Vector} t θ
 * @param {Vector} u
 * @param {Vector} g
 * @param {Vector} out what `derivatives` has written
 * @param {number} eta
 * @param {Vector} next
 * @param {Vector} row
 */
export function advance(t, u, g, out, eta, next, row) {
  let dot = 0;
  let cross = 0;
  let bend = 0;
  let far = 0;
  let moved = 0;
  let at = 2;
  for (let i = 0; i < u.length; i++) {
    const change = eta * u[i];
    const there = t[i] + change;
    next[i] = there;
    far += there * there;
    moved += Math.abs(change);
    dot += u[i] * g[i];
    bend += out[at++] * change * change;
    for (let j = i + 1; j < u.length; j++) {
      bend += 2 * out[at++] * change * eta * u[j];
      const part = u[i] * g[j] - u[j] * g[i];
      cross += part * part;
    }
  }
  row[0] = dot;
  row[1] = cross;
  row[2] = bend;
  row[3] = far;
  row[4] = moved;
}

/**
 * For the loop and `move`: into `row`, behind what `advance` has written there, cos β and β in degrees, both NaN where a vector is 0. uᵀg
 * becomes NaN where only the server knows on which side of 90° they are.
 *
 * @param {Vector} u
 * @param {Vector} g
 * @param {Vector} row
 */
export function angle(u, g, row) {
  let products = row;
  if (!isOrdinary(row[0] * row[0] + row[1])) {
    products = scaled(row);
    advance(u, scaled(u), scaled(g), row, 0, scaled(u), products);
  }
  const dot = products[0];
  const cross = products[1];
  const cos = dot / Math.sqrt(dot * dot + cross);
  if (Math.abs(cos) < UNSURE && !isPerpendicular(u, g, dot)) row[0] = NaN;
  row[5] = cos;
  row[6] = cross ? Math.atan2(Math.sqrt(cross), dot) * DEGREES : 90 - 90 * cos;
}

/** For steps by hand: into `u` the gradient, turned counter-clockwise. @param {Vector} g of two components @param {number} degrees @param {Vector} u */
export function turned(g, degrees, u) {
  const quarters = Math.round(degrees / 90);
  const rest = (degrees - 90 * quarters) * (Math.PI / 180);
  let [cos, sin] = [Math.cos(rest), Math.sin(rest)]; // exact at quarter turns
  for (let i = 0; i < quarters; i++) [cos, sin] = [-sin, cos];
  u[0] = cos * g[0] - sin * g[1];
  u[1] = sin * g[0] + cos * g[1];
}
