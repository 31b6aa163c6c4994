// A derivation in numbers: what is written is what multiplies and adds up; the curve of σ′; words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { links } from "../../static/js/draw/marks/links.js";
import { brackets, mn } from "../../static/js/draw/marks/mathml.js";
import { slopeAt } from "../../static/js/draw/marks/neuron_curve.js";
import { slope } from "../../static/js/draw/marks/slope.js";
import { derivativeFactor, reductionFactor, stageNumbers } from "../../static/js/draw/marks/stage_numbers.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { agreement, saturation } from "../../static/js/page/panels/check.js";
import { ruleOfStep } from "../../static/js/text/derivation_words.js";

/** What a reader sees of MathML. */
const read = (mathml) =>
  mathml
    .replaceAll(/<mfrac><mrow>(.*?)<\/mrow><mrow>(.*?)<\/mrow><\/mfrac>/g, "$1/$2")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(" ", "");

const SAMPLE = { x: -2, y: 0.1, z: 0.5, prediction: 0.6, error: 0.5, slope: 0.24, dw: -0.24, db: 0.12 };
const stage = (id, values) => ({ id, rule: "", mathml: "", values });
const squared = (reduction = "half_sum", outer = 0.5) => ({
  scenario: { objective: "sigmoid-squared", reduction },
  parameters: ["w", "b"],
  point: [0.5, 1.5],
  stages: [
    stage("neuron", { z: [0.5], prediction: [0.6] }),
    stage("loss", { loss: [0.125] }),
    stage("outer", { outer: [outer] }),
    stage("slope", { slope: [0.24] }),
    stage("inputs", { w: [-2], b: [1] }),
    stage("point", { w: [-0.24], b: [0.12] }),
    stage("sum", { w: -0.24, b: 0.12 }),
    stage("gradient", { w: -0.24, b: 0.12 }),
    stage("step", { w: 0.24, b: -0.12 }),
  ],
});
const reductions = Object.entries({ half_sum: [true, false], sum: [false, false], mean: [false, true], half_mean: [true, true] }).map(
  ([id, [halved, mean]]) => ({ id, halved, mean }),
);
const factorOf = (reduction, n) =>
  reductionFactor(
    reductions.find(({ id }) => id === reduction),
    n,
  );
const SQUARED = { output: { symbol: "ŷ", activation: "sigmoid", cancels: false }, reductions };
const LOG = { output: { symbol: "ŷ", activation: "sigmoid", cancels: true }, reductions };
const written = (derivation, id, loss = SQUARED) =>
  stageNumbers(
    derivation.stages.find((s) => s.id === id),
    derivation,
    SAMPLE,
    0,
    loss,
  ).map(read);

test("each stage of a sigmoid neuron, in the numbers of one point", () => {
  for (const [id, lines] of Object.entries({
    neuron: ["=0.5·(−2)+1.5=0.5", "=σ(0.5)=0.6"],
    loss: ["=1/2·0.52=0.125"],
    outer: ["=(0.6−0.1)=0.5"],
    slope: ["=0.6·(1−0.6)=0.24"],
    inputs: ["=−2", "=1"],
    point: ["=0.5·0.24·(−2)=−0.24", "=0.5·0.24=0.12"],
    sum: ["=−0.24=−0.24", "=0.12=0.12"],
    gradient: ["=[−0.24,0.12]"],
    step: ["=[0.24,−0.12]"],
  })) {
    assert.deepEqual(written(squared(), id), lines, id);
  }
});

test("the reduction's factor stands in front, and its 2 has come down", () => {
  assert.deepEqual(written(squared("mean", 1), "outer"), ["=2·(0.6−0.1)=1"]);
  assert.deepEqual(
    [factorOf("mean", 5), derivativeFactor(factorOf("mean", 5))],
    [
      { top: 1, bottom: 5 },
      { top: 2, bottom: 5 },
    ],
  );
  assert.deepEqual(derivativeFactor(factorOf("half_mean", 5)), { top: 1, bottom: 5 });
  assert.deepEqual(derivativeFactor(factorOf("half_sum", 5)), { top: 1, bottom: 1 });
  assert.deepEqual(derivativeFactor(factorOf("sum", 5)), { top: 2, bottom: 1 });
});

test("the log loss: the slope cancels, so a share has no slope in it", () => {
  const log = squared("sum", 2.0833);
  log.stages.splice(4, 0, stage("error", { error: [0.5], by_z: [0.5] }));
  assert.deepEqual(written(log, "error", LOG), ["=2.08·0.24=(0.6−0.1)=0.5"]);
  assert.deepEqual(written(log, "point", LOG), ["=0.5·(−2)=−0.24", "=0.12"]);
  assert.deepEqual(written(log, "outer", LOG), ["=−0.1/0.6+0.9/0.4=2.08"]);
});

