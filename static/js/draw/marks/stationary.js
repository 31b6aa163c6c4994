/**
 * Minima and saddles.
 *
 * @typedef {import("../../state/types.js").Grid} Grid
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import { item } from "../../state/items.js";
import { el, isNear, px } from "../svg.js";

/** Around a saddle the loss goes up, down, up, down: the neighbours of a grid point, in turn. */
/** @type {Pair[]} */
const AROUND = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];
/** More than this and it is noise of a flat map. */
const MOST = 9;

/** Whether the loss goes up and down four times around a point of the grid, so many points away. @param {Grid["loss"]} loss @param {number} i @param {number} j @param {number} far */
function alternates(loss, i, j, far) {
  const here = Number(loss[j]?.[i]);
  const around = AROUND.map(([di, dj]) => loss[j + far * dj]?.[i + far * di] ?? null);
  if (around.includes(null)) return false;
  const rises = around.map((value) => Number(value) > here);
  return rises.filter((up, k) => up !== rises[(k + 1) % 8]).length === 4;
}

/**
 * Where the grid suggests a saddle: the loss alternates around a point, near and a little further (a narrow valley that
 * runs askew does it near only), and a quadratic through its neighbours has its own saddle within the cell.
 *
 * @param {Grid} grid
 * @returns {{ at: Pair, text: string }[]}
 */
export function saddlesOf({ w, b, loss }) {
  const [hw, hb] = [item(w, 1) - item(w, 0), item(b, 1) - item(b, 0)];
  /** @type {{ at: Pair, text: string }[]} */
  const found = [];
  for (let j = 1; j < b.length - 1; j++) {
    for (let i = 1; i < w.length - 1; i++) {
      if (item(loss, j)[i] === null || ![1, 2, 3].every((far) => alternates(loss, i, j, far))) continue;
      const here = Number(item(loss, j)[i]);
      const [e = NaN, ne = NaN, n = NaN, nw = NaN, west = NaN, sw = NaN, s = NaN, se = NaN] = AROUND.map(([di, dj]) => Number(loss[j + dj]?.[i + di]));
      const [gw, gb] = [(e - west) / 2, (n - s) / 2];
      const [hww, hbb, hwb] = [e - 2 * here + west, n - 2 * here + s, (ne - nw - se + sw) / 4];
      const det = hww * hbb - hwb * hwb;
      if (!(det < 0)) continue;
      const [dw, db] = [(hwb * gb - hbb * gw) / det, (hwb * gw - hww * gb) / det];
      if (Math.abs(dw) > 0.75 || Math.abs(db) > 0.75) continue;
      /** @type {Pair} */
      const at = [item(w, i) + dw * hw, item(b, j) + db * hb];
      // One between grid points is seen from each of them.
      if (found.every((other) => Math.abs(other.at[0] - at[0]) > 2 * hw || Math.abs(other.at[1] - at[1]) > 2 * hb)) found.push({ at, text: "saddle ≈" });
    }
  }
  return found.length > MOST ? [] : found;
}

/**
 * A minimum is a ring with a dot, a saddle a cross; the word stands beside.
 *
 * @param {{ at: Pair, text: string }[]} points
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function stationary(points, { x, y, left, plotWidth }) {
  return points.flatMap(({ at, text }) => {
    const [cx, cy] = [px(x(at[0])), px(y(at[1]))];
    if (!isNear([cx, cy])) return [];
    const saddle = text.startsWith("saddle");
    const before = cx > left + plotWidth - 80;
    return [
      el("g", { class: saddle ? "saddle" : "minimum" }, [
        el("circle", { class: "spot-ground", cx, cy, r: 7 }),
        saddle ? el("path", { class: "spot-sign", d: `M${cx - 3.5},${cy - 3.5}l7,7m0,-7l-7,7` }) : el("circle", { class: "spot-dot", cx, cy, r: 2.5 }),
        el("text", { class: "spot-name", x: cx + (before ? -11 : 11), y: cy + 4, "text-anchor": before ? "end" : "start" }, text),
      ]),
    ];
  });
}
