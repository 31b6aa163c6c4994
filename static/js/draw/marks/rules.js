/**
 * Horizontal rules of a chart, their values at the left.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { labels, powerOfTen } from "../../text/formats.js";
import { el, px } from "../svg.js";

/** Characters of a value at the left. */
export const ROOM = 6;

/**
 * For charts and curves: the horizontal rules at these values, and the values' texts.
 *
 * @param {number[]} values
 * @param {{ y: import("../../state/types.js").Scale, left: number, right: number }} frame pixels
 * @param {object} [look]
 * @param {(value: number) => string} [look.format] without one what they have in common is taken out where they are long
 * @param {string} [look.zero] class of the rule at 0
 * @param {number} [look.foot] pixels of the line of what was taken out
 * @returns {Node[]}
 */
export function rules(values, { y, left, right }, { format, zero = "rule", foot = 0 } = {}) {
  const said = format ? { words: values.map(format), base: 0, power: 0 } : labels(values, ROOM);
  const drawn = values.flatMap((value, i) => [
    el("path", { class: value === 0 ? zero : "rule", d: `M${left},${px(y(value))}H${right}` }),
    el("text", { class: "tick", x: left - 7, y: px(y(value)) + 4, "text-anchor": "end" }, said.words[i]),
  ]);
  const common = [said.power ? `×${powerOfTen(said.power)}` : "", said.base ? `+ ${labels([said.base]).words[0]}` : ""].filter(Boolean).join(" ");
  return common ? [...drawn, el("text", { class: "tick", x: 2, y: foot, "text-anchor": "start" }, common)] : drawn;
}
