// The loss by powers of ten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isLogarithmic, logarithmicAxis } from "../../static/js/page/panels/step_charts.js";

test("powers of ten span the loss; what is 0 or less has none", () => {
  const { values, domain, ticks, format } = logarithmicAxis({ values: [100, 1, 0.01, 0, -1, null], furtherRuns: [] });
  assert.deepEqual(values, [2, 0, -2, null, null, null]);
  assert.deepEqual(domain, [-2, 2]);
  assert.deepEqual(ticks, [-2, 0, 2]);
  assert.deepEqual(ticks.map(format), ["10⁻²", "10⁰", "10²"]);
});

test("never too many ticks, never no range", () => {
  for (const [loss, ...more] of [
    [[1e-300, 1e300]],
    [[1]],
    [[3, 3]],
    [[1e-9, 5]],
    [
      [1, 0.5],
      [1, 1e24, 1e-9],
      [0, 2],
    ],
  ]) {
    const {
      values,
      furtherRuns,
      domain: [low, high],
      ticks,
    } = logarithmicAxis({ values: loss, furtherRuns: more });
    assert.ok(low < high && ticks.length >= 2 && ticks.length <= 3 && ticks.every(Number.isInteger), `${ticks}`);
    assert.ok([values, ...furtherRuns].flat().every((value) => value === null || (value >= low && value <= high)));
  }
});

test("a loss that soars is shown by powers of ten, unless the reader says otherwise", () => {
  const run = (...losses) => ({ steps: { loss: losses[0] }, runs: losses.slice(1).map((loss) => ({ steps: { loss } })) });
  assert.equal(isLogarithmic(run([1.2, 1, 0.5]), null), false);
  assert.equal(isLogarithmic(run([1.2, 1, 0.5], [1.2, 900, null]), null), false);
  for (const soaring of [run([1.2, 1e9]), run([1.2, 1, 0.5], [1.2, 3, 1e5])]) assert.equal(isLogarithmic(soaring, null), true);
  assert.equal(isLogarithmic(run([1.2, 1e9]), false), false);
  assert.equal(isLogarithmic(run([1.2, 1]), true), true);
  for (const start of [0, -1, null]) assert.equal(isLogarithmic(run([start, 5], [start, 1e9]), null), false);
  assert.equal(isLogarithmic(run([-1, -2]), true), false);
});
