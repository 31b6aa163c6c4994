/**
 * Values below a plot, as many as do not touch.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { item } from "../../state/items.js";
import { labels } from "../../text/formats.js";
import { el, px } from "../svg.js";

/** Pixels of a tick's character, rather too many than too few. */
export const CHARACTER = 7;
/** Pixels between two ticks' texts. */
export const GAP = 6;

/**
 * For plots and keys: the nodes of the values' texts in a line below, as many as do not touch.
 *
 * @param {number[]} values
 * @param {(value: number) => number} x pixels
 * @param {number} y of their line
 * @param {string[]} [words]
 * @param {[number, number]} [ends] pixels that no word goes beyond
 * @returns {Node[]}
 */
export function ticksBelow(values, x, y, words = labels(values).words, ends = [-Infinity, Infinity]) {
  const halves = words.map((word) => (word.length * CHARACTER) / 2);
  const middles = halves.map((half, i) => Math.min(Math.max(x(item(values, i)), ends[0] + half), ends[1] - half));
  const shown = withoutOverlap(
    middles,
    halves.map((half) => half + GAP / 2),
  );
  return shown.map((i) => el("text", { class: "tick", x: px(item(middles, i)), y, "text-anchor": "middle" }, item(words, i)));
}

/**
 * For ticks and axes: which of some texts in a row are drawn, all of them, or every second, third, …, so that none touches
 * the next.
 *
 * @param {number[]} middles
 * @param {number[]} halves
 */
export function withoutOverlap(middles, halves) {
  for (let every = 1; every < middles.length; every += 1) {
    const shown = middles.flatMap((_, i) => (i % every ? [] : [i]));
    if (shown.slice(1).every((j) => Math.abs(item(middles, j) - item(middles, j - every)) >= item(halves, j) + item(halves, j - every))) return shown;
  }
  return middles.length ? [0] : [];
}
