/**
 * A quantity at every step: a line over k, the current step marked.
 *
 * @typedef {import("../../state/types.js").Column} Column
 * @typedef {import("../../state/types.js").Node} Node
 */
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { rules } from "./rules.js";
import { CHARACTER, GAP, ticksBelow } from "./ticks.js";

/** A chart narrower than this has about two values at its side instead of three or four. */
const NARROW = 260;
/** Pixels around the plot of a chart over k. */
export const MARGIN = { left: 46, right: 10, top: 10, bottom: 22 };

/**
 * @typedef {object} Chart
 * @property {string} kind class of the line
 * @property {Column} values one for each k
 * @property {[number, number]} [domain] of the values; their own range by default
 * @property {number[]} [ticks]
 * @property {[number, number]} [good] a range to shade
 * @property {string} [goodName] what it means, where there is room for it
 * @property {string} [along] title of the axis of k
 * @property {(value: number) => string} [format] of the ticks; without one what they have in common is taken out where they are long
 * @property {number} [upto] the last k that may be seen yet
 * @property {Column[]} [furtherRuns] the same of further runs
 * @property {number | null} [pointed] the run that is in front, the first by default; all others are quiet
 */

/**
 * For charts over k: the scale from step numbers to pixels.
 *
 * @param {number} rows
 * @param {number} width pixels
 */
export const stepScale = (rows, width) => linearScale([0, Math.max(rows - 1, 1)], [MARGIN.left, width - MARGIN.right]);

/**
 * For the charts of β and of the loss: the fixed nodes, a function that gives the mark of step k, and what is needed to place
 * more.
 *
 * @param {Chart} chart
 * @param {number} width pixels
 * @param {number} height pixels
 * @returns {{ still: Node[], marker: (k: number) => Node[], x: import("../../state/types.js").Scale, lines: [number, number][][], box: import("../svg.js").Box }} `lines` and `box` (left, top,
 *   right, bottom) in pixels
 */
export function chart({ kind, values, domain, ticks, good, goodName = "", along = "", format, upto = Infinity, furtherRuns = [], pointed }, width, height) {
  const longest = Math.max(...[values, ...furtherRuns].map((column) => column.length));
  const x = stepScale(longest, width);
  const y = linearScale(domain ?? rangeOf([values, ...furtherRuns].flat()), [height - MARGIN.bottom, MARGIN.top]);
  if (!domain) y.nice(3);
  const [low, high] = y.domain();
  const [left, right] = x.range();
  const steps = x.ticks(Math.min(6, Math.max(1, longest - 1))).filter(Number.isInteger);
  /** @type {Node[]} */
  const still = [];
  if (good) {
    still.push(el("rect", { class: "favourable", x: left, y: y(good[1]), width: right - left, height: y(good[0]) - y(good[1]) }));
  }
  if (good && wordWidth(goodName) < right - left) {
    still.push(el("text", { class: "favourable-name", x: right - 4, y: y(good[0]) - 6, "text-anchor": "end" }, goodName));
  }
  const across = rules(ticks ?? y.ticks(width < NARROW ? 2 : 3), { y, left, right }, { format, foot: height - 5 });
  const common = across[across.length - 1];
  const taken = common?.attrs.y === height - 5 ? wordWidth(String(common.children)) : 0; // what the values have in common
  const free = width - (along ? wordWidth(along) + GAP : 0); // the title stands at the end of the line
  const shown = steps.filter((k) => x(k) > taken && (!along || x(k) + wordWidth(String(k)) / 2 < free));
  still.push(...across, el("path", { class: "tick-line", d: `M${left},${y(high)}V${y(low)}H${right}` }), ...ticksBelow(shown, x, height - 5));
  if (along) still.push(el("text", { class: "tick", x: width, y: height - 5, "text-anchor": "end" }, along));
  const placeOf = (/** @type {number | null} */ value, /** @type {number} */ k) =>
    value === null || k > upto ? null : /** @type {[number, number]} */ ([x(k), y(value)]);
  const lines = [values, ...furtherRuns].map((column) => column.map(placeOf));
  const front = lines[pointed ?? 0] ? (pointed ?? 0) : 0;
  const drawn = lines.map((line, i) => {
    const quiet = i === front ? "" : " quiet";
    const [casing, own] = ["other-case", `line ${kind}`].map((name) => ({ class: name, d: polyline(line) }));
    return i ? el("g", { class: `other run-${i}${quiet}` }, [el("path", casing), el("path", own)]) : el("path", { ...own, class: `line ${kind}${quiet}` });
  });
  still.push(...drawn.filter((_, i) => i && i !== front), ...drawn.slice(0, 1), ...(front ? drawn.slice(front, front + 1) : []));
  return {
    still,
    x,
    lines: lines.map((line) => line.filter((at) => at !== null)),
    box: [left, MARGIN.top, right, height - MARGIN.bottom],
    marker(k) {
      const at = placeOf(values[k] ?? null, k);
      return [
        el("path", { class: "marker", d: `M${px(x(k))},${y(high)}V${y(low)}` }),
        ...(at ? [el("circle", { class: `spot ${kind}`, cx: px(at[0]), cy: px(at[1]), r: 4.5 })] : []),
      ];
    },
  };
}

/** Pixels of a word in a line of ticks, rather too many than too few. @param {string} word */
const wordWidth = (word) => word.length * CHARACTER;

/** The range of the values that are there, for the y axis; with 0 where none is below. @param {Column} values @returns {[number, number]} */
function rangeOf(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  // A loss that stays above 0 is drawn from 0: "half the loss" then looks like half.
  if (low >= 0) return [0, high || 1];
  return low === high ? [low - 1, high + 1] : [low, high];
}
