/**
 * The loss as filled bands between contour levels: low is dark.
 *
 * @typedef {import("../../state/types.js").Band} Band
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 */
import { item, last, mapPair } from "../../state/items.js";
import { axisName, labels } from "../../text/formats.js";
import { bandColour } from "../colours.js";
import { el, polyline, px } from "../svg.js";
import { CHARACTER } from "./ticks.js";

/** Parts of the key at most between edges that bear their value, and pixels between two of these. */
const MOST = 5;
const BETWEEN = 14;

/**
 * For the map: one path for each band, outer rings and holes, by the even-odd rule. Its stroke, a little darker than its
 * fill, is the contour line, and hides the hairline that two antialiased neighbours would leave between them.
 *
 * @param {Band[]} bands
 * @param {Layout} layout
 * @param {string} [palette]
 * @returns {Node[]}
 */
export function bands(bands, { x, y }, palette) {
  return bands.map((band, i) => {
    const rings = band.polygons.flat().map((ring) => `${polyline(ring.map(([w, b]) => [x(w), y(b)]))}Z`);
    const fill = bandColour(i, bands.length, palette);
    return el("path", { class: "band", d: rings.join(""), fill, "fill-rule": "evenodd", "data-from": band.from });
  });
}

/**
 * For the map: the key to the colours, one swatch for each band, and the loss at a few of the edges.
 *
 * @param {Band[]} bands
 * @param {number} width pixels
 * @param {string} [palette]
 * @returns {Node[]}
 */
export function bandKey(bands, width, palette) {
  if (!bands.length) return [];
  const one = width / bands.length;
  const swatches = bands.map((_, i) => el("rect", { x: i * one, y: 0, width: one + 0.5, height: 10, fill: bandColour(i, bands.length, palette) }));
  const { shown, words } = labelledEdges([...bands.map((band) => band.from), last(bands).to], one);
  return [
    el("g", { "shape-rendering": "crispEdges" }, [...swatches, over(0, 0, width + 0.5, 10)]),
    ...shown.map((edge, i) => {
      const anchor = edge === 0 ? "start" : edge === bands.length ? "end" : "middle";
      return el("text", { x: edge * one, y: 24, "text-anchor": anchor, class: "tick" }, words[i]);
    }),
  ];
}

/** Pixels of the bar of an upright key, from its left edge to the values, above it for its title, and of a line. */
const BAR = 12;
const VALUES = 18;
const TITLE = 18;
const LINE = 18;
/** Characters of a value beside it; what is taken out of longer ones stands with the title. */
const ROOM = 6;

/**
 * For the playground: the key upright, as tall as the plot, high at the top; its title above, what is taken out of long values
 * with it.
 *
 * @param {Band[]} bands
 * @param {Pick<import("../../state/types.js").Layout, "top" | "plotHeight">} layout
 * @param {string} title
 * @param {string} [palette]
 * @returns {Node[]}
 */
export function uprightBandKey(bands, { top, plotHeight }, title, palette) {
  if (!bands.length) return [];
  const count = bands.length;
  const [low, high] = [top + plotHeight, top + TITLE];
  const one = (low - high) / count;
  const edges = [...bands.map((band) => band.from), last(bands).to];
  const parts = Math.min(count, Math.max(1, Math.min(MOST, Math.floor((low - high) / LINE) - 1)));
  const shown = [...new Set(Array.from({ length: parts + 1 }, (_, i) => Math.round((i * count) / parts)))];
  const values = labels(
    shown.map((i) => item(edges, i)),
    ROOM,
  );
  const swatches = bands.map((_, i) =>
    el("rect", { x: 0, y: px(low - (i + 1) * one), width: BAR, height: px(one + 0.5), fill: bandColour(i, count, palette) }),
  );
  return [
    el("g", { "shape-rendering": "crispEdges" }, [...swatches, over(0, high, BAR, px(low - high + 0.5))]),
    el("text", { class: "tick", x: 0, y: top + 9 }, axisName(values, title)),
    ...shown.map((edge, i) => el("text", { class: "tick", x: VALUES, y: px(Math.min(Math.max(low - edge * one + 4, high + 9), low)) }, item(values.words, i))),
  ];
}

/** The edges that bear their values, and those in words: as many as do not touch, evenly spread, at most six. @param {number[]} edges @param {number} one */
function labelledEdges(edges, one) {
  const count = edges.length - 1;
  for (let parts = MOST; parts > 0; parts -= 1) {
    const shown = [...new Set(Array.from({ length: parts + 1 }, (_, i) => Math.round((i * count) / parts)))];
    const { words } = labels(shown.map((i) => item(edges, i)));
    const widths = words.map((word) => word.length * CHARACTER);
    // The first value begins at its edge, the last ends at its own, the others are centred on theirs.
    const starts = shown.map((i, n) => i * one - item(widths, n) * (i === 0 ? 0 : i === count ? 1 : 0.5));
    if (starts.slice(1).every((start, n) => item(starts, n) + item(widths, n) + BETWEEN <= start)) return { shown, words };
  }
  return { shown: [0], words: labels(edges.slice(0, 1)).words };
}

/**
 * For the map while it is moved: how a drawing made for one layout lies in another, so that the old bands move along.
 *
 * @param {Layout} was
 * @param {Layout} now
 * @returns {Record<string, string>} attributes
 */
export function windowTransform(was, now) {
  const [[ax, bx], [ay, by]] = mapPair(/** @type {const} */ (["x", "y"]), (axis) => {
    const [low, high] = was[axis].domain();
    const times = (now[axis](high) - now[axis](low)) / (was[axis](high) - was[axis](low));
    return /** @type {const} */ ([times, now[axis](low) - times * was[axis](low)]);
  });
  const still = Math.abs(ax - 1) < 1e-9 && Math.abs(ay - 1) < 1e-9 && Math.abs(bx) < 1e-3 && Math.abs(by) < 1e-3;
  return still ? {} : { transform: `matrix(${ax} 0 0 ${ay} ${bx} ${by})` };
}

/** For the map: what darkens the bands in the dark theme; it is invisible in the light one. @param {Layout} layout @returns {Node} */
export const shade = ({ left, top, plotWidth, plotHeight }) => over(left, top, plotWidth, plotHeight);

/**
 * A rectangle in the shade's colour, which only the dark theme shows.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
const over = (x, y, width, height) => el("rect", { class: "shade", x, y, width, height });

/**
 * For the map: the hatching where the loss has no value, drawn behind the bands, which leave that part out.
 *
 * @param {Layout} layout
 * @returns {Node[]}
 */
export const hatching = ({ left: x, top: y, plotWidth: width, plotHeight: height }) => [
  el("pattern", { id: "hatch", width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [
    el("rect", { class: "hatch-ground", width: 9, height: 9 }),
    el("path", { class: "hatch-line", d: "M2,0V9" }),
  ]),
  el("rect", { class: "hatched", x, y, width, height, fill: "url(#hatch)" }),
];
