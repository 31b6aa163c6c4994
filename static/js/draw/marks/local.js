/**
 * The loss about a point to second order: the Hessian's eigen-directions, and the contours of the quadratic model.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").Curvature & { eigenvalues: Pair }} Curvature
 */
import { item, mapPair } from "../../state/items.js";
import { formatNumber } from "../../text/formats.js";
import { direction } from "../layout.js";
import { cased, el, px } from "../svg.js";
import { label } from "./label.js";

/** Pixels from the point to the ends of an eigen-direction, beyond the arrows; less where the plot is small. */
const REACH = 122;
const SHARE = 0.28;
/** The model is drawn this near to its point, as a share of the plot's longer side: far from it, it says nothing of the loss. */
const NEAR = 0.36;
/** Cells a side in which the model's contours are traced; and the most levels. */
const CELLS = 90;
const LEVELS = 12;

/**
 * For the map's layer: a line along each eigenvector, both ways, solid where the loss curves upwards, dashed where downwards.
 *
 * @param {Omit<Curvature, "scenario">} curvature
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function eigen({ point, eigenvalues, eigenvectors }, layout) {
  const { left, top, plotWidth, plotHeight } = layout;
  const box = { left, top, right: left + plotWidth, bottom: top + plotHeight };
  const [x, y] = [layout.x(point[0]), layout.y(point[1])];
  const reach = Math.min(REACH, SHARE * Math.min(plotWidth, plotHeight));
  return mapPair(eigenvectors, (vector, i) => {
    const along = direction(vector, layout);
    if (!along) return [];
    const [dx, dy] = along[0] < 0 ? mapPair(along, (t) => -t) : along;
    const d = `M${px(x - dx * reach)},${px(y - dy * reach)}L${px(x + dx * reach)},${px(y + dy * reach)}`;
    const name = `λ${"₁₂"[i]} ${formatNumber(eigenvalues[i], 2)}`;
    return [
      el("path", { class: "eigen-case", d }),
      el("path", { class: eigenvalues[i] < 0 ? "eigen-line down" : "eigen-line", d }),
      label(name, [x + dx * (reach + 26), y + dy * (reach + 14)], box),
    ];
  }).flat();
}

/**
 * For the map's layer: the contours of L + ∇Lᵀd + ½ dᵀHd at the levels of the map. Ellipses, hyperbolas, parabolas or lines,
 * all traced alike.
 *
 * @param {Omit<Curvature, "scenario">} curvature
 * @param {number[]} edges levels of the map
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function quadratic({ point, loss, gradient: [gw, gb], hessian: [[ww, wb], [, bb]] }, edges, layout) {
  const { left, top, plotWidth, plotHeight, x, y } = layout;
  const column = Array.from({ length: CELLS + 1 }, (_, i) => left + (i * plotWidth) / CELLS);
  const row = Array.from({ length: CELLS + 1 }, (_, j) => top + (j * plotHeight) / CELLS);
  const model = row.map((v) => {
    const db = y.invert(v) - point[1];
    return column.map((u) => {
      const dw = x.invert(u) - point[0];
      return loss + gw * dw + gb * db + 0.5 * (ww * dw * dw + 2 * wb * dw * db + bb * db * db);
    });
  });
  const [cx, cy, near] = [x(point[0]), y(point[1]), NEAR * Math.max(plotWidth, plotHeight)];
  const local = (/** @type {number} */ i, /** @type {number} */ j) => Math.hypot(item(column, i) - cx, item(row, j) - cy) < near;
  const every = Math.ceil(edges.length / LEVELS);
  const d = edges
    .filter((_, i) => i % every === 0)
    .map((level) => levelPath(model, column, row, level, local))
    .join("");
  return cased("model", d);
}

/**
 * Marching squares: the pieces of one level, cell by cell.
 *
 * @param {number[][]} f
 * @param {number[]} xs
 * @param {number[]} ys
 * @param {number} level
 * @param {(i: number, j: number) => boolean} near
 */
function levelPath(f, xs, ys, level, near) {
  let d = "";
  for (let j = 0; j < ys.length - 1; j++) {
    for (let i = 0; i < xs.length - 1; i++) {
      if (!near(i, j)) continue;
      const corners = /** @type {const} */ ([
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ]).map(([p, q]) => ({ x: item(xs, p), y: item(ys, q), value: item(item(f, q), p) - level }));
      const cuts = corners.flatMap((from, k) => {
        const to = item(corners, (k + 1) % 4);
        if (from.value < 0 === to.value < 0) return [];
        const t = from.value / (from.value - to.value);
        return [`${px(from.x + t * (to.x - from.x))},${px(from.y + t * (to.y - from.y))}`];
      });
      for (let k = 0; k + 1 < cuts.length; k += 2) d += `M${cuts[k]}L${cuts[k + 1]}`;
    }
  }
  return d;
}
