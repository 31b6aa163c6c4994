// The ledger as a table and as text; and the quiz's bookkeeping.
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterGuess, isOutcomeHidden, lastKnownStep, lastVisibleStep, NEW_QUIZ } from "../../static/js/state/quiz.js";
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

const run = { steps: { k: [0, 1, 2, 3], actual: [-1, 1, 1e-17, null], doubt: [1e-16, 1e-16, 1e-16, null] } };

test("what a guess is about is hidden, and what is known stays known", () => {
  assert.equal(isOutcomeHidden({ quiz: null, run, step: 0 }), false);
  const known = { reached: Infinity, scenario: { vs: [], moves: [] } };
  assert.equal(lastVisibleStep({ ...known, quiz: null, run, step: 0 }), Infinity);
  assert.equal(lastVisibleStep({ ...known, quiz: null, run, step: 0, reached: 0 }), 0, "the path is not drawn yet");
  const state = (quiz, step) => ({ ...known, quiz, run, step });
  assert.ok(isOutcomeHidden(state(NEW_QUIZ, 0)));
  assert.equal(lastVisibleStep(state(NEW_QUIZ, 0)), 0);
  assert.equal(lastKnownStep(state(NEW_QUIZ, 0)), -1, "nor its angle");
  const after = afterGuess(NEW_QUIZ, 0, true, { actual: -0.5, doubt: 1e-16 });
  assert.deepEqual(after, { right: 1, asked: 1, upto: 0, last: true });
  assert.equal(lastVisibleStep(state(after, 0)), 1);
  assert.ok(isOutcomeHidden(state(after, 1)) && !isOutcomeHidden(state(after, 0)));
  assert.equal(lastKnownStep(state(after, 1)), 0);
  assert.ok(isOutcomeHidden({ ...state(after, 1), ownBeta: 180 }), "nor along a direction of one's own");
  assert.ok(!isOutcomeHidden(state(after, 3)), "nothing follows the last");
  assert.equal(afterGuess(after, 1, true, { actual: 0.5, doubt: 1e-16 }).right, 1);
  assert.equal(afterGuess(after, 1, false, { actual: 0.5, doubt: 1e-16 }).right, 2);
  assert.ok(!isOutcomeHidden(state({ ...after, upto: 1 }, 2)), "nobody is asked what rounding hides");
});
