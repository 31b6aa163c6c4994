/**
 * The angle β between two arrows: a wedge, its arc, and the number.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {[number, number]} Vector
 */
import { first, mapPair } from "../../state/items.js";
import { el, px } from "../svg.js";
import { fits, halfWidth, label } from "./label.js";

/** Below this angle the number does not fit between the arrows: it stands behind their common point, as where the frame is too near. */
const NARROW = (50 * Math.PI) / 180;

/**
 * For the arrows of a step: the nodes of β between two directions, a wedge with its arc and the number.
 *
 * @param {Vector} at pixels
 * @param {Vector} g unit vector of ∇L in pixels, y down
 * @param {Vector} u unit vector of the step
 * @param {number} radius pixels
 * @param {string} text
 * @param {import("./label.js").Box} [box] where the number has to stay
 * @returns {Node}
 */
export function angle([x, y], g, u, radius, text, box) {
  const { opening, turns } = between(g, u);
  const ways = turns.map((clockwise) => {
    const half = (clockwise ? 1 : -1) * (opening / 2);
    /** @type {Vector} */
    const middle = [g[0] * Math.cos(half) - g[1] * Math.sin(half), g[0] * Math.sin(half) + g[1] * Math.cos(half)];
    // The number is wider than high: further out where the middle points sideways.
    const wide = halfWidth(text) * Math.abs(middle[0]);
    const [beyond, behind] = mapPair([radius + 14 + 0.8 * wide, -(22 + wide)], (out) => /** @type {Vector} */ ([x + middle[0] * out, y + middle[1] * out]));
    return { clockwise, beyond, behind, room: box === undefined || fits(text, beyond, box) };
  });
  const { clockwise, beyond, behind, room } = ways.find((way) => way.room) ?? first(ways);
  const start = `${px(x + g[0] * radius)},${px(y + g[1] * radius)}`;
  const end = `${px(x + u[0] * radius)},${px(y + u[1] * radius)}`;
  const arc = `A${px(radius)},${px(radius)} 0 0 ${clockwise ? 1 : 0} ${end}`;
  const crowded = opening < NARROW || (!room && turns.length === 1);
  return el("g", { class: "angle" }, [
    el("path", { class: "wedge", d: `M${px(x)},${px(y)}L${start}${arc}Z` }),
    el("path", { class: "case", d: `M${start}${arc}` }),
    el("path", { class: "arc", d: `M${start}${arc}` }),
    label(text, crowded ? behind : beyond, box),
  ]);
}

/**
 * The short way from g to u on the screen, whether clockwise. At 180° both ways are as short: first the one above.
 *
 * @param {Vector} g
 * @param {Vector} u
 */
function between(g, u) {
  const cross = g[0] * u[1] - g[1] * u[0];
  const dot = g[0] * u[0] + g[1] * u[1];
  const opposite = Math.abs(cross) < 1e-9 && dot < 0;
  const above = g[0] < 0 || (g[0] === 0 && g[1] > 0);
  return { opening: Math.atan2(Math.abs(cross), dot), turns: opposite ? [above, !above] : [cross > 0] };
}
