// The worked sheet: its arithmetic is right when it is done again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { worked } from "../../static/js/marks/sheet.js";

const ROW = {
  k: 0, point: [1, -2], loss: 5, gradient: [2, -4], gradNorm: 4.4721, last: false, eta: 0.1, u: [-2, 4], dot: -20, kNorms: 20,
  cosBeta: -1, beta: 180, firstOrder: -2, secondOrder: -1.8, actual: -1.8, doubt: 1e-15,
}; // prettier-ignore

test("every sum on the sheet comes out", () => {
  const lines = worked(ROW, ["w", "b"]);
  assert.ok(lines.includes("w ← w + η u = 1 + 0.1 · (−2) = 0.8"));
  assert.ok(lines.includes("b ← b + η u = −2 + 0.1 · 4 = −1.6"));
  assert.ok(lines.includes("uᵀ∇L = (−2) · 2 + 4 · (−4) = −20"));
  assert.match(lines.join("\n"), /cos β.* = −20 \/ 20 = −1, so β = 180°/);
});

test("at the end of a run there is no step", () => assert.deepEqual(worked({ ...ROW, last: true }, ["w", "b"]).slice(1), ["No step is taken from here."]));
