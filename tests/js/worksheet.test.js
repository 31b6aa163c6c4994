// The worked sheet: its arithmetic is right when it is done again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { worksheetLines } from "../../static/js/draw/marks/worksheet.js";

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
