/**
 * The neuron that θ makes: its output over the input, where it was at the start and one step ago, and each point's
 * error ŷ − y as a residual.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").Scale} Scale
 * @typedef {{ x: Scale, y: Scale }} Scales
 */
import { item } from "../../state/items.js";
import { labels } from "../../text/formats.js";
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { tangent } from "./tangent.js";
import { CHARACTER, ticksBelow } from "./ticks.js";

/**
 * For what draws or asks a neuron: what each activation makes of z, and its derivative.
 *
 * @type {Record<"sigmoid" | "identity", { of: (z: number) => number, slope: (z: number) => number }>}
 */
export const ACTIVATIONS = {
  sigmoid: { of: sigmoid, slope: slopeAt },
  identity: { of: (z) => z, slope: () => 1 },
};

/** Half a tangent's length, in pixels. */
const TANGENT = 22;
/** Pixels from one text to the next below. */
const LINE = 16;

/** For neurons: σ(z), without overflow. @param {number} z */
export function sigmoid(z) {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** For neurons: σ′(z), without overflow, and 0 only where no float is smaller. @param {number} z */
export function slopeAt(z) {
  const e = Math.exp(-Math.abs(z));
  return e / (1 + e) ** 2;
}

/**
 * For the neuron's card, with one input: the scales of its plot, with room for every point and for what the neuron answers to
 * it now.
 *
 * @param {Pair[]} points [x, y]
 * @param {Pair} theta w, b
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {(z: number) => number} output
 * @returns {Scales}
 */
export function scalesOf(points, [w, b], width, height, output) {
  const xs = points.map(([x]) => x);
  const ys = points.flatMap(([x, y]) => [y, output(w * x + b)]);
  const pad = 0.1 * (Math.max(...xs) - Math.min(...xs)) || 1;
  const [low, high] = [Math.min(0, ...ys), Math.max(1, ...ys)];
  const y = linearScale([low - 0.04 * (high - low), high + 0.04 * (high - low)], [height - 20, 8]);
  const beside = CHARACTER * Math.max(...heights(y).words.map((word) => word.length));
  return { x: linearScale([Math.min(...xs) - pad, Math.max(...xs) + pad], [Math.max(30, beside + 9), width - 14]), y };
}

/** The values beside the plot with their words: 0 and 1, which bound a sigmoid, but not where both would stand on one spot. @param {Scale} y */
function heights(y) {
  const values = y(0) - y(1) < LINE ? y.ticks(3) : [0, 1];
  return { values, words: labels(values).words };
}

/**
 * For the neuron's card, with one input: the nodes of the curve at θ now, one step ago and at the start, and the residuals.
 *
 * @param {Pair[]} points [x, y]
 * @param {{ now: Pair, last?: Pair, start?: Pair }} thetas
 * @param {Scales} scales
 * @param {{ of: (z: number) => number, slope: (z: number) => number }} output
 * @returns {Node[]} without the points themselves
 */
export function neuronCurve(points, { now: [w, b], last, start }, { x, y }, output) {
  const [left, right] = x.range();
  const [bottom] = y.range();
  const [low, high] = y.domain();
  const answer = (/** @type {number} */ at, /** @type {Pair} */ [v, c]) => output.of(v * at + c);
  const curve = (/** @type {Pair} */ theta) =>
    polyline(
      Array.from({ length: 81 }, (_, i) => {
        const at = left + ((right - left) * i) / 80;
        const value = answer(x.invert(at), theta);
        return value < low || value > high ? null : /** @type {[number, number]} */ ([at, y(value)]);
      }),
    );
  const spots = points.map(([at, label]) => ({ at: px(x(at)), label: px(y(label)), answer: px(y(answer(at, [w, b]))) }));
  // The slope of the output over x is w times σ′.
  const { values, words } = heights(y);
  const tangents = points.map(([at]) => tangent([at, answer(at, [w, b])], w * output.slope(w * at + b), { x, y }, TANGENT));
  return [
    ...values.flatMap((value, i) => [
      el("path", { class: "rule", d: `M${left},${px(y(value))}H${right}` }),
      el("text", { class: "tick", x: left - 7, y: px(y(value)) + 4, "text-anchor": "end" }, item(words, i)),
    ]),
    ...ticksBelow(x.ticks(4), x, bottom + 16),
    el("text", { class: "tick axis-name", x: right + 4, y: bottom + 4, "text-anchor": "start" }, "x"),
    el("text", { class: "tick axis-name", x: left + 5, y: 8, "text-anchor": "start" }, "y"),
    el("path", { class: "drops", d: spots.map(({ at, label }) => `M${at},${label}V${bottom}`).join("") }),
    ...(start ? [el("path", { class: "was at-start", d: curve(start) })] : []),
    ...(last ? [el("path", { class: "was at-last", d: curve(last) })] : []),
    el("path", { class: "residual", d: spots.map(({ at, label, answer: to }) => `M${at},${label}V${to}`).join("") }),
    el("path", { class: "line loss", d: curve([w, b]) }),
    el("path", { class: "tangent", d: tangents.join("") }),
    el("path", { class: "answers", d: spots.map(({ at, answer: to }) => `M${at},${to}h0`).join("") }),
  ];
}
