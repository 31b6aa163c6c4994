/**
 * Colours of the bands: low is dark, high is light, readable without colour vision and in grey print.
 *
 * Nine stops each, joined by straight lines in sRGB; lightness rises all the way. `sea` goes from deep water to sand, and
 * no other colour of the page (vermilion, blue, purple) lies on its way; cividis and viridis are matplotlib's.
 *
 * @type {Record<string, { title: string, stops: number[][] }>}
 */
export const PALETTES = {
  sea: { title: "Sea", stops: [[17, 36, 79], [21, 61, 104], [30, 90, 124], [50, 122, 138], [95, 157, 148], [146, 189, 154], [190, 214, 174], [224, 232, 203], [248, 244, 225]] },
  cividis: { title: "Cividis", stops: [[0, 34, 78], [26, 56, 111], [67, 78, 108], [97, 101, 111], [125, 124, 120], [155, 148, 118], [188, 174, 108], [222, 201, 88], [254, 232, 56]] },
  viridis: { title: "Viridis", stops: [[68, 1, 84], [71, 45, 123], [59, 82, 139], [44, 114, 142], [33, 145, 140], [40, 174, 128], [94, 201, 98], [173, 220, 48], [253, 231, 37]] },
  grey: { title: "Grey", stops: [[24, 24, 24], [52, 52, 52], [80, 80, 80], [108, 108, 108], [136, 136, 136], [164, 164, 164], [192, 192, 192], [220, 220, 220], [248, 248, 248]] },
};

/**
 * @param {number} t 0 (lowest loss) … 1 (highest)
 * @param {string} [palette]
 * @returns {string} a CSS colour
 */
export function colour(t, palette = "sea") {
  const { stops } = PALETTES[palette];
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(place), stops.length - 2);
  const mix = stops[i].map((low, channel) => Math.round(low + (place - i) * (stops[i + 1][channel] - low)));
  return `rgb(${mix.join(" ")})`;
}

/** The colour of band `i` of `count`: by rank, so that the valley's narrow bands are as distinct as the cliff's. */
export const bandColour = (/** @type {number} */ i, /** @type {number} */ count, palette = "sea") => colour(count > 1 ? i / (count - 1) : 0, palette);
