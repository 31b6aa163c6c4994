/**
 * The plot's frame, ticks and axis titles.
 *
 * @typedef {import("../types.js").Layout} Layout
 * @typedef {import("../types.js").Node} Node
 */
import { number, written } from "../format.js";
import { el, px } from "../svg.js";

/** @param {Layout} layout */
export const frame = ({ left: x, top: y, plotWidth: width, plotHeight: height }) => el("rect", { class: "frame", x, y, width, height });

/**
 * @param {Layout} layout
 * @param {string[]} names of the two parameters
 * @returns {Node[]}
 */
export function axes(layout, names) {
  const { x, y, left, top, plotWidth, plotHeight } = layout;
  const bottom = top + plotHeight;
  const across = x.ticks(Math.max(2, Math.round(plotWidth / 75)));
  const up = y.ticks(Math.max(2, Math.round(plotHeight / 60)));
  return [
    frame(layout),
    ...across.map((w) => el("path", { class: "tick-line", d: `M${px(x(w))},${bottom}v5` })),
    ...up.map((b) => el("path", { class: "tick-line", d: `M${left},${px(y(b))}h-5` })),
    ...across.map((w) => el("text", { class: "tick", x: px(x(w)), y: bottom + 18, "text-anchor": "middle" }, number(w, 6))),
    ...up.map((b) => el("text", { class: "tick", x: left - 9, y: px(y(b)) + 4, "text-anchor": "end" }, number(b, 6))),
    el("text", { class: "axis", x: left + plotWidth / 2, y: bottom + 36, "text-anchor": "middle" }, written(names[0])),
    el("text", { class: "axis", x: left - 38, y: top + plotHeight / 2 + 4, "text-anchor": "middle" }, written(names[1])),
  ];
}
