/**
 * uᵀ∇L = k cos β between its bounds −k and k; the favourable half is shaded.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { el, px } from "../svg.js";

/** Pixels of the gauge's height. */
export const GAUGE = 40;

/**
 * For the step's card: the nodes of the gauge.
 *
 * @param {number} cosBeta
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function gauge(cosBeta, width) {
  const [left, right] = [14, width - 14];
  const x = (/** @type {number} */ c) => left + ((c + 1) / 2) * (right - left);
  return [
    el("rect", { class: "favourable", x: left, y: 8, width: x(0) - left, height: 12 }),
    el("path", { class: "tick-line", d: `M${left},14H${right}M${left},8v12M${px(x(0))},8v12M${right},8v12` }),
    ...[
      ["−k", -1],
      ["0", 0],
      ["k", 1],
    ].map(([label, c]) => el("text", { class: "tick", x: px(x(Number(c))), y: 34, "text-anchor": "middle" }, String(label))),
    el("circle", { class: "spot angle", cx: px(x(cosBeta)), cy: 14, r: 5.5 }),
  ];
}
