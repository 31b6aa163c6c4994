/**
 * The angle β between two arrows: a wedge, its arc, and the number.
 *
 * @typedef {import("../types.js").Node} Node
 */
import { el, px } from "../svg.js";

/**
 * @param {[number, number]} at pixels
 * @param {[number, number]} g unit vector of ∇L in pixels, y down
 * @param {[number, number]} u unit vector of the step
 * @param {number} radius pixels
 * @param {string} label
 * @returns {Node}
 */
export function angle([x, y], g, u, radius, label) {
  // The arc runs the short way from ∇L to u. At 180° both ways are as short: take the one above, where there is room.
  const cross = g[0] * u[1] - g[1] * u[0];
  const opposite = Math.abs(cross) < 1e-9 && g[0] * u[0] + g[1] * u[1] < 0;
  const clockwise = opposite ? g[0] < 0 || (g[0] === 0 && g[1] > 0) : cross > 0;
  const opening = Math.atan2(Math.abs(cross), g[0] * u[0] + g[1] * u[1]);
  const half = (clockwise ? 1 : -1) * (opening / 2);
  const middle = [g[0] * Math.cos(half) - g[1] * Math.sin(half), g[0] * Math.sin(half) + g[1] * Math.cos(half)];
  const start = `${px(x + g[0] * radius)},${px(y + g[1] * radius)}`;
  const end = `${px(x + u[0] * radius)},${px(y + u[1] * radius)}`;
  const arc = `A${radius},${radius} 0 0 ${clockwise ? 1 : 0} ${end}`;
  // The label is wider than high: further out where the middle points sideways.
  const out = radius + 14 + 26 * Math.abs(middle[0]);
  return el("g", { class: "angle" }, [
    el("path", { class: "wedge", d: `M${px(x)},${px(y)}L${start}${arc}Z` }),
    el("path", { class: "case", d: `M${start}${arc}` }),
    el("path", { class: "arc", d: `M${start}${arc}` }),
    el("text", { class: "label", x: px(x + middle[0] * out), y: px(y + middle[1] * out + 5), "text-anchor": "middle" }, label),
  ]);
}
