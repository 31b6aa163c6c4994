/**
 * Where the plot lies in its box, with equal units on both axes whenever the window allows: only then is an angle on
 * the map a true angle.
 *
 * @typedef {import("../state/types.js").Layout} Layout
 * @typedef {import("../state/types.js").Pair} Pair
 * @typedef {import("../state/types.js").Window} Window
 */

import { first, mapPair } from "../state/items.js";
import { FARTHEST, leastWidth } from "../state/window.js";
import { linearScale } from "./scale.js";

/**
 * The most times that a plot is wider or taller than the other way: a window beyond that is stretched to it, or the strip
 * would be too thin to read; angles on the map are then not true.
 */
export const MOST_OBLONG = 3;
/** Pixels around the map's plot with axes, for ticks and names. */
export const MARGIN = { left: 52, right: 10, top: 10, bottom: 44 };
/** Pixels around the map's plot without axes. */
export const BARE = { left: 10, right: 10, top: 10, bottom: 10 };
/** For the map: the pixels around its plot, by whether its axes are drawn. @param {string[]} layers */
export const marginOf = (layers) => (layers.includes("axes") ? MARGIN : BARE);

/**
 * For the map, on the page and read back from the server's drawing: where the plot lies, and its scales.
 *
 * @param {[number, number, number, number]} window w_min, w_max, b_min, b_max
 * @param {number} width pixels of the box
 * @param {{ left: number, right: number, top: number, bottom: number }} margin
 * @returns {Layout}
 */
export function layoutOf(window, width, margin) {
  const [wMin, wMax, bMin, bMax] = window;
  const ratio = (wMax - wMin) / (bMax - bMin);
  const shown = Math.min(Math.max(ratio, 1 / MOST_OBLONG), MOST_OBLONG);
  const room = Math.max(width - margin.left - margin.right, 40);
  // A tall window gets a narrower plot, never a box taller than it is wide.
  const plotWidth = shown >= 1 ? room : room * shown;
  const plotHeight = shown >= 1 ? room / shown : room;
  const left = margin.left + (room - plotWidth) / 2;
  return {
    width,
    height: margin.top + plotHeight + margin.bottom,
    left,
    top: margin.top,
    plotWidth,
    plotHeight,
    x: linearScale([wMin, wMax], [left, left + plotWidth]),
    y: linearScale([bMin, bMax], [margin.top + plotHeight, margin.top]),
    equal: Math.abs(shown / ratio - 1) < 1e-9,
  };
}

/**
 * For arrows and lines on the map: the direction of a vector in data units as a unit vector in pixels (y down); null for the
 * zero vector. Where units differ it is the direction as the map distorts it.
 *
 * @param {Pair} vector
 * @param {Layout} layout
 * @returns {Pair | null}
 */
export function direction(vector, layout) {
  const [wMin, wMax] = layout.x.domain();
  const [bMin, bMax] = layout.y.domain();
  // Largest component first: 1e-170 must not vanish in the square.
  const largest = Math.max(Math.abs(vector[0]), Math.abs(vector[1]));
  if (!(largest > 0) || !Number.isFinite(largest)) return null;
  const dx = (vector[0] / largest / (wMax - wMin)) * layout.plotWidth;
  const dy = (-vector[1] / largest / (bMax - bMin)) * layout.plotHeight;
  const length = Math.hypot(dx, dy);
  return [dx / length, dy / length];
}

/** For the map and what points at it: whether a point lies in the window. @param {Pair} point @param {Window} window */
export const isInside = ([w, b], [wMin, wMax, bMin, bMax]) => w >= wMin && w <= wMax && b >= bMin && b <= bMax;

/**
 * For the map's buttons: a window with equal units and round edges around all points.
 *
 * @param {Pair[]} points at least one
 * @returns {Window}
 */
export function windowAround(points) {
  const ends = mapPair(/** @type {const} */ ([0, 1]), (i) =>
    mapPair(/** @type {const} */ ([Math.min, Math.max]), (pick) => points.reduce((end, point) => pick(end, point[i]), first(points)[i])),
  );
  const span = Math.max(...ends.map(([low, high]) => high - low));
  // Points may lie nearer to each other than the narrowest window is wide: round edges take a digit more.
  const unit = 10 * keyStep(span ? Math.max(span, 10 * leastWidth(ends.flat())) : 1);
  const [w, b] = mapPair(ends, ([low]) => Math.floor(low / unit));
  const count = Math.max(...mapPair(ends, ([low, high]) => Math.ceil(high / unit) - Math.floor(low / unit))) || 1;
  const edge = (/** @type {number} */ n) => Math.min(Math.max(multiple(n, unit), -FARTHEST), FARTHEST);
  return [edge(w), edge(w + count), edge(b), edge(b + count)];
}

/**
 * For handles and the cross-hair: how far an arrow key moves, about an eightieth of the span, 1, 2 or 5 times a power of ten.
 *
 * @param {number} span
 */
export function keyStep(span) {
  const power = 10 ** Math.floor(Math.log10(span / 80));
  const lead = span / 80 / power;
  return Number(((lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power).toPrecision(1));
}

/**
 * For handles and the cross-hair: `value` moved by so many units, landing on a multiple of the unit, without
 * 0.30000000000000004.
 *
 * @param {number} value
 * @param {number} count
 * @param {number} unit
 */
export function nudge(value, count, unit) {
  return multiple(Math.round(value / unit + count), unit);
}

/** n units, as many decimals as the unit has, wherever it lies. @param {number} n @param {number} unit */
const multiple = (n, unit) => Number((n * unit).toFixed(Math.max(0, -Math.floor(Math.log10(unit)))));

/**
 * For the map: where the start's handle is, in pixels. That of a start outside the window is at the edge: it must stay in
 * reach.
 *
 * @param {Pair} point @param {Layout} layout @returns {Pair}
 */
export const handlePosition = ([w, b], { x, y, left, top, plotWidth, plotHeight }) => [
  Math.min(Math.max(x(w), left), left + plotWidth),
  Math.min(Math.max(y(b), top), top + plotHeight),
];
