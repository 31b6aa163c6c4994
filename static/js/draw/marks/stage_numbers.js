/**
 * A derivation worked out in numbers: each stage's formula with the values of its letters at θ, for one data point.
 *
 * @typedef {import("../../state/types.js").Derivation} Derivation
 * @typedef {import("../../state/types.js").Stage} Stage
 * @typedef {{ x: number[], y: number, z: number, prediction: number, error: number, slope: number }} Point
 * @typedef {{ theta: number[], parameters: string[], point: Point, outer: number, c: Factor, i: number, line: boolean, log: boolean, of: (id: string) => Stage["values"] }} Work
 * @typedef {{ top: number, bottom: number }} Factor
 */
import { language } from "#language";
import { brackets, breakBefore, factor, fraction, mathLine, mn, mo, quantity, row, sum, times } from "./mathml.js";

/** More numbers than this are not written out. */
const MOST = 6;

/**
 * For the chain rule and the contributions: the reduction's factor before the sum, as a fraction.
 *
 * @param {{ halved: boolean, mean: boolean } | undefined} reduction
 * @param {number} n points
 * @returns {Factor}
 */
export const reductionFactor = (reduction, n) => ({ top: 1, bottom: (reduction?.halved ? 2 : 1) * (reduction?.mean ? n : 1) });

/**
 * For the chain rule and the contributions: the factor of the derivative of a sum of squares, which has the square's 2 in it.
 *
 * @param {Factor} c
 * @returns {Factor} in lowest terms
 */
export const derivativeFactor = ({ top, bottom }) => (bottom % 2 === 0 ? { top, bottom: bottom / 2 } : { top: 2 * top, bottom });

/** A factor as MathML. @param {Factor} c @returns {string} nothing for 1 */
const scale = ({ top, bottom }) => (bottom === 1 ? (top === 1 ? "" : `<mn>${top}</mn>`) : fraction(`<mn>${top}</mn>`, `<mn>${bottom}</mn>`));

/** A sum with its factor before it, in brackets where there is one. @param {Factor} c @param {string} inside a sum */
const withFactor = (c, inside) => (scale(c) ? scale(c) + brackets(inside) : inside);

/** ŷ − y, in numbers. @param {Point} point */
const error = ({ prediction, y }) => quantity("error", brackets(mn(prediction) + mo("−") + factor(y)));

/** What parameter j is multiplied with: its input, or nothing for b. @param {Point} point @param {number} j */
const inputOf = ({ x }, j) =>
  x
    .slice(j, j + 1)
    .map((value) => factor(value, "input"))
    .join("");

/** @param {number} v */
const ln = (v) => `<mi>ln</mi>${brackets(mn(v))}`;

/**
 * For the chain rule: a stage's number by its name, of a list that of point i; NaN, which is written –, where there is none.
 *
 * @param {Stage["values"]} values
 * @param {string} name
 * @param {number} [i]
 */
export function entryOf(values, name, i = 0) {
  const value = values[name];
  return (Array.isArray(value) ? value[i] : value) ?? NaN;
}

/** All numbers of a stage's value, as a list even where it is a single one. @param {Stage["values"]} values @param {string} name */
const listOf = (values, name) => [values[name] ?? []].flat();

