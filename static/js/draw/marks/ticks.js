/**
 * Values below a plot, as many as do not touch.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { labels } from "../../text/numbers.js";
import { el, px } from "../svg.js";

/** Pixels of a tick's character, generously, and between two words. */
export const CHARACTER = 7;
export const GAP = 6;

/**
 * @param {number[]} values
 * @param {(value: number) => number} x pixels
 * @param {number} y of their line
 * @param {string[]} [words]
 * @param {[number, number]} [ends] pixels that no word goes beyond
 * @returns {Node[]}
 */
export function ticksBelow(values, x, y, words = labels(values).words, ends = [-Infinity, Infinity]) {
  const halves = words.map((word) => (word.length * CHARACTER) / 2);
  const middles = values.map((value, i) => Math.min(Math.max(x(value), ends[0] + halves[i]), ends[1] - halves[i]));
  const shown = thinned(
    middles,
    halves.map((half) => half + GAP / 2),
  );
  return shown.map((i) => el("text", { class: "tick", x: px(middles[i]), y, "text-anchor": "middle" }, words[i]));
}

/**
 * Which of some words in a row are drawn: all of them, or every second, third, …, so that none touches the next.
 *
 * @param {number[]} middles
 * @param {number[]} halves
 */
export function thinned(middles, halves) {
  for (let every = 1; every < middles.length; every += 1) {
    const shown = middles.flatMap((_, i) => (i % every ? [] : [i]));
    if (shown.slice(1).every((j, n) => Math.abs(middles[j] - middles[shown[n]]) >= halves[j] + halves[shown[n]])) return shown;
  }
  return middles.length ? [0] : [];
}
