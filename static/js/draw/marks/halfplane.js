/**
 * The favourable half-plane at a point: every direction with uᵀ∇L < 0, to first order downhill.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import { direction } from "../layout.js";
import { cased, el, px } from "../svg.js";

/**
 * For the map, while the reader turns a direction: the favourable half-plane. Its edge runs along the directions at 90° to
 * ∇L, where the loss stays the same to first order. It reaches over the whole plot from any point of it: the layer is
 * clipped.
 *
 * @param {Pair} point θ of the map's two parameters
 * @param {Pair} gradient
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function halfplane(point, gradient, layout) {
  const along = direction([-gradient[1], gradient[0]], layout);
  const down = direction([-gradient[0], -gradient[1]], layout);
  if (!along || !down) return [];
  const far = Math.hypot(layout.plotWidth, layout.plotHeight);
  const [x, y] = [layout.x(point[0]), layout.y(point[1])];
  const corner = (/** @type {number} */ side, /** @type {number} */ depth) =>
    `${px(x + far * (side * along[0] + depth * down[0]))},${px(y + far * (side * along[1] + depth * down[1]))}`;
  return [
    el("path", { class: "halfplane", d: `M${corner(-1, 0)}L${corner(1, 0)}L${corner(1, 1)}L${corner(-1, 1)}Z` }),
    ...cased("edge", `M${corner(-1, 0)}L${corner(1, 0)}`),
  ];
}
