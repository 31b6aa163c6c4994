// The ledger as a table and as text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnHeading, formatCell, MOST, pageOf, tabSeparated } from "../../static/js/text/ledger_columns.js";

test("columns have names for people, also those that only some runs have", () => {
  const titles = ["k", "w1", "loss", "grad_w1", "grad_norm", "u_b", "dot", "beta", "batch_grad_w", "tried", "some_thing"].map((id) => columnHeading(id).title);
  assert.deepEqual(titles, ["k", "w₁", "L", "∂L/∂w₁", "‖∇L‖", "u b", "uᵀ∇L", "β", "batch ∂L/∂w", "η tried first", "some thing"]);
  assert.equal(columnHeading("u_w").quantity, "step");
});

test("an angle that is not 180 is not written 180", () => {
  assert.equal(formatCell("beta", 179.99999), "< 180°");
  assert.equal(formatCell("beta", 180), "180°");
  assert.equal(formatCell("beta", null), "–");
});

test("never more rows than the most; the page that holds the step", () => {
  assert.deepEqual(pageOf(0, 101), [0, 101]);
  assert.deepEqual(pageOf(MOST, 1001), [MOST, 2 * MOST]);
  assert.deepEqual(pageOf(5000, 1001), [1000, 1001]);
});

test("as text: a line of names, every digit, nothing where there is no value", () => {
  assert.equal(tabSeparated({ k: [0, 1], beta: [180, null], loss: [0.1 + 0.2, 0] }), "k\tbeta\tloss\n0\t180\t0.30000000000000004\n1\t\t0\n");
});
