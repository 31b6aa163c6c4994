/**
 * The loss as filled bands between contour levels: low is dark.
 *
 * @typedef {import("../types.js").Band} Band
 * @typedef {import("../types.js").Layout} Layout
 * @typedef {import("../types.js").Node} Node
 */
import { bandColour } from "../palette.js";
import { el, polyline } from "../svg.js";

/**
 * One path for each band: outer rings and holes, by the even-odd rule. Its stroke, a little darker than its fill, is
 * the contour line, and hides the hairline that two antialiased neighbours would leave between them.
 *
 * @param {Band[]} bands
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function bands(bands, { x, y }) {
  return bands.map((band, i) => {
    const rings = band.polygons.flat().map((ring) => `${polyline(ring.map(([w, b]) => [x(w), y(b)]))}Z`);
    const fill = bandColour(i, bands.length);
    return el("path", { class: "band", d: rings.join(""), fill, "fill-rule": "evenodd", "data-from": band.from });
  });
}

/**
 * The key to the colours: one swatch for each band, and the loss at a few of the edges.
 *
 * @param {Band[]} bands
 * @param {number} width pixels
 * @param {(value: number) => string} format
 * @returns {Node[]}
 */
export function bandKey(bands, width, format) {
  if (!bands.length) return [];
  const one = width / bands.length;
  const swatches = bands.map((_, i) =>
    el("rect", { x: i * one, y: 0, width: one + 0.5, height: 10, fill: bandColour(i, bands.length) }),
  );
  const edges = [...bands.map((band) => band.from), bands[bands.length - 1].to];
  const longest = Math.max(...edges.map((edge) => format(edge).length));
  const labels = Math.max(1, Math.min(5, Math.floor(width / Math.max(70, 7.5 * longest + 14))));
  const shown = [...new Set(Array.from({ length: labels + 1 }, (_, i) => Math.round((i * bands.length) / labels)))];
  return [
    el("g", { "shape-rendering": "crispEdges" }, swatches),
    ...shown.map((edge) => {
      const anchor = edge === 0 ? "start" : edge === bands.length ? "end" : "middle";
      return el("text", { x: edge * one, y: 24, "text-anchor": anchor, class: "tick" }, format(edges[edge]));
    }),
  ];
}
