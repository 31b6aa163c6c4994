/**
 * Horizontal rules of a chart, their values at the left.
 *
 * @typedef {import("../types.js").Node} Node
 */
import { axisWords } from "../format.js";
import { el, px } from "../svg.js";

/**
 * @param {number[]} values
 * @param {{ y: import("../types.js").Scale, left: number, right: number }} frame pixels
 * @param {object} [look]
 * @param {(value: number) => string} [look.format] without one the values share a power of ten where they need it
 * @param {string} [look.zero] class of the rule at 0
 * @param {[number, number]} [look.foot] pixels of the end of that power of ten
 * @returns {Node[]}
 */
export function rules(values, { y, left, right }, { format, zero = "rule", foot = [0, 0] } = {}) {
  const { words, unit } = format ? { words: values.map(format), unit: "" } : axisWords(values);
  const drawn = values.flatMap((value, i) => [
    el("path", { class: value === 0 ? zero : "rule", d: `M${left},${px(y(value))}H${right}` }),
    el("text", { class: "tick", x: left - 7, y: px(y(value)) + 4, "text-anchor": "end" }, words[i]),
  ]);
  return unit ? [...drawn, el("text", { class: "tick", x: foot[0], y: foot[1], "text-anchor": "end" }, unit)] : drawn;
}
