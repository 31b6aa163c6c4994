/**
 * Signed quantities beside each other from one zero line: what a step promised and what it did.
 *
 * @typedef {import("../types.js").Node} Node
 */
import { scaleLinear } from "d3-scale";
import { el, px } from "../svg.js";

const THICK = 12;
const GAP = 10;

/** Pixels high that `count` bars need. @param {number} count */
export const barsHeight = (count) => count * (THICK + GAP) + GAP;

/**
 * @param {{ kind: string, value: number }[]} bars
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function bars(bars, width) {
  const values = bars.map((bar) => bar.value);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const x = scaleLinear(low === high ? [-1, 1] : [low, high], [4, width - 4]);
  return [
    ...bars.map(({ kind, value }, i) => {
      const y = GAP + i * (THICK + GAP);
      const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
      return el("rect", { class: `bar ${kind}`, x: px(from), y, width: px(Math.max(to - from, 0)), height: THICK, rx: 1.5 });
    }),
    el("path", { class: "zero", d: `M${px(x(0))},2V${barsHeight(bars.length) - 2}` }),
  ];
}
