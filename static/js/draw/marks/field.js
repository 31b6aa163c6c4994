/**
 * The gradient field: ∇L on a coarse grid of pixels, from central differences of the loss on the map's grid. To look at,
 * not to measure: an arrow's length tells only weaker from stronger, by decades.
 *
 * @typedef {import("../../state/types.js").Grid} Grid
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */

import { lossAt } from "../../state/grid.js";
import { item, mapPair } from "../../state/items.js";
import { direction } from "../layout.js";
import { el, px } from "../svg.js";

/** Pixels between arrows; the longest and the shortest. */
const APART = 38;
const LONGEST = 24;
const SHORTEST = 8;
/** Decades of ‖∇L‖ between them. */
const DECADES = 3;

/**
 * @param {Grid} grid
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function field(grid, layout) {
  const { left, top, plotWidth, plotHeight, x, y } = layout;
  const [across, down] = mapPair([plotWidth, plotHeight], (size) => Math.max(1, Math.floor(size / APART)));
  const [hw, hb] = [item(grid.w, 1) - item(grid.w, 0), item(grid.b, 1) - item(grid.b, 0)];
  /** @type {{ at: Pair, g: Pair, norm: number }[]} */
  const found = [];
  for (let i = 0; i < across; i++) {
    for (let j = 0; j < down; j++) {
      /** @type {Pair} */
      const at = [left + ((i + 0.5) * plotWidth) / across, top + ((j + 0.5) * plotHeight) / down];
      const [w, b] = [x.invert(at[0]), y.invert(at[1])];
      const [east, west] = [lossAt(grid, [w + hw, b]), lossAt(grid, [w - hw, b])];
      const [north, south] = [lossAt(grid, [w, b + hb]), lossAt(grid, [w, b - hb])];
      if (east === null || west === null || north === null || south === null) continue;
      /** @type {Pair} */
      const g = [(east - west) / (2 * hw), (north - south) / (2 * hb)];
      found.push({ at, g, norm: Math.hypot(...g) });
    }
  }
  const most = Math.max(...found.map(({ norm }) => norm));
  const d = found.map(({ at, g, norm }) => {
    const along = direction(g, layout);
    if (!along) return "";
    const rank = Math.max(0, 1 + Math.log10(norm / most) / DECADES);
    return small(at, along, SHORTEST + rank * (LONGEST - SHORTEST));
  });
  return [el("path", { class: "field-case", d: d.join("") }), el("path", { class: "field-arrows", d: d.join("") })];
}

/** A thin arrow about its middle. @param {Pair} at @param {Pair} along unit vector @param {number} length */
function small([x, y], [dx, dy], length) {
  /** @type {Pair} */
  const tip = [x + (dx * length) / 2, y + (dy * length) / 2];
  const corner = (/** @type {number} */ side) => `${px(tip[0] - 5 * dx - 3 * dy * side)},${px(tip[1] - 5 * dy + 3 * dx * side)}`;
  return `M${px(x - (dx * length) / 2)},${px(y - (dy * length) / 2)}L${px(tip[0])},${px(tip[1])}M${corner(1)}L${px(tip[0])},${px(tip[1])}L${corner(-1)}`;
}
