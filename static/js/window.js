/**
 * Moving the map's window: [w_min, w_max, b_min, b_max].
 *
 * @typedef {[number, number, number, number]} Window
 */

/** θ beyond this is refused by the server; and a window this narrow beside its place has no plain numbers on its axes. */
const FARTHEST = 1e12;
const NARROWEST = 1e-4;

/** @param {Window} window */
const allowed = ([wMin, wMax, bMin, bMax]) =>
  [[wMin, wMax], [bMin, bMax]].every(([low, high]) => {
    const size = Math.max(Math.abs(low), Math.abs(high));
    return size <= FARTHEST && high - low >= Math.max(NARROWEST * size, 1e-9);
  });

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
