/**
 * A derivation worked out in numbers: each stage's formula again, with what its letters are at θ, for one data point.
 *
 * @typedef {import("../types.js").Derivation} Derivation
 * @typedef {import("../types.js").Stage} Stage
 * @typedef {{ x: number[], y: number, z: number, prediction: number, error: number, slope: number }} Point
 * @typedef {{ theta: number[], parameters: string[], point: Point, outer: number, c: Factor, i: number, line: boolean, log: boolean, of: (id: string) => Record<string, any> }} Work
 * @typedef {{ top: number, bottom: number }} Factor
 */
import { brackets, factor, fraction, math, mn, mo, of, row, sum, times } from "./mathml.js";

/** More numbers than this are not written out. */
const MOST = 6;

/**
 * The reduction's factor before the sum, as a fraction.
 *
 * @param {string} reduction
 * @param {number} n points
 * @returns {Factor}
 */
export const reductionFactor = (reduction, n) => ({ top: 1, bottom: (reduction.startsWith("half") ? 2 : 1) * (reduction.endsWith("mean") ? n : 1) });

/** Of the derivative: the square's 2 has come down. @param {Factor} c @returns {Factor} in lowest terms */
export const doubled = ({ top, bottom }) => (bottom % 2 === 0 ? { top, bottom: bottom / 2 } : { top: 2 * top, bottom });

/** @param {Factor} c @returns {string} nothing for 1 */
const scale = ({ top, bottom }) => (bottom === 1 ? (top === 1 ? "" : `<mn>${top}</mn>`) : fraction(`<mn>${top}</mn>`, `<mn>${bottom}</mn>`));

/** ŷ − y, in numbers. @param {Point} point */
const error = ({ prediction, y }) => of("error", brackets(mn(prediction) + mo("−") + factor(y)));

/** @type {Record<string, (stage: Stage, work: Work) => string[]>} */
const WRITTEN = {
  neuron: (_, { theta, point, line }) => {
    const terms = theta.map((t, j) => (j < point.x.length ? times([factor(t), factor(point.x[j], "input")]) : factor(t)));
    const z = row(`<mi>z</mi>`, mo("="), terms.join(mo("+")), mo("="), mn(point.z));
    const output = row(of("prediction", HAT), mo("="), line ? "" : row(`<mi>σ</mi>`, brackets(mn(point.z)), mo("=")), mn(point.prediction, "prediction"));
    return [z, output];
  },
  loss: ({ values }, { point, c, i, log }) => {
    const value = mo("=") + mn(values.loss[i]);
    if (!log) return [times([scale(c), `<msup>${factor(point.error, "error")}<mn>2</mn></msup>`]) + value];
    const ln = (/** @type {number} */ v) => `<mi>ln</mi>` + factor(v);
    const a = point.prediction;
    const both = mo("−") + times([factor(point.y), ln(a)]) + mo("−") + times([factor(1 - point.y), ln(1 - a)]);
    return [(scale(c) ? scale(c) + brackets(both) : both) + value];
  },
  outer: (_, { point, outer, c, log }) => {
    if (!log) return [times([scale(doubled(c)), error(point)]) + mo("=") + mn(outer, scale(doubled(c)) ? "" : "error")];
    const a = point.prediction;
    const both = mo("−") + fraction(mn(point.y), mn(a)) + mo("+") + fraction(mn(1 - point.y), mn(1 - a));
    return [(scale(c) ? scale(c) + brackets(both) : both) + mo("=") + mn(outer)];
  },
  slope: (_, { point }) => [
    of("slope", times([mn(point.prediction), brackets(`<mn>1</mn>` + mo("−") + mn(point.prediction))])) + mo("=") + mn(point.slope, "slope"),
  ],
  error: ({ values }, { point, outer, c, i }) => [
    times([factor(outer), factor(point.slope, "slope")]) + mo("=") + times([scale(c), error(point)]) + mo("=") + mn(values.by_z[i], scale(c) ? "" : "error"),
  ],
  inputs: (_, { point }) => [...point.x.map((x) => mn(x, "input")), `<mn>1</mn>`],
  point: ({ values }, { parameters, point, outer, line, log, i, of: stage }) =>
    parameters.map((p, j) => {
      const first = log ? stage("error").by_z[i] : outer;
      const product = times([factor(first, "error"), log || line ? "" : factor(point.slope, "slope"), j < point.x.length ? factor(point.x[j], "input") : ""]);
      return (product.includes(mo("·")) ? product + mo("=") : "") + mn(values[p][i]);
    }),
  sum: ({ values }, { parameters, of: stage }) =>
    parameters.map((p) => {
      const shares = stage("point")[p];
      return (shares.length > MOST ? "" : sum(shares) + mo("=")) + mn(values[p], "gradient");
    }),
};

const HAT = `<mover accent="true"><mi>y</mi><mo stretchy="false">^</mo></mover>`;

/**
 * One line of numbers for each equation of a stage; nothing for a stage that needs none.
 *
 * @param {Stage} stage
 * @param {Derivation} derivation
 * @param {Record<string, number> | undefined} sample of the data point that is followed; none without data
 * @param {number} i its place
 * @returns {string[]} MathML
 */
export function worked(stage, derivation, sample, i) {
  const { parameters, point: theta, stages, scenario } = derivation;
  const values = stage.values;
  if (stage.id === "gradient") return [math(vector(parameters.map((p) => mn(values[p], "gradient"))))];
  if (stage.id === "step") return [math(of("step", `<mi>u</mi>`) + mo("=") + vector(parameters.map((p) => mn(values[p], "step"))))];
  if (!sample) return partial(stage, derivation);
  const of_ = (/** @type {string} */ id) => stages.find((other) => other.id === id)?.values ?? {};
  const x = "x" in sample ? [sample.x] : [sample.x1, sample.x2];
  const log = stages.some(({ id }) => id === "error");
  const n = of_("neuron").z.length;
  /** @type {Work} */
  const work = {
    theta,
    parameters,
    point: /** @type {Point} */ (/** @type {unknown} */ ({ ...sample, x })),
    outer: of_("outer").outer[i],
    c: reductionFactor(scenario.reduction ?? "sum", n),
    i,
    line: !stages.some(({ id }) => id === "slope"),
    log,
    of: of_,
  };
  return (WRITTEN[stage.id]?.(stage, work) ?? []).map(math);
}

/** Of a formula in w and b: its terms' slopes, and their sum. @param {Stage} stage @param {Derivation} derivation */
function partial({ id, values }, { parameters, point }) {
  if (id === "loss") {
    const at = parameters.map((p, j) => `<mi>${p}</mi>` + mo("=") + mn(point[j])).join(mo(","));
    return [math(at), math(`<mi>L</mi>` + mo("=") + mn(values.loss))];
  }
  const variable = id.replace("partial-", "");
  return [math((values.terms ? sum(values.terms) + mo("=") : "") + mn(values[variable], "gradient"))];
}

/** @param {string[]} entries */
const vector = (entries) => `<mrow><mo>[</mo>${entries.join(mo(","))}<mo>]</mo></mrow>`;
