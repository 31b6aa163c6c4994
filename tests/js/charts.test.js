// The loss by powers of ten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decades } from "../../static/js/panels/charts.js";

test("powers of ten span the loss; what is 0 or less has none", () => {
  const { values, domain, ticks, format } = decades({ values: [100, 1, 0.01, 0, -1, null], others: [] });
  assert.deepEqual(values, [2, 0, -2, null, null, null]);
  assert.deepEqual(domain, [-2, 2]);
  assert.deepEqual(ticks, [-2, -1, 0, 1, 2]);
  assert.deepEqual(ticks.map(format), ["10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
});

test("never too many ticks, never no range", () => {
  for (const [loss, ...more] of [[[1e-300, 1e300]], [[1]], [[3, 3]], [[1e-9, 5]], [[1, 0.5], [1, 1e24, 1e-9], [0, 2]]]) {
    const { values, others, domain: [low, high], ticks } = decades({ values: loss, others: more });
    assert.ok(low < high && ticks.length >= 2 && ticks.length <= 6 && ticks.every(Number.isInteger), `${ticks}`);
    assert.ok([values, ...others].flat().every((value) => value === null || (value >= low && value <= high)));
  }
});
