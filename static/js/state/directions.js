/**
 * Directions by their angle from the gradient, counter-clockwise, 0 ≤ β < 360, as the API's `/step` has them.
 *
 * @typedef {import("./types.js").Pair} Pair
 */
import { item } from "./items.js";

/**
 * For whatever turns a vector: cosine and sine of an angle, the one place where degrees become these. Quarter turns are
 * exact; the rest is computed within ±45° of one, as on the server.
 *
 * @param {number} degrees
 * @returns {Pair} cos and sin
 */
export function cosSin(degrees) {
  const quarter = Math.round(degrees / 90);
  const rest = ((degrees - 90 * quarter) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(rest), Math.sin(rest)];
  /** @type {Pair[]} */
  const quarters = [
    [cos, sin],
    [0 - sin, cos],
    [0 - cos, 0 - sin],
    [sin, 0 - cos],
  ];
  return item(quarters, ((quarter % 4) + 4) % 4);
}

/**
 * For the reader's own direction: ∇L turned by β counter-clockwise, as long as ∇L.
 *
 * @param {Pair} gradient
 * @param {number} beta degrees
 * @returns {Pair}
 */
export function directionAt([gw, gb], beta) {
  const [cos, sin] = cosSin(beta);
  return [cos * gw - sin * gb, sin * gw + cos * gb];
}

/**
 * For the handle of the direction: the angle of v from the gradient, counter-clockwise.
 *
 * @param {Pair} v
 * @param {Pair} gradient
 * @returns {number} 0 … 360
 */
export function angleFromGradient([vw, vb], [gw, gb]) {
  const size = Math.max(Math.abs(gw), Math.abs(gb)) || 1;
  const length = Math.max(Math.abs(vw), Math.abs(vb)) || 1;
  const [a, b, c, d] = [vw / length, vb / length, gw / size, gb / size];
  const beta = (Math.atan2(c * b - d * a, a * c + b * d) * 180) / Math.PI;
  return beta < 0 ? beta + 360 : beta;
}

/** For the handle of the direction: whole degrees, and the quarter turn itself within 2.5° of one. @param {number} beta */
export function snapAngle(beta) {
  const quarter = Math.round(beta / 90) * 90;
  return (Math.abs(beta - quarter) <= 2.5 ? quarter : Math.round(beta)) % 360;
}
