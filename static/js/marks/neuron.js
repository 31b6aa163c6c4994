/**
 * The neuron that θ makes: its sigmoid over the input, the data, and each point's error ŷ − y as a residual.
 *
 * @typedef {import("../types.js").Node} Node
 */
import { scaleLinear } from "d3-scale";
import { number } from "../format.js";
import { el, polyline, px } from "../svg.js";

/** What each loss makes of z = wx + b; the others have nothing to draw here. @type {Record<string, (z: number) => number>} */
export const OUTPUT = {
  "sigmoid-squared": (z) => sigmoid(z),
  "sigmoid-log": (z) => sigmoid(z),
  "linear-squared": (z) => z,
};

/** σ(z) without overflow. @param {number} z */
export const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

/**
 * @param {number[][]} points [x, y]
 * @param {number[]} theta w, b
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {(z: number) => number} output
 * @returns {Node[]}
 */
export function neuron(points, [w, b], width, height, output) {
  const xs = points.map(([x]) => x);
  const ys = points.flatMap(([px_, y]) => [y, output(w * px_ + b)]);
  const pad = 0.1 * (Math.max(...xs) - Math.min(...xs)) || 1;
  const x = scaleLinear([Math.min(...xs) - pad, Math.max(...xs) + pad], [30, width - 6]);
  const y = scaleLinear([Math.min(0, ...ys), Math.max(1, ...ys)], [height - 20, 8]);
  const [left, right] = x.range();
  const curve = Array.from({ length: 81 }, (_, i) => {
    const at = left + ((right - left) * i) / 80;
    return /** @type {[number, number]} */ ([at, y(output(w * x.invert(at) + b))]);
  });
  const place = points.map(([px_, py]) => ({ at: px(x(px_)), label: px(y(py)), answer: px(y(output(w * px_ + b))) }));
  return [
    ...[0, 1].flatMap((value) => [
      el("path", { class: "rule", d: `M${left},${px(y(value))}H${right}` }),
      el("text", { class: "tick", x: left - 7, y: px(y(value)) + 4, "text-anchor": "end" }, String(value)),
    ]),
    ...x.ticks(4).map((tick) => el("text", { class: "tick", x: px(x(tick)), y: height - 4, "text-anchor": "middle" }, number(tick))),
    el("path", { class: "residual", d: place.map(({ at, label, answer }) => `M${at},${label}V${answer}`).join("") }),
    el("path", { class: "line loss", d: polyline(curve) }),
    ...place.map(({ at, label }) => el("circle", { class: "datum", cx: at, cy: label, r: 4 })),
  ];
}
