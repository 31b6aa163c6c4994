/**
 * The loss written on its contour lines.
 *
 * @typedef {import("../types.js").Layout} Layout
 * @typedef {import("../types.js").Node} Node
 */
import { number } from "../format.js";
import { el, px } from "../svg.js";

/** Pixels: a line shorter than this bears no label; labels keep this far from each other, and from the frame. */
const SHORT = 90;
const APART = 46;
const EDGE = 22;

/**
 * @param {{ level: number, lines: [number, number][][] }[]} contours
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function levels(contours, { x, y, left, top, plotWidth, plotHeight }) {
  /** @type {number[][]} */
  const taken = [];
  const free = (/** @type {number[]} */ [u, v]) =>
    u > left + EDGE && u < left + plotWidth - EDGE && v > top + EDGE && v < top + plotHeight - EDGE &&
    taken.every(([p, q]) => Math.hypot(u - p, v - q) > APART); // prettier-ignore
  return contours.flatMap(({ level, lines }) =>
    lines.flatMap((line) => {
      const points = line.map(([w, b]) => [x(w), y(b)]);
      if (lengthOf(points) < SHORT) return [];
      // From its middle outwards: the first place with room.
      const middle = points.length >> 1;
      const order = points.map((_, i) => i).sort((i, j) => Math.abs(i - middle) - Math.abs(j - middle));
      const i = order.find((at) => free(points[at]));
      if (i === undefined) return [];
      taken.push(points[i]);
      const [before, after] = [points[Math.max(i - 2, 0)], points[Math.min(i + 2, points.length - 1)]];
      let turn = (Math.atan2(after[1] - before[1], after[0] - before[0]) * 180) / Math.PI;
      if (Math.abs(turn) > 90) turn -= 180 * Math.sign(turn); // upright
      const place = `translate(${px(points[i][0])} ${px(points[i][1])}) rotate(${px(turn)})`;
      return [el("text", { class: "level", transform: place, y: 4, "text-anchor": "middle" }, number(level, 2))];
    }),
  );
}

/** @param {number[][]} points */
const lengthOf = (points) => points.slice(1).reduce((sum, [u, v], i) => sum + Math.hypot(u - points[i][0], v - points[i][1]), 0);
