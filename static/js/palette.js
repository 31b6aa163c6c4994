/**
 * Colours of the bands: low is dark, high is light, readable without colour vision and in grey print.
 *
 * Nine stops from deep water to sand, joined by straight lines in sRGB. Lightness rises all the way, and no other colour
 * of the page (vermilion, blue, purple) lies on the way.
 */
const SEA = [
  [17, 36, 79],
  [21, 61, 104],
  [30, 90, 124],
  [50, 122, 138],
  [95, 157, 148],
  [146, 189, 154],
  [190, 214, 174],
  [224, 232, 203],
  [248, 244, 225],
];

/**
 * @param {number} t 0 (lowest loss) … 1 (highest)
 * @returns {string} a CSS colour
 */
export function colour(t, stops = SEA) {
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(place), stops.length - 2);
  const mix = stops[i].map((low, channel) => Math.round(low + (place - i) * (stops[i + 1][channel] - low)));
  return `rgb(${mix.join(" ")})`;
}

/** The colour of band `i` of `count`: by rank, so that the valley's narrow bands are as distinct as the cliff's. */
export const bandColour = (/** @type {number} */ i, /** @type {number} */ count) => colour(count > 1 ? i / (count - 1) : 0);
