// The worked sheet and the worksheet: their arithmetic is right when it is done again, and a blank gives nothing away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { worksheetLines, worksheetQuestions } from "../../static/js/draw/marks/worksheet.js";

const MAP = { plane: ["w", "b"], window: [-4, 4, -4, 4] };
const ROW = {
  k: 0,
  point: [1, -2],
  loss: 5,
  gradient: [2, -4],
  gradNorm: 4.4721,
  last: false,
  eta: 0.1,
  u: [-2, 4],
  dot: -20,
  uNorm: 4.4721,
  kNorms: 20,
  cosBeta: -1,
  beta: 180,
  firstOrder: -2,
  secondOrder: -1.8,
  actual: -1.8,
  doubt: 1e-15,
}; // prettier-ignore

test("every sum on the sheet comes out", () => {
  const lines = worksheetLines(ROW, ["w", "b"], MAP);
  assert.ok(lines.includes("w ← w + η u = 1 + 0.1 · (−2) = 0.8"));
  assert.ok(lines.includes("b ← b + η u = −2 + 0.1 · 4 = −1.6"));
  assert.ok(lines.includes("uᵀ∇L = (−2) · 2 + 4 · (−4) = −20"));
  assert.match(lines.join("\n"), /cos β.* = −20 \/ 20 = −1, so β = 180°/);
});

test("at the end of a run there is no step", () =>
  assert.deepEqual(worksheetLines({ ...ROW, last: true }, ["w", "b"], MAP).slice(1), ["No step is taken from here."]));

test("on a narrow map the sheet's places have the digits that the map needs", () => {
  const row = { ...ROW, point: [1000.002004, 5.1], eta: 1e-4, u: [-3, 4] };
  const lines = worksheetLines(row, ["w", "b"], { plane: ["w", "b"], window: [1000, 1000.01, 5, 5.2] });
  assert.ok(lines.includes("w ← w + η u = 1000.002004 + 0.0001 · (−3) = 1000.001704"));
});

const texts = (questions, of) => questions.flatMap(({ equations }) => equations.flat().flatMap(of));
const asked = (row, names = ["w", "b"]) => texts(worksheetQuestions(row, names, MAP), (part) => (typeof part === "string" ? part : []));
const answers = (row, names = ["w", "b"]) => texts(worksheetQuestions(row, names, MAP), (part) => (typeof part === "string" ? [] : part.answer));
const numbersIn = (lines) => lines.flatMap((line) => line.match(/[\d.]+/g) ?? []);
/** Numbers that occur nowhere else: no answer is among what is known by chance. */
const ODD = {
  ...ROW,
  point: [1.13, -2.71],
  loss: 5.37,
  gradient: [2.19, -4.23],
  u: [-2.19, 4.23],
  gradNorm: 4.7633,
  uNorm: 4.7633,
  dot: -22.689,
  kNorms: 22.689,
  firstOrder: -2.2689,
  secondOrder: -2.0412,
  actual: -2.0427,
}; // prettier-ignore

test("every blank has its answer, and what is printed beside it holds none of them", () => {
  assert.deepEqual(answers(ROW).slice(0, 8), ["−2", "4", "(−2)", "0.8", "4", "−1.6", "−20", "−2"]);
  assert.ok(answers(ROW).includes("180°") && answers(ROW).includes("3.2"), "β, and the loss after the step");
  const known = numbersIn(asked(ODD));
  assert.deepEqual([...new Set(known)].sort(), ["0.1", "1.13", "2.71", "5.37"], "the point, its loss and η");
  assert.ok(numbersIn(answers(ODD)).length > 12);
});

test("a direction that steps before have made is told, and everything else is asked", () => {
  const turned = { ...ODD, u: [-1.91, 4.87], uNorm: 5.2312, dot: -24.783, cosBeta: -0.99463, beta: 174.06 };
  assert.ok(asked(turned).includes("u = [−1.91, 4.87]"));
  assert.equal(answers(turned).length, answers(ODD).length - 4);
  assert.ok(answers(turned).includes("174.06°"));
});

for (const [dot, beta, actual, downhill, kept] of [
  [-20, 180, -1.8, /^Yes, for a small step/, /^The slope promised/],
  [-20, 180, 3.1, /^Yes, for a small step/, /^No: the slope promised −2.*too long/],
  [20, 40, 1.5, /^No: uᵀ∇L is above 0/, /^The slope promised/],
  [0, 90, 0.4, /^Neither/, /^The slope promised/],
  [0, null, 1e-17, /^There is no telling/, /too little to tell/],
  [-20, 180, null, /^Yes/, /no value where the step ends/],
])
  test(`the sentences of a step at β ${beta} that changes the loss by ${actual}`, () => {
    const sentences = answers({ ...ROW, dot, beta, actual }).filter((text) => text.endsWith("."));
    assert.match(sentences[0], downhill);
    assert.match(sentences[1], kept);
  });