/** What each stage's right-hand sides are, in numbers. @type {Record<string, (stage: Stage, work: Work) => string[]>} */
const RIGHT_SIDES = {
  neuron: (_, { theta, point, line: straight }) => {
    const terms = theta.map((t, j) => times([factor(t), inputOf(point, j)]));
    const sigma = straight ? mn(point.z) : row(`<mi>σ</mi>`, brackets(mn(point.z)));
    return [terms.join(breakBefore("+")) + mo("=") + mn(point.z), sigma + mo("=") + mn(point.prediction, "prediction")];
  },
  loss: ({ values }, { point, c, i, log }) => {
    const value = mo("=") + mn(entryOf(values, "loss", i));
    if (!log) return [times([scale(c), `<msup>${factor(point.error, "error")}<mn>2</mn></msup>`]) + value];
    const a = point.prediction;
    const minus = scale(c) ? mo("−") : breakBefore("−"); // no line is broken within brackets
    return [withFactor(c, mo("−") + times([factor(point.y), ln(a)]) + minus + times([factor(1 - point.y), ln(1 - a)])) + value];
  },
  outer: (_, { point, outer, c, log }) => {
    if (!log) return [times([scale(derivativeFactor(c)), error(point)]) + mo("=") + mn(outer, scale(derivativeFactor(c)) ? "" : "error")];
    const a = point.prediction;
    return [withFactor(c, mo("−") + fraction(mn(point.y), mn(a)) + mo("+") + fraction(mn(1 - point.y), mn(1 - a))) + mo("=") + mn(outer)];
  },
  slope: (_, { point }) => [
    quantity("slope", times([mn(point.prediction), brackets(`<mn>1</mn>${mo("−")}${mn(point.prediction)}`)])) + mo("=") + mn(point.slope, "slope"),
  ],
  error: ({ values }, { point, outer, c, i }) => [
    times([factor(outer), factor(point.slope, "slope")]) +
      mo("=") +
      times([scale(c), error(point)]) +
      mo("=") +
      mn(entryOf(values, "by_z", i), scale(c) ? "" : "error"),
  ],
  inputs: (_, { point }) => [...point.x.map((x) => mn(x, "input")), `<mn>1</mn>`],
  point: ({ values }, { parameters, point, c, line: straight, log, i }) =>
    parameters.map((p, j) => {
      const first = [scale(log ? c : derivativeFactor(c)), factor(point.error, "error")];
      const product = times([...first, log || straight ? "" : factor(point.slope, "slope"), inputOf(point, j)]);
      return (product.includes(mo("·")) ? product + mo("=") : "") + mn(entryOf(values, p, i));
    }),
  sum: ({ values }, { parameters, of: stage }) =>
    parameters.map((p) => {
      const shares = listOf(stage("point"), p);
      return (shares.length > MOST ? "" : sum(shares) + mo("=")) + mn(entryOf(values, p), "gradient");
    }),
};

/**
 * For the chain rule: one line of numbers for each equation of a stage; nothing for a stage that needs none.
 *
 * @param {Stage} stage
 * @param {Derivation} derivation
 * @param {Record<string, number> | undefined} sample of the data point that is followed; none without data
 * @param {number} i its place
 * @param {Pick<import("../../state/types.js").Objective, "output" | "reductions">} loss
 * @returns {string[]} MathML
 */
export function stageNumbers(stage, derivation, sample, i, { output, reductions }) {
  const { parameters, point: theta, stages, scenario } = derivation;
  const values = stage.values;
  if (stage.id === "gradient") return [rightSide(vector(parameters.map((p) => mn(entryOf(values, p), "gradient"))))];
  if (stage.id === "step") return [rightSide(vector(parameters.map((p) => mn(entryOf(values, p), "step"))))];
  if (!sample || !output) return partialNumbers(stage);
  const of_ = (/** @type {string} */ id) => stages.find((other) => other.id === id)?.values ?? {};
  const x = "x" in sample ? [sample.x] : [sample.x1, sample.x2];
  const n = listOf(of_("neuron"), "z").length;
  /** @type {Work} */
  const work = {
    theta,
    parameters,
    point: /** @type {Point} */ (/** @type {unknown} */ ({ ...sample, x })),
    outer: entryOf(of_("outer"), "outer", i),
    c: reductionFactor(
      reductions.find(({ id }) => id === scenario.reduction),
      n,
    ),
    i,
    line: output.activation === "identity",
    log: output.cancels,
    of: of_,
  };
  return (RIGHT_SIDES[stage.id]?.(stage, work) ?? []).map(rightSide);
}

/** Of a formula in w and b: its terms' slopes, and their sum. @param {Stage} stage */
function partialNumbers({ id, values }) {
  if (id === "loss") return [rightSide(mn(entryOf(values, "loss")))];
  const terms = listOf(values, "terms");
  return [rightSide((terms.length ? sum(terms) + mo("=") : "") + mn(entryOf(values, id.replace("partial-", "")), "gradient"))];
}

/** What follows a formula's left-hand side. @param {string} side */
const rightSide = (side) => mathLine(mo("=") + side);

/** @param {string[]} entries */
const vector = (entries) => brackets(entries.join(mo(language.pair.trim())), ["[", "]"]);
