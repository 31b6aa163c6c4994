/**
 * The angle β between two arrows: a wedge, its arc, and the number.
 *
 * @typedef {import("../types.js").Node} Node
 * @typedef {[number, number]} Vector
 */
import { el, px } from "../svg.js";
import { fits, halfWidth, label } from "./label.js";

/** Below this the number does not fit between the arrows and stands behind their common point; at the frame too. */
const NARROW = (50 * Math.PI) / 180;

/**
 * @param {Vector} at pixels
 * @param {Vector} g unit vector of ∇L in pixels, y down
 * @param {Vector} u unit vector of the step
 * @param {number} radius pixels
 * @param {string} text
 * @param {import("./label.js").Box} [box] where the number has to stay
 * @returns {Node}
 */
export function angle([x, y], g, u, radius, text, box) {
  const { opening, clockwise } = between(g, u, box !== undefined && y - radius - 26 < box.top);
  const half = (clockwise ? 1 : -1) * (opening / 2);
  const middle = [g[0] * Math.cos(half) - g[1] * Math.sin(half), g[0] * Math.sin(half) + g[1] * Math.cos(half)];
  const start = `${px(x + g[0] * radius)},${px(y + g[1] * radius)}`;
  const end = `${px(x + u[0] * radius)},${px(y + u[1] * radius)}`;
  const arc = `A${px(radius)},${px(radius)} 0 0 ${clockwise ? 1 : 0} ${end}`;
  // The number is wider than high: further out where the middle points sideways.
  const wide = halfWidth(text) * Math.abs(middle[0]);
  const [beyond, behind] = [radius + 14 + 0.8 * wide, -(22 + wide)].map((out) => [x + middle[0] * out, y + middle[1] * out]);
  const crowded = opening < NARROW || (box !== undefined && !fits(text, beyond, box));
  return el("g", { class: "angle" }, [
    el("path", { class: "wedge", d: `M${px(x)},${px(y)}L${start}${arc}Z` }),
    el("path", { class: "case", d: `M${start}${arc}` }),
    el("path", { class: "arc", d: `M${start}${arc}` }),
    label(text, crowded ? behind : beyond, box),
  ]);
}

/**
 * The short way from g to u on the screen. At 180° both ways are as short: the one above, unless there is no room.
 *
 * @param {Vector} g
 * @param {Vector} u
 * @param {boolean} below
 */
function between(g, u, below) {
  const cross = g[0] * u[1] - g[1] * u[0];
  const dot = g[0] * u[0] + g[1] * u[1];
  const opposite = Math.abs(cross) < 1e-9 && dot < 0;
  const above = g[0] < 0 || (g[0] === 0 && g[1] > 0);
  return { opening: Math.atan2(Math.abs(cross), dot), clockwise: opposite ? above !== below : cross > 0 };
}
