/**
 * Moving the map's window: [w_min, w_max, b_min, b_max].
 *
 * @typedef {[number, number, number, number]} Window
 */

import limits from "../../shared/contract/limits.json" with { type: "json" };

/** θ beyond this is refused by the server. */
export const FARTHEST = limits.theta;

/** The least width of a window's side, a hundredth more than the server asks for: edges are made plain. @param {number[]} edges */
export const leastWidth = (edges) => 1.01 * limits.narrowest * Math.max(1, ...edges.map(Math.abs));

/** @param {Window} window */
const allowed = ([wMin, wMax, bMin, bMax]) =>
  [
    [wMin, wMax],
    [bMin, bMax],
  ].every(([low, high]) => Math.max(-low, high) <= FARTHEST && high - low >= leastWidth([low, high]));

/** Whether the server takes no map so narrow. @param {number} low @param {number} high */
export const isTooNarrow = (low, high) => high - low < limits.narrowest * Math.max(1, Math.abs(low), Math.abs(high));

/** Whether a window is so much narrower than another that ten digits of a place in the other are too few. @param {number[]} window @param {number[]} usual */
export const closeUp = (window, usual) => [0, 2].some((i) => window[i + 1] - window[i] < 1e-5 * (usual[i + 1] - usual[i]));

/** Why a window is none: it would be too near or too far. @param {number} times by which it was to become wider */
export const whyNot = (times) => (times < 1 ? "No closer: a narrower map would have too few digits to be drawn." : "No farther: the map ends at 10¹².");

/**
 * The window made `times` as wide about a point that stays where it is; the same on both axes, so units stay equal.
 *
 * @param {Window} window
 * @param {number} times less than 1 looks closer
 * @param {number[]} [about] its middle by default
 * @returns {Window} the same window where that would be too far or too near
 */
export function zoomed(window, times, about = [(window[0] + window[1]) / 2, (window[2] + window[3]) / 2]) {
  const next = /** @type {Window} */ (window.map((edge, i) => about[i >> 1] + (edge - about[i >> 1]) * times));
  return allowed(next) ? next : window;
}

/**
 * @param {Window} window
 * @param {number[]} by in data units
 * @returns {Window}
 */
export function panned(window, by) {
  const next = /** @type {Window} */ (window.map((edge, i) => edge + by[i >> 1]));
  return allowed(next) ? next : window;
}

/**
 * Edges as plain numbers, to about a pixel, so that links stay short. Spans that are equal stay equal.
 *
 * @param {Window} window
 * @returns {Window}
 */
export function tidied(window) {
  const [wMin, wMax, bMin, bMax] = window;
  const span = Math.min(wMax - wMin, bMax - bMin);
  const places = Math.min(Math.max(0, Math.ceil(3 - Math.log10(span))), 15);
  const plain = (/** @type {number} */ t) => Number(t.toFixed(places));
  return [plain(wMin), plain(plain(wMin) + plain(wMax - wMin)), plain(bMin), plain(plain(bMin) + plain(bMax - bMin))];
}
