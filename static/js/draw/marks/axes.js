/**
 * The plot's frame, ticks and axis titles.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 */
import { item } from "../../state/items.js";
import { axisName, labels, withSubscripts } from "../../text/formats.js";
import { el, px } from "../svg.js";
import { CHARACTER, GAP, ticksBelow, withoutOverlap } from "./ticks.js";

/** Pixels of a line of ticks. */
const LINE = 14;
/**
 * Characters of a tick at the left, where its axis' name has to stand too; pixels that it may have beside the name, and
 * from whose middle the name stays clear where it has more.
 */
const ROOM = 6;
const BESIDE = 22;
const CLEAR = 16;

/** For the map: the plot's frame, alone where the axes are hidden. @param {Layout} layout */
export const frame = ({ left: x, top: y, plotWidth: width, plotHeight: height }) => el("rect", { class: "frame", x, y, width, height });

/**
 * For the map: frame, ticks and the names of both axes. What is taken out of long ticks stands with the name; that of the
 * second axis then lies along it.
 *
 * @param {Layout} layout
 * @param {[string, string]} names of the two parameters
 * @returns {Node[]}
 */
export function axes(layout, names) {
  const { x, y, left, top, width, plotWidth, plotHeight } = layout;
  const bottom = top + plotHeight;
  const across = ticks(x, Math.max(2, Math.round(plotWidth / 75)));
  const up = ticks(y, Math.max(2, Math.round(plotHeight / 60)));
  const [columns, rows] = [across.map(x), up.map(y)];
  const below = labels(across, Math.floor((plotWidth / across.length - GAP) / CHARACTER));
  const beside = labels(up, ROOM);
  return [
    frame(layout),
    ...columns.map((at) => el("path", { class: "tick-line", d: `M${px(at)},${bottom}v5` })),
    ...rows.map((at) => el("path", { class: "tick-line", d: `M${left},${px(at)}h-5` })),
    ...ticksBelow(across, x, bottom + 18, below.words, [0, width]),
    ...withoutOverlap(
      rows,
      rows.map(() => LINE / 2),
    ).map((i) => el("text", { class: "tick", x: left - 9, y: px(item(rows, i)) + 4, "text-anchor": "end" }, item(beside.words, i))),
    el("text", { class: "axis", x: left + plotWidth / 2, y: bottom + 36, "text-anchor": "middle" }, axisName(below, withSubscripts(names[0]))),
    nameOf(axisName(beside, withSubscripts(names[1])), names[1].length, left, freePlace(top + plotHeight / 2, rows, beside.words)),
  ];
}

/** About so many ticks, and two at least: one alone gives no scale. @param {import("../../state/types.js").Scale} scale @param {number} count */
function ticks(scale, count) {
  const tries = Array.from({ length: 9 }, (_, i) => count + i);
  return scale.ticks(tries.find((n) => scale.ticks(n).length > 1) ?? count);
}

/** The second axis' name; a long one is turned. @param {string} text @param {number} length @param {number} left @param {number} middle */
function nameOf(text, length, left, middle) {
  if (text.length <= length) return el("text", { class: "axis", x: left - 38, y: middle + 4, "text-anchor": "middle" }, text);
  return el("text", { class: "axis along", transform: `translate(${px(left - 41)} ${px(middle)}) rotate(-90)`, "text-anchor": "middle" }, text);
}

/**
 * Where a name of one letter lies beside no long tick: in the middle, or as little off it as need be.
 *
 * @param {number} middle
 * @param {number[]} places
 * @param {string[]} words
 */
function freePlace(middle, places, words) {
  const long = places.filter((_, i) => item(words, i).length * CHARACTER > BESIDE);
  for (let away = 0; away < 60; away += 2) {
    for (const at of [middle - away, middle + away]) if (long.every((other) => Math.abs(at - other) >= CLEAR)) return at;
  }
  return middle;
}
