/**
 * The loss written on its contour lines.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import { item } from "../../state/items.js";
import { labels } from "../../text/formats.js";
import { el, px } from "../svg.js";

/** Pixels: a line shorter than this bears no label; labels keep this far from each other, and from the frame. */
const SHORT = 90;
const APART = 46;
const EDGE = 22;
/** Of a character, generously, and between a long label and what is beside it. */
const CHARACTER = 6.8;
const MARGIN = 4;

/**
 * @param {{ level: number, lines: [number, number][][] }[]} contours
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function levels(contours, { x, y, left, top, plotWidth, plotHeight }) {
  /** @type {[number, number, number][]} */
  const taken = [];
  const { words } = labels(contours.map(({ level }) => level));
  return contours.flatMap(({ lines }, n) => {
    const word = item(words, n);
    const half = (word.length * CHARACTER) / 2;
    const edge = Math.max(EDGE, half + MARGIN);
    const free = (/** @type {Pair} */ [u, v]) =>
      u > left + edge &&
      u < left + plotWidth - edge &&
      v > top + edge &&
      v < top + plotHeight - edge &&
      taken.every(([p, q, other]) => Math.hypot(u - p, v - q) > Math.max(APART, half + other + MARGIN)); // prettier-ignore
    return lines.flatMap((line) => {
      const points = line.map(([w, b]) => /** @type {Pair} */ ([x(w), y(b)]));
      if (lengthOf(points) < SHORT) return [];
      // From its middle outwards: the first place with room.
      const middle = points.length >> 1;
      const order = points.map((_, i) => i).sort((i, j) => Math.abs(i - middle) - Math.abs(j - middle));
      const i = order.find((at) => free(item(points, at)));
      if (i === undefined) return [];
      const at = item(points, i);
      taken.push([...at, half]);
      const [before, after] = [item(points, Math.max(i - 2, 0)), item(points, Math.min(i + 2, points.length - 1))];
      let turn = (Math.atan2(after[1] - before[1], after[0] - before[0]) * 180) / Math.PI;
      if (Math.abs(turn) > 90) turn -= 180 * Math.sign(turn); // upright
      const place = `translate(${px(at[0])} ${px(at[1])}) rotate(${px(turn)})`;
      return [el("text", { class: "level", transform: place, y: 4, "text-anchor": "middle" }, word)];
    });
  });
}

/** @param {Pair[]} points */
const lengthOf = (points) =>
  points.slice(1).reduce((sum, [u, v], i) => {
    const [from, to] = item(points, i);
    return sum + Math.hypot(u - from, v - to);
  }, 0);
