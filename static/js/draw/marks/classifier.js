/**
 * A neuron of two inputs: the line w₁x₁ + w₂x₂ + b = 0 that parts them, the side where it answers more than ½, and
 * each point's error as a ring, the larger the more wrong. Seen only while they are lit: each point's inputs, its slope
 * σ′ as another ring, and its answer as a number.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("./neuron_curve.js").Scales} Scales
 * @typedef {[number, number, number]} Labelled x1, x2, y
 * @typedef {[number, number, number]} Theta w1, w2, b
 */

import { item, mapPair } from "../../state/items.js";
import { formatNumber, labels } from "../../text/formats.js";
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { sigmoid, slopeAt } from "./neuron_curve.js";
import { ticksBelow } from "./ticks.js";

/** Pixels of the ring of a point that is as wrong as can be, beyond the point's own. */
const WRONG = 13;
const POINT = 6;
/** Pixels from a point to its answer. */
const BESIDE = 12;

/**
 * For the neuron's card, with two inputs: the scales of its plot, in equal units, so that the line stands square to (w₁, w₂).
 *
 * @param {Labelled[]} points
 * @param {number} width pixels
 * @param {number} height pixels
 * @returns {Scales}
 */
export function squareScales(points, width, height) {
  const [left, right, bottom, top] = [30, width - 8, height - 22, 8];
  const [[a, b], [c, d]] = mapPair(/** @type {const} */ ([0, 1]), (axis) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = 0.15 * (high - low) || 1;
    return /** @type {const} */ ([low - pad, high + pad]);
  });
  const unit = Math.min((right - left) / (b - a), (bottom - top) / (d - c));
  const [across, down] = [(right - left) / unit / 2, (bottom - top) / unit / 2];
  return {
    x: linearScale([(a + b) / 2 - across, (a + b) / 2 + across], [left, right]),
    y: linearScale([(c + d) / 2 - down, (c + d) / 2 + down], [bottom, top]),
  };
}

/**
 * For the neuron's card, with two inputs: the nodes of the plot at θ now, one step ago and at the start.
 *
 * @param {Labelled[]} points
 * @param {{ now: Theta, last?: Theta, start?: Theta }} thetas
 * @param {Scales} scales
 * @returns {Node[]} without the points themselves
 */
export function classifier(points, { now, last, start }, { x, y }) {
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const pixels = (/** @type {Pair} */ [u, v]) => /** @type {Pair} */ ([x(u), y(v)]);
  const border = (/** @type {Theta} */ theta) => polyline(halves(theta, { x, y }).border.map(pixels));
  const side = halves(now, { x, y }).side.map(pixels);
  const spots = points.map(([u, v, label]) => {
    const z = now[0] * u + now[1] * v + now[2];
    return { cx: px(x(u)), cy: px(y(v)), z, a: sigmoid(z), label };
  });
  const up = y.ticks(4);
  const { words } = labels(up);
  const ring = (/** @type {string} */ kind, /** @type {{ cx: number, cy: number }} */ { cx, cy }, /** @type {number} */ share) =>
    el("circle", { class: kind, cx, cy, r: px(POINT + WRONG * share) });
  return [
    ...(side.length ? [el("path", { class: "side", d: `${polyline(side)}Z` })] : []),
    el("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }),
    ...ticksBelow(x.ticks(5), x, bottom + 15),
    ...up.map((tick, i) => el("text", { class: "tick", x: left - 6, y: px(y(tick)) + 4, "text-anchor": "end" }, words[i] ?? "")),
    ...(start ? [el("path", { class: "was at-start", d: border(start) })] : []),
    ...(last ? [el("path", { class: "was at-last", d: border(last) })] : []),
    el("path", { class: "line loss", d: border(now) }),
    el("path", { class: "drops", d: spots.map(({ cx, cy }) => `M${left},${cy}H${cx}V${bottom}`).join("") }),
    ...spots.map((at) => ring("residual", at, Math.abs(at.a - at.label))),
    el(
      "g",
      { class: "slopes" },
      spots.map((at) => ring("tangent", at, 4 * slopeAt(at.z))),
    ),
    el(
      "g",
      { class: "answer-numbers" },
      spots.map(({ cx, cy, a }) => answer(cx, cy, a, right)),
    ),
  ];
}

/**
 * The neuron's answer beside a point, on the side where there is room.
 *
 * @param {number} cx
 * @param {number} cy
 * @param {number} a
 * @param {number} right the plot's edge
 */
function answer(cx, cy, a, right) {
  const before = cx + BESIDE + 30 > right;
  return el("text", { class: "answer-number", x: before ? cx - BESIDE : cx + BESIDE, y: cy + 4, "text-anchor": before ? "end" : "start" }, formatNumber(a, 2));
}

/**
 * The part of the plot where z > 0 (none of it while θ is 0, and every answer ½), and where z = 0 crosses the plot.
 *
 * @param {Theta} theta
 * @param {Scales} scales
 * @returns {{ side: Pair[], border: Pair[] }}
 */
function halves([w1, w2, b], { x, y }) {
  const [[a, c], [d, e]] = [x.domain(), y.domain()];
  /** @type {Pair[]} */
  const corners = [
    [a, d],
    [c, d],
    [c, e],
    [a, e],
  ];
  /** @type {Pair[]} */
  const side = [];
  /** @type {Pair[]} */
  const border = [];
  corners.forEach((from, i) => {
    const to = item(corners, (i + 1) % 4);
    const [z, next] = mapPair([from, to], ([u, v]) => w1 * u + w2 * v + b);
    if (z > 0) side.push(from);
    if (z > 0 === next > 0) return;
    const t = z / (z - next);
    /** @type {Pair} */
    const crossing = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    side.push(crossing);
    border.push(crossing);
  });
  return { side, border };
}
