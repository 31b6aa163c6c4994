/**
 * A neuron of two inputs: the line w₁x₁ + w₂x₂ + b = 0 that parts them, the side where it answers more than ½, and
 * each point's error as a ring, the larger the more wrong. Seen only while they are lit: each point's inputs, its slope
 * σ′ as a ring likewise, and its answer as a number.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("./neuron.js").Scales} Scales
 */
import { scaleLinear } from "d3-scale";
import { labels, number } from "../../text/numbers.js";
import { el, polyline, px } from "../svg.js";
import { sigmoid, slopeAt } from "./neuron.js";
import { ticksBelow } from "./ticks.js";

/** Pixels of the ring of a point that is as wrong as can be, beyond the point's own. */
const WRONG = 13;
const POINT = 6;
/** Pixels from a point to its answer. */
const BESIDE = 12;

/**
 * Equal units on both axes: the line then stands square to (w₁, w₂).
 *
 * @param {number[][]} points [x1, x2, y]
 * @param {number} width pixels
 * @param {number} height pixels
 * @returns {Scales}
 */
export function squareScales(points, width, height) {
  const box = [30, width - 8, height - 22, 8];
  const [[a, b], [c, d]] = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = 0.15 * (high - low) || 1;
    return [low - pad, high + pad];
  });
  const unit = Math.min((box[1] - box[0]) / (b - a), (box[2] - box[3]) / (d - c));
  const half = [(box[1] - box[0]) / unit / 2, (box[2] - box[3]) / unit / 2];
  return {
    x: scaleLinear([(a + b) / 2 - half[0], (a + b) / 2 + half[0]], [box[0], box[1]]),
    y: scaleLinear([(c + d) / 2 - half[1], (c + d) / 2 + half[1]], [box[2], box[3]]),
  };
}

/**
 * @param {number[][]} points [x1, x2, y]
 * @param {{ now: number[], last?: number[], start?: number[] }} thetas
 * @param {Scales} scales
 * @returns {Node[]} without the points themselves
 */
export function classifier(points, { now, last, start }, { x, y }) {
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const pixels = (/** @type {number[]} */ [u, v]) => /** @type {[number, number]} */ ([x(u), y(v)]);
  const border = (/** @type {number[]} */ theta) => polyline(parted(theta, { x, y }).border.map(pixels));
  const side = parted(now, { x, y }).side.map(pixels);
  const place = points.map(([u, v, label]) => {
    const z = now[0] * u + now[1] * v + now[2];
    return { cx: px(x(u)), cy: px(y(v)), z, a: sigmoid(z), label };
  });
  const up = y.ticks(4);
  const { words } = labels(up);
  const ring = (/** @type {string} */ kind, /** @type {(typeof place)[0]} */ { cx, cy }, /** @type {number} */ share) =>
    el("circle", { class: kind, cx, cy, r: px(POINT + WRONG * share) });
  return [
    ...(side.length ? [el("path", { class: "side", d: `${polyline(side)}Z` })] : []),
    el("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }),
    ...ticksBelow(x.ticks(5), x, bottom + 15),
    ...up.map((tick, i) => el("text", { class: "tick", x: left - 6, y: px(y(tick)) + 4, "text-anchor": "end" }, words[i])),
    ...(start ? [el("path", { class: "was at-start", d: border(start) })] : []),
    ...(last ? [el("path", { class: "was at-last", d: border(last) })] : []),
    el("path", { class: "line loss", d: border(now) }),
    el("path", { class: "drops", d: place.map(({ cx, cy }) => `M${left},${cy}H${cx}V${bottom}`).join("") }),
    ...place.map((at) => ring("residual", at, Math.abs(at.a - at.label))),
    el(
      "g",
      { class: "slopes" },
      place.map((at) => ring("tangent", at, 4 * slopeAt(at.z))),
    ),
    el(
      "g",
      { class: "answer-numbers" },
      place.map(({ cx, cy, a }) => answer(cx, cy, a, right)),
    ),
  ];
}

/** @param {number} cx @param {number} cy @param {number} a @param {number} right the plot's edge */
function answer(cx, cy, a, right) {
  const before = cx + BESIDE + 30 > right;
  return el("text", { class: "answer-number", x: before ? cx - BESIDE : cx + BESIDE, y: cy + 4, "text-anchor": before ? "end" : "start" }, number(a, 2));
}

/**
 * The part of the plot where z > 0 (none of it while θ is 0, and every answer ½), and where z = 0 crosses the plot.
 *
 * @param {number[]} theta w1, w2, b
 * @param {Scales} scales
 * @returns {{ side: number[][], border: number[][] }}
 */
function parted([w1, w2, b], { x, y }) {
  const [[a, c], [d, e]] = [x.domain(), y.domain()];
  const corners = [
    [a, d],
    [c, d],
    [c, e],
    [a, e],
  ];
  /** @type {number[][]} */
  const side = [];
  /** @type {number[][]} */
  const border = [];
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % 4];
    const [z, next] = [from, to].map(([u, v]) => w1 * u + w2 * v + b);
    if (z > 0) side.push(from);
    if (z > 0 === next > 0) return;
    const t = z / (z - next);
    const crossing = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    side.push(crossing);
    border.push(crossing);
  });
  return { side, border };
}
