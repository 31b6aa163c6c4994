/**
 * The terms of Taylor's series over η, both by powers of ten: straight lines, each as steep as its order says, so that what a
 * smaller η does to each can be read off.
 *
 * @typedef {import("../svg.js").Box} Box left, top, right, bottom in pixels
 * @typedef {import("../../state/term_sizes.js").Term} Term
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import * as words from "#words";
import { first } from "../../state/items.js";
import { valueAt } from "../../state/term_sizes.js";
import { powerOfTen } from "../../text/formats.js";
import { linearScale } from "../scale.js";
import { el, px } from "../svg.js";
import { rules } from "./rules.js";
import { CHARACTER, ticksBelow } from "./ticks.js";

/** Pixels of the figure, and around its plot; below the lowest line there is room for its name. */
export const HEIGHT = 216;
const MARGIN = { left: 48, right: 14, top: 26, bottom: 34 };
const NAME = 16;
/** Powers of ten below the step's own η that are drawn at least. */
const BELOW = 3;
/** Powers of ten at the left at most, and one more. */
const TICKS = 4;
const KINDS = ["first", "second", "third"];

/**
 * For the card of orders: the lines of the terms that have one, where rounding begins, and the step's own η.
 *
 * @param {object} step
 * @param {Term[]} step.terms those with a line
 * @param {number} step.eta
 * @param {number} step.floor below this size a change is rounding
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function orderLines({ terms, eta, floor }, width) {
  const own = Math.log10(eta);
  const [from, to] = [Math.floor(own - BELOW), Math.floor(own) + 1];
  const least = floor > 0 ? Math.log10(floor) : -Infinity;
  const lines = terms.map((term) => ({ ...term, ...pieceOf(term, own, [from, to], least) }));
  if (!lines.length) return [];
  const low = Math.floor(Math.min(...lines.map(({ begin }) => begin[1])));
  const high = Math.max(Math.ceil(Math.max(...lines.map(({ end }) => end[1]))), low + 1);
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [bottom, top] = [HEIGHT - MARGIN.bottom, MARGIN.top];
  const x = linearScale([from, to], [left, right]);
  const y = linearScale([low, high], [bottom - NAME, top]);
  const every = Math.ceil((high - low) / TICKS);
  const powers = Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
  const decades = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const drawn = lines.map(({ order, term, begin, end }) => ({
    kind: KINDS[order - 1] ?? "",
    name: words.orders_slope({ order }),
    from: /** @type {Pair} */ ([x(begin[0]), y(begin[1])]),
    to: /** @type {Pair} */ ([x(end[0]), y(end[1])]),
    spot: y(Math.log10(Math.abs(term))),
  }));
  const cut = lines.some(({ begin }) => begin[0] > from);
  const said = words.orders_eta({ eta });
  const half = (said.length * CHARACTER) / 2;
  return [
    ...rules(powers, { y, left, right }, { format: powerOfTen, zero: "rule" }),
    el("path", { class: "tick-line", d: `M${left},${top}V${bottom}H${right}` }),
    ...ticksBelow(decades, x, bottom + 15, decades.map(powerOfTen)),
    el("text", { class: "axis small", x: (left + right) / 2, y: bottom + 30, "text-anchor": "middle" }, words.orders_axis()),
    el("text", { class: "axis small", x: 2, y: top - 10, "text-anchor": "start" }, words.orders_size()),
    ...(cut ? floorOf(y(least), left, right) : []),
    el("path", { class: "marker", d: `M${px(x(own))},${top}V${bottom}` }),
    el("text", { class: "tick", x: px(Math.min(x(own), width - half)), y: top - 10, "text-anchor": "middle" }, said),
    ...drawn.map(({ kind, from: [x1, y1], to: [x2, y2] }) => el("path", { class: `line ${kind}`, d: `M${px(x1)},${px(y1)}L${px(x2)},${px(y2)}` })),
    ...drawn.map(({ kind, spot }) => el("circle", { class: `spot ${kind}`, cx: px(x(own)), cy: px(spot), r: 4 })),
    ...names(drawn, [left, top, right, bottom], x(own)),
  ];
}

/**
 * The ends of a term's line, in powers of ten; it begins where it is larger than rounding.
 *
 * @param {Term} term
 * @param {number} own of the step's η
 * @param {Pair} range of η
 * @param {number} least
 */
function pieceOf({ order, term }, own, [from, to], least) {
  const size = Math.log10(Math.abs(term));
  const begin = Math.max(from, own + (least - size) / order);
  return { begin: /** @type {Pair} */ ([begin, valueAt(size, order, begin - own)]), end: /** @type {Pair} */ ([to, valueAt(size, order, to - own)]) };
}

/** Where rounding begins, with its name. @param {number} y pixels @param {number} left @param {number} right */
const floorOf = (y, left, right) => [
  el("path", { class: "zero", d: `M${left},${px(y)}H${right}` }),
  el("text", { class: "tick", x: right - 4, y: px(y + 13), "text-anchor": "end" }, words.orders_rounding()),
];

/** @typedef {{ kind: string, name: string, from: Pair, to: Pair }} Line in pixels */

/** Places along a line where its name may stand, as shares of it. */
const PLACES = Array.from({ length: 24 }, (_, i) => 0.02 + 0.04 * i);

/**
 * Each line's name at the first place that no other line, no other name and no mark takes.
 *
 * @param {Line[]} lines
 * @param {Box} plot
 * @param {number} own pixels of the mark at the step's η
 */
function names(lines, plot, own) {
  /** @type {Box[]} */
  const occupied = [[own - 3, plot[1], own + 3, plot[3]]];
  return lines.map((line, i) => {
    const sides = i ? [boxBelow, boxAbove] : [boxAbove, boxBelow]; // the first lies highest
    const boxes = sides.flatMap((boxAt) => PLACES.map((share) => boxAt(line, share)));
    const isFree = (/** @type {Box} */ [left, top, right, bottom]) =>
      left > plot[0] &&
      right < plot[2] &&
      top > plot[1] &&
      lines.every(
        (other) => other === line || [left, right].every((x) => heightAt(other, x) < top) || [left, right].every((x) => heightAt(other, x) > bottom),
      ) &&
      occupied.every(([l, t, r, b]) => right < l || left > r || bottom < t || top > b);
    const box = boxes.find(isFree) ?? first(boxes);
    occupied.push(box);
    return el("text", { class: `order-name ${line.kind}`, x: px(box[0]), y: px(box[3] - 3), "text-anchor": "start" }, line.name);
  });
}

/** Of a name that begins below a line, which rises away from it. @param {Line} line @param {number} share @returns {Box} */
function boxBelow({ name, from, to }, share) {
  const [x, y] = placeOn(from, to, share);
  return [x + 6, y, x + 6 + name.length * CHARACTER, y + NAME - 1];
}

/** Of one that ends above a line. @param {Line} line @param {number} share @returns {Box} */
function boxAbove({ name, from, to }, share) {
  const [x, y] = placeOn(from, to, share);
  return [x - 6 - name.length * CHARACTER, y - NAME + 1, x - 6, y];
}

/** @param {Pair} from @param {Pair} to @param {number} share @returns {Pair} */
const placeOn = ([x1, y1], [x2, y2], share) => [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];

/** @param {Line} line @param {number} x */
const heightAt = ({ from, to }, x) => from[1] + ((x - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
