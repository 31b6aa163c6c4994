/**
 * Colours of the bands: low is dark, high is light, readable without colour vision and in grey print.
 *
 * Nine stops of cividis (Nuñez, Anderton and Renslow, 2018: "Optimizing colormaps with consideration for color vision
 * deficiency"), joined by straight lines in sRGB: nowhere further than a few units from the whole table.
 */
const CIVIDIS = [
  [0, 32, 77],
  [0, 54, 110],
  [57, 74, 107],
  [88, 95, 109],
  [115, 117, 117],
  [145, 140, 120],
  [178, 164, 112],
  [213, 191, 93],
  [255, 234, 70],
];

/**
 * @param {number} t 0 (lowest loss) … 1 (highest)
 * @returns {string} a CSS colour
 */
export function colour(t, stops = CIVIDIS) {
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(place), stops.length - 2);
  const mix = stops[i].map((low, channel) => Math.round(low + (place - i) * (stops[i + 1][channel] - low)));
  return `rgb(${mix.join(" ")})`;
}

/** The colour of band `i` of `count`: by rank, so that the valley's narrow bands are as distinct as the cliff's. */
export const bandColour = (/** @type {number} */ i, /** @type {number} */ count) => colour(count > 1 ? i / (count - 1) : 0);
