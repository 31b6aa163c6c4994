/**
 * σ′(z) = ŷ(1 − ŷ), and where each data point stands on it: far out the curve is flat, and the gradient nearly 0.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { slopeAt } from "./neuron_curve.js";
import { ticksBelow } from "./ticks.js";

/** Pixels of the plot's height. */
export const HEIGHT = 150;
/** Half the range of z, at least and at most; a point beyond it is drawn at the edge. */
const NEAREST = 6;
const FARTHEST = 12;

/**
 * For the chain rule: the nodes of the curve σ′(z), with each data point on it.
 *
 * @param {number[]} zs of the data points
 * @param {number} chosen the point that is followed
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function slope(zs, chosen, width) {
  const reach = Math.min(Math.max(NEAREST, ...zs.map((z) => Math.abs(z) + 1)), FARTHEST);
  const x = linearScale([-reach, reach], [34, width - 8]);
  const y = linearScale([0, 0.25], [HEIGHT - 34, 14]);
  const [left, right] = x.range();
  const clamped = (/** @type {number} */ z) => Math.min(Math.max(z, -reach), reach);
  const curve = Array.from({ length: 97 }, (_, i) => {
    const z = -reach + (2 * reach * i) / 96;
    return /** @type {[number, number]} */ ([x(z), y(slopeAt(z))]);
  });
  const spot = (/** @type {number} */ z, /** @type {number} */ i) =>
    el("g", { class: `standing slope${i === chosen ? " chosen" : ""}` }, [
      el("path", { class: "stem", d: `M${px(x(clamped(z)))},${px(y(0))}V${px(y(slopeAt(z)))}` }),
      el("circle", { class: "spot", cx: px(x(clamped(z))), cy: px(y(slopeAt(z))), r: i === chosen ? 6 : 4 }),
    ]);
  return [
    ...[0, 0.25].flatMap((value) => [
      el("path", { class: value ? "rule" : "zero", d: `M${left},${px(y(value))}H${right}` }),
      el("text", { class: "tick", x: left - 6, y: px(y(value)) + 4, "text-anchor": "end" }, value ? "¼" : "0"),
    ]),
    ...ticksBelow(x.ticks(5), x, HEIGHT - 18),
    el("text", { class: "axis small", x: (left + right) / 2, y: HEIGHT - 3, "text-anchor": "middle" }, "z"),
    el("path", { class: "line slope", d: polyline(curve) }),
    ...zs
      .map((z, i) => [i, spot(z, i)])
      .sort(([i], [j]) => Number(i === chosen) - Number(j === chosen))
      .map(([, node]) => /** @type {Node} */ (node)),
  ];
}
