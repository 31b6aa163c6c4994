// The loss by powers of ten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decades } from "../../static/js/panels/charts.js";

test("powers of ten span the loss; what is 0 or less has none", () => {
  const { values, domain, ticks, format } = decades([100, 1, 0.01, 0, -1, null]);
  assert.deepEqual(values, [2, 0, -2, null, null, null]);
  assert.deepEqual(domain, [-2, 2]);
  assert.deepEqual(ticks, [-2, -1, 0, 1, 2]);
  assert.deepEqual(ticks.map(format), ["10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
});

test("never too many ticks, never no range", () => {
  for (const loss of [[1e-300, 1e300], [1], [3, 3], [1e-9, 5]]) {
    const { values, domain: [low, high], ticks } = decades(loss);
    assert.ok(low < high && ticks.length >= 2 && ticks.length <= 6 && ticks.every(Number.isInteger), `${ticks}`);
    assert.ok(values.every((value) => value >= low && value <= high));
  }
});
