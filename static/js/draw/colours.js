/**
 * Colours of the bands: low is dark, high is light, readable without colour vision and in grey print. These are the colours
 * of the light theme: in the dark one a shade lies over the bands.
 */
import { item } from "../state/items.js";
import { DEFAULT_PALETTE, paletteOf } from "../state/palettes.js";

/**
 * For `bandColour`: the CSS colour at a place of the palette, `rgb(r g b)`.
 *
 * @param {number} t 0 (lowest loss) … 1 (highest)
 * @param {string} [palette]
 * @returns {string} a CSS colour
 */
export function colour(t, palette = DEFAULT_PALETTE) {
  const stops = paletteOf(palette)
    .split(" ")
    .map((stop) => [0, 2, 4].map((at) => parseInt(stop.slice(at, at + 2), 16)));
  const position = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(position), stops.length - 2);
  const mix = item(stops, i).map((low, channel) => Math.round(low + (position - i) * (item(item(stops, i + 1), channel) - low)));
  return `rgb(${mix.join(" ")})`;
}

/**
 * For the map and its key: the colour of band `i` of `count`, by rank, so that narrow bands in a valley differ as much as
 * wide ones on a cliff.
 */
export const bandColour = (/** @type {number} */ i, /** @type {number} */ count, palette = DEFAULT_PALETTE) => colour(count > 1 ? i / (count - 1) : 0, palette);
