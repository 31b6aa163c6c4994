// A place for a start: well within where the loss has a value, near where the start was, always the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearestPoint } from "../../static/js/state/clearest_point.js";

const axis = Array.from({ length: 129 }, (_, i) => -4 + i / 16);
const grid = (f) => ({ w: axis, b: axis, loss: axis.map((b) => axis.map((w) => (Number.isFinite(f(w, b)) ? f(w, b) : null))) });

test("the nearest place that is an eighth of the map from where there is no value", () => {
  assert.deepEqual(
    clearestPoint(
      grid((w) => Math.log(w)),
      [-2, -2],
      [],
    ),
    [1, -2],
  );
  assert.deepEqual(
    clearestPoint(
      grid((w) => Math.log(-w)),
      [2, 1],
      [],
    ),
    [-1, 1],
  );
  assert.deepEqual(
    clearestPoint(
      grid((w) => Math.log(w * w - 4)),
      [-1, 0],
      [],
    ),
    [-3, 0],
  );
});

test("where all is narrow, the middle of it", () => {
  assert.deepEqual(
    clearestPoint(
      grid((w) => Math.log(0.25 - w * w)),
      [-2, -2],
      [],
    ),
    [0, -2],
  );
});

test("a place that is known to be of no use is none, nor is what is near it", () => {
  const [w, b] = clearestPoint(
    grid((u, v) => u * u + v * v),
    [0, 0],
    [[0, 0]],
  );
  assert.equal(Math.max(Math.abs(w), Math.abs(b)), 1);
});

test("where nothing has a value there is no place", () => {
  assert.equal(
    clearestPoint(
      grid(() => NaN),
      [0, 0],
      [],
    ),
    null,
  );
});
