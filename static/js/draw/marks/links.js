/**
 * The chain of the chain rule: parameters → z → ŷ → ℓ, with the slope of each link, a factor of the product, on its arrow.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { el, px } from "../svg.js";

/** Pixels of the chain's height. */
export const HEIGHT = 84;
const BOX = { width: 152, height: 44, top: 30 };

/**
 * For the chain rule: the nodes of the chain, boxes with an arrow from each to the next.
 *
 * @param {{ name: string, value: string, kind?: string }[]} nodes
 * @param {{ name: string, value: string, kind: string }[]} links between each node and the next
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function links(nodes, links, width) {
  const gap = (width - BOX.width * nodes.length - 2) / links.length;
  const middle = BOX.top + BOX.height / 2;
  const left = (/** @type {number} */ i) => 1 + i * (BOX.width + gap);
  const words = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ kind, /** @type {string} */ text) =>
    el("text", { class: kind, x: px(x), y, "text-anchor": "middle" }, text);
  return [
    ...nodes.map(({ name, value, kind = "" }, i) =>
      el("g", { class: `link-box ${kind}` }, [
        el("rect", { x: px(left(i)), y: BOX.top, width: BOX.width, height: BOX.height, rx: 8 }),
        words(left(i) + BOX.width / 2, BOX.top + 18, "link-name", name),
        words(left(i) + BOX.width / 2, BOX.top + 36, "link-value", value),
      ]),
    ),
    ...links.map(({ name, value, kind }, i) => {
      const [from, to] = [left(i) + BOX.width + 4, left(i + 1) - 4];
      return el("g", { class: `link ${kind}` }, [
        el("path", { class: "link-line", d: `M${px(from)},${middle}H${px(to - 8)}` }),
        el("path", { class: "link-head", d: `M${px(to)},${middle}l-9,-5v10z` }),
        words((from + to) / 2, middle - 24, "link-name", name),
        words((from + to) / 2, middle - 8, "link-value", value),
      ]);
    }),
  ];
}