test("quantities bear their class, so that they can be lit", () => {
  const all = squared()
    .stages.flatMap((s) => stageNumbers(s, squared(), SAMPLE, 0, SQUARED))
    .join("");
  for (const kind of ["gradient", "step", "error", "slope", "input", "prediction"]) assert.match(all, new RegExp(`class="${kind}"`));
});

test("partials of a formula: term by term, and the sum", () => {
  const derivation = { scenario: { objective: "cubic" }, parameters: ["w", "b"], point: [1, 1] };
  const partial = stage("partial-w", { w: 2.5, terms: [3, -0.5] });
  assert.deepEqual(stageNumbers(partial, derivation, undefined, 0, { output: null, reductions: [] }).map(read), ["=3−0.5=2.5"]);
  assert.deepEqual(stageNumbers(stage("partial-b", { b: -2 }), derivation, undefined, 0, { output: null, reductions: [] }).map(read), ["=−2"]);
  assert.deepEqual(stageNumbers(stage("loss", { loss: 4 }), derivation, undefined, 0, { output: null, reductions: [] }).map(read), ["=4"]);
});

test("σ′ is ¼ at 0, even, and not 0 before it must be", () => {
  assert.equal(slopeAt(0), 0.25);
  assert.equal(slopeAt(3), slopeAt(-3));
  assert.ok(slopeAt(-700) > 0 && slopeAt(40) > 4e-18);
});

test("each point stands on the curve, the one that is followed in front; far ones at the edge", () => {
  const nodes = slope([0, -900, 2], 0, 340);
  const standing = nodes.filter(({ attrs }) => String(attrs.class).startsWith("standing"));
  assert.equal(standing.length, 3);
  assert.match(standing[2].attrs.class, /chosen/);
  const spot = standing[2].children[1].attrs;
  assert.deepEqual([spot.cx, spot.cy], [(34 + 332) / 2, 14]);
  assert.deepEqual([standing[0].children[1].attrs.cx, standing[0].children[1].attrs.cy], [34, 116]);
  assert.doesNotMatch(nodes.map(toSVG).join(""), /NaN|Infinity/);
});

test("links stand between their boxes", () => {
  const nodes = links(
    [
      { name: "z", value: "1" },
      { name: "ŷ", value: "2" },
    ],
    [{ name: "σ′", value: "3", kind: "slope" }],
    800,
  );
  assert.equal(nodes.length, 3);
  const [from, , to] = nodes[2].children[0].attrs.d.match(/-?\d+(\.\d+)?/g).map(Number);
  assert.ok(from > 153 && to < 800 - 152);
});

test("words: which points are saturated, and whether the gradient is right", () => {
  const at = (...slopes) => ({ samples: slopes.map((s) => ({ slope: s })) });
  assert.match(saturation(at(0.2, 0.1), SQUARED.output), /No point is saturated/);
  assert.match(saturation(at(0.2, 0.001), SQUARED.output), /at point 2\. This point hardly moves the weights/);
  assert.match(saturation(at(0.001, 0.001, 0.2), SQUARED.output), /at points 1 and 2\. These points hardly move/);
  assert.match(saturation(at(0.001), LOG.output), /log loss.*still moves the weights/);
  assert.match(saturation(at(...Array(7).fill(1e-9)), SQUARED.output), /at 7 of 7 points/);
  assert.match(agreement(1e-10), /they agree/);
  assert.match(agreement(1e-3), /do not agree/);
  assert.match(agreement(null), /no value/);
});

test("a step that is not −∇L is told beside the rule of gradient descent", () => {
  const row = { point: [1, 2], last: false, gradient: [-3, 4], gradNorm: 5, u: [3, -4], beta: 180 };
  const here = { point: [1, 2] };
  assert.equal(ruleOfStep("rule", row, here), "rule");
  assert.equal(ruleOfStep("rule", { ...row, u: [3 + 1e-9, -4] }, here), "rule");
  assert.equal(ruleOfStep("rule", { ...row, u: [1.25, 0.2839], beta: 121.25 }, here), "rule. This step has u = [1.25, 0.284], β\u00a0=\u00a0121.3°");
  assert.equal(ruleOfStep("rule", { ...row, u: [6, -8] }, here), "rule. This step has u = [6, −8], β\u00a0=\u00a0180°"); // as straight, and longer
  for (const other of [{ ...row, u: [1, 1], last: true }, { ...row, u: [1, 1], point: [1, 3] }, null]) assert.equal(ruleOfStep("rule", other, here), "rule");
});

test("a bracket grows only around what is tall, and never looks like an operator", () => {
  assert.match(brackets(mn(1)), /^<mrow><mo form="prefix" stretchy="false" lspace="0" rspace="0">\(<\/mo>/);
  assert.match(brackets("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "[]"), /<mo form="postfix" stretchy="true" lspace="0" rspace="0">\]<\/mo><\/mrow>$/);
});
