/**
 * Further runs on the same map: each known by its number, its dash and its hue.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {[number, number]} Place
 */
import { isInside } from "../layout.js";
import { cased, el, polyline, px } from "../svg.js";
import { path } from "./path.js";
import { runNumbers } from "./run_numbers.js";
import { CHARACTER } from "./ticks.js";

/** Pixels from dot to dot: closer ones would hide the dash. */
const DOTS = 16;
/** Pixels of a badge, and from the middle of one to the next. */
const RADIUS = 8;
const CLEAR = 28;
/** Pixels from one line of a name to the next. */
const LINE = 15;

/** @typedef {{ number: number, title: string }} Pointed the run that is pointed at; number 0 is the first */

/**
 * For the map: the path of each further run, by its dash and hue; all but the one that is pointed at are quiet then, and below.
 *
 * @param {Place[][]} runs the paths of further runs, each θ in data units
 * @param {Layout} layout
 * @param {Pointed | null} [pointed]
 * @returns {Node[]}
 */
export function furtherRuns(runs, layout, pointed = null) {
  const drawn = runs.map((run, i) => {
    const quiet = pointed && pointed.number !== i + 1 ? " quiet" : "";
    return el("g", { class: `other run-${i + 1}${quiet}` }, path(run, layout, "other", DOTS));
  });
  return pointed ? [...drawn.filter((_, i) => i + 1 !== pointed.number), ...drawn.filter((_, i) => i + 1 === pointed.number)] : drawn;
}

/**
 * For the map: where each further run is at step k, or where it ended before.
 *
 * @param {Place[][]} runs
 * @param {number} k
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function runDots(runs, k, { x, y }) {
  const ends = runs.flatMap((run) => run.slice(0, k + 1).slice(-1));
  /** @type {import("../../state/types.js").Window} */
  const window = [...x.domain(), ...y.domain()];
  return ends.filter((end) => isInside(end, window)).map(([w, b]) => el("circle", { class: "abreast-dot", cx: px(x(w)), cy: px(y(b)), r: 4.5 }));
}

/**
 * For the map: the number of each further run, on its path, or the name of the one that is pointed at.
 *
 * @param {Place[]} first the path of the run that they are compared with
 * @param {Place[][]} runs
 * @param {Place} start where that run starts from
 * @param {Layout} layout
 * @param {Pointed | null} [pointed]
 * @returns {Node[]}
 */
export function runBadges(first, runs, start, { x, y, left, top, plotWidth, plotHeight }, pointed) {
  const toPixels = (/** @type {Place} */ [w, b]) => /** @type {Place} */ ([x(w), y(b)]);
  const lines = [first, ...runs].map((run) => run.map(toPixels));
  return lineBadges(lines, [left, top, left + plotWidth, top + plotHeight], CLEAR, RADIUS, { taken: [toPixels(start)], pointed });
}

/**
 * For the map and the charts: the number of each line but the first, where that line is apart from the others; while a run is
 * pointed at, its alone, and its name.
 *
 * @param {Place[][]} lines pixels
 * @param {import("../svg.js").Box} box
 * @param {number} clear pixels from one to the next
 * @param {number} radius
 * @param {{ taken?: Place[], pointed?: Pointed | null }} [besides]
 * @returns {Node[]}
 */
export function lineBadges(lines, [left, top, right, bottom], clear, radius, { taken, pointed } = {}) {
  const edge = radius + 1;
  /** @type {import("../svg.js").Box} */
  const inner = [left + edge, top + edge, right - edge, bottom - edge];
  if (!pointed) return runNumbers(lines, inner, clear, taken).flatMap((found, i) => (found ? numberWithLeader(i + 1, ...found, radius) : []));
  const { number, title } = pointed;
  const [below = [], ...rest] = lines.filter((_, i) => i !== number);
  const [found] = runNumbers([below, lines[number] ?? [], ...rest], inner, clear, taken); // the first to have a number has the best place
  if (!found) return [];
  return [...(number ? numberWithLeader(number, ...found, radius) : []), ...runName(title, found[0], [left, top, right, bottom], radius)];
}

/** What a run is called, in as many lines as it needs, above or below a place. @param {string} title @param {Place} place @param {import("../svg.js").Box} box @param {number} radius */
function runName(title, [x, y], [left, top, right, bottom], radius) {
  /** @type {string[]} */
  const lines = [];
  for (const word of title.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && longer.length * CHARACTER <= right - left) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const half = (Math.max(...lines.map((line) => line.length)) * CHARACTER) / 2;
  const middle = Math.max(left + half, Math.min(x, right - half));
  const height = lines.length * LINE;
  const foot = y - radius - height >= top ? y - radius - 5 : Math.min(y + radius + height, bottom - 3);
  return lines.map((line, i) => el("text", { class: "run-name", x: px(middle), y: px(foot - (lines.length - 1 - i) * LINE), "text-anchor": "middle" }, line));
}

/** A badge, and a line from it to its path where it does not lie on that. @param {number} i @param {Place} place @param {Place} line @param {number} radius */
function numberWithLeader(i, place, line, radius) {
  const d = polyline([line, place]);
  const leader = String(place) === String(line) ? [] : cased("leader", d);
  return [...leader, badge(i, ...place, radius)];
}

/** For whatever names a run: its number on a badge. @param {number} i @param {number} x @param {number} y @param {number} [radius] */
export const badge = (i, x, y, radius = RADIUS) =>
  el("g", { class: "badge" }, [
    el("circle", { class: "badge-disc", cx: x, cy: y, r: radius }),
    el("text", { class: "badge-number", x, y: y + 4, "text-anchor": "middle" }, String(i)),
  ]);

/** Pixels of a swatch: width and height. @type {Place} */
export const SWATCH = [64, 18];

/**
 * For the legend and the comparison: a run's line with its number; 0 is the run that the others are compared with.
 *
 * @param {number} i
 * @returns {Node[]}
 */
export function swatch(i) {
  const [width, height] = SWATCH;
  const ground = el("rect", { class: "swatch-ground", width, height, rx: 4 });
  if (i === 0) {
    const d = "M4,9H60";
    return [ground, ...cased("path", d), el("path", { class: "path-dots", d: "M12,9h0M32,9h0M52,9h0" })];
  }
  return [ground, el("g", { class: `other run-${i}` }, cased("other", "M10,9H60")), badge(i, 10, 9, 7)];
}
