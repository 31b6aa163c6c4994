/**
 * Moving the map's window: [w_min, w_max, b_min, b_max].
 *
 * @typedef {import("./types.js").Pair} Pair
 * @typedef {import("./types.js").Window} Window
 */

import * as words from "#words";
import limits from "../../shared/contract/limits.json" with { type: "json" };

/** The farthest that a parameter or an edge may lie from 0: beyond it the server refuses θ. */
export const FARTHEST = limits.theta;

/**
 * For zoom and layout: the least width of a window with these edges, a hundredth more than the server asks for, since edges
 * are rounded.
 *
 * @param {number[]} edges
 */
export const leastWidth = (edges) => 1.01 * limits.narrowest * Math.max(1, ...edges.map(Math.abs));

/** Whether the server takes a window, with some room for rounding. @param {Window} window */
const allowed = ([wMin, wMax, bMin, bMax]) => isAllowed(wMin, wMax) && isAllowed(bMin, bMax);

/** @param {number} low @param {number} high */
const isAllowed = (low, high) => Math.max(-low, high) <= FARTHEST && high - low >= leastWidth([low, high]);

/** For the form: whether the server refuses so narrow a map. @param {number} low @param {number} high */
export const isTooNarrow = (low, high) => high - low < limits.narrowest * Math.max(1, Math.abs(low), Math.abs(high));

/**
 * For the question of the run: whether a window is so much narrower than another that ten digits of a place are too few in
 * it.
 *
 * @param {Window} window
 * @param {Window} usual
 */
export const isCloseUp = ([wMin, wMax, bMin, bMax], usual) => wMax - wMin < 1e-5 * (usual[1] - usual[0]) || bMax - bMin < 1e-5 * (usual[3] - usual[2]);

/** For the map's note: the sentence why a window is refused, as too narrow or too wide. @param {number} times by which it was to become wider */
export const zoomRefusal = (times) => (times < 1 ? words.map_no_closer() : words.map_no_farther());

/**
 * For zoom: the window made `times` as wide about a point that stays where it is. Both axes alike, so that equal units stay
 * equal.
 *
 * @param {Window} window
 * @param {number} times less than 1 looks closer
 * @param {Pair} [about] its middle by default
 * @returns {Window} the same window where that would be too far or too near
 */
export function zoomWindow(window, times, about = [(window[0] + window[1]) / 2, (window[2] + window[3]) / 2]) {
  const [w, b] = about;
  const moved = (/** @type {number} */ edge, /** @type {number} */ middle) => middle + (edge - middle) * times;
  /** @type {Window} */
  const next = [moved(window[0], w), moved(window[1], w), moved(window[2], b), moved(window[3], b)];
  return allowed(next) ? next : window;
}

/**
 * For pan: the window moved; the same window where that would be too far away.
 *
 * @param {Window} window
 * @param {Pair} by in data units
 * @returns {Window}
 */
export function panWindow(window, by) {
  /** @type {Window} */
  const next = [window[0] + by[0], window[1] + by[0], window[2] + by[1], window[3] + by[1]];
  return allowed(next) ? next : window;
}

/**
 * For zoom and pan: a window whose edges are rounded to about a pixel, so that links stay short. Spans that are equal stay
 * equal.
 *
 * @param {Window} window
 * @returns {Window}
 */
export function roundEdges(window) {
  const [wMin, wMax, bMin, bMax] = window;
  const span = Math.min(wMax - wMin, bMax - bMin);
  const places = Math.min(Math.max(0, Math.ceil(3 - Math.log10(span))), 15);
  const plain = (/** @type {number} */ t) => Number(t.toFixed(places));
  return [plain(wMin), plain(plain(wMin) + plain(wMax - wMin)), plain(bMin), plain(plain(bMin) + plain(bMax - bMin))];
}
