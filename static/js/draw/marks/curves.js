/**
 * Several quantities over one variable, on shared axes: predicted and actual changes of the loss, over η or over β.
 *
 * @typedef {import("../../state/types.js").Column} Column
 * @typedef {import("../../state/types.js").Node} Node
 */
import { first, item, last } from "../../state/items.js";
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { rules } from "./rules.js";
import { ticksBelow } from "./ticks.js";

/** Pixels around the plot of curves. */
export const MARGIN = { left: 50, right: 12, top: 10, bottom: 34 };

/**
 * @typedef {object} Curves
 * @property {number[]} x
 * @property {{ kind: string, values: Column, bare?: boolean }[]} lines the last is drawn on top; a bare one gets no spot
 * @property {string} title of the x axis
 * @property {number[]} [ticks]
 * @property {(value: number) => string} [format] of x
 * @property {[number, number]} [good] a range of x to shade
 * @property {[string, string]} [sides] what is above 0, and below
 * @property {number} [room] how far beyond the first and the last line's range the others may go, in its heights
 */

/**
 * For the cards of Taylor and of directions: fixed nodes, and a function that gives the mark at a value of x. The range is
 * that of the actual curve; an approximation that leaves it is cut off.
 *
 * @param {Curves} curves
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {string} clip id of a clip path of this figure
 * @returns {{ still: Node[], marker: (x: number) => Node[], x: import("../../state/types.js").Scale }}
 */
export function curves({ x: over, lines, title, ticks, format, good, sides, room = 0.6 }, width, height, clip) {
  const [begin, end] = [first(over), last(over)];
  const x = linearScale([begin, end], [MARGIN.left, width - MARGIN.right]);
  const y = linearScale(rangeOf(lines, room), [height - MARGIN.bottom, MARGIN.top]).nice(4);
  const [low, high] = y.domain();
  const [left, right] = x.range();
  const [bottom, top] = [y(low), y(high)];
  const pixelsOf = (/** @type {Column} */ values) => values.map((v, i) => (v === null ? null : /** @type {[number, number]} */ ([x(item(over, i)), y(v)])));
  /** @type {Node[]} */
  const still = [el("defs", {}, [el("clipPath", { id: clip }, [el("rect", { x: left, y: top, width: right - left, height: bottom - top })])])];
  if (good) still.push(el("rect", { class: "favourable", x: x(good[0]), y: top, width: x(good[1]) - x(good[0]), height: bottom - top }));
  still.push(...rules(y.ticks(4), { y, left, right }, { zero: "zero", foot: bottom + 30 }));
  if (sides) still.push(...sidesOf(sides, left + 6, y(0), top, bottom));
  const below = ticks ?? x.ticks(5);
  still.push(...ticksBelow(below, x, bottom + 15, format && below.map(format)));
  still.push(el("text", { class: "axis small", x: (left + right) / 2, y: bottom + 30, "text-anchor": "middle" }, title));
  still.push(
    el(
      "g",
      { "clip-path": `url(#${clip})` },
      lines.map(({ kind, values }) => el("path", { class: `line ${kind}`, d: polyline(pixelsOf(values)) })),
    ),
  );
  return {
    still,
    x,
    marker(at) {
      const nearest = Math.round(((at - begin) / (end - begin)) * (over.length - 1));
      const spots = lines.flatMap(({ kind, values, bare }) => {
        const v = item(values, Math.min(Math.max(nearest, 0), over.length - 1));
        return bare || v === null || v < low || v > high ? [] : [el("circle", { class: `spot ${kind}`, cx: px(x(at)), cy: px(y(v)), r: 4 })];
      });
      return [el("path", { class: "marker", d: `M${px(x(at))},${top}V${bottom}` }), ...spots];
    },
  };
}

/** Pixels that a word needs above or below the line of 0. */
const WORD = 16;

/** The words at the line of 0, each where there is room for it. @param {[string, string]} sides @param {number} x @param {number} zero @param {number} top @param {number} bottom */
const sidesOf = ([above, below], x, zero, top, bottom) => [
  ...(zero - top > WORD ? [el("text", { class: "toward", x, y: px(zero - 5) }, above)] : []),
  ...(bottom - zero > WORD ? [el("text", { class: "toward", x, y: px(zero + 14) }, below)] : []),
];

/** The range of the last line, with 0, and some room for the others. @param {Curves["lines"]} lines @param {number} room @returns {[number, number]} */
function rangeOf(lines, room) {
  const inner = extent(lines.slice(-1));
  const outer = extent(lines);
  const span = inner[1] - inner[0] || outer[1] - outer[0] || 1;
  return [Math.max(outer[0], inner[0] - room * span), Math.min(outer[1], inner[1] + room * span)];
}

/** The range of some lines' values, with 0. @param {Curves["lines"]} lines @returns {[number, number]} */
function extent(lines) {
  let [low, high] = [0, 0];
  for (const { values } of lines) {
    for (const v of values) {
      if (v === null) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  return [low, high];
}
