// Learning rates that suit: what the slider spans, and when there is one to offer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { currentBounds, currentRates, rateRange, rateToOffer, stepLimit } from "../../static/js/state/rates.js";

const USUAL = [0.001, 10];

test("the slider spans what it did while what works lies within", () => {
  assert.equal(rateRange(USUAL, null), USUAL);
  for (const limit of [0.01, 0.5, 10]) assert.equal(rateRange(USUAL, { limit, working: null }), USUAL);
  assert.equal(rateRange(USUAL, { limit: null, working: 0.2 }), USUAL);
});

test("data of other units have a slider of their own", () => {
  assert.deepEqual(rateRange(USUAL, { limit: 7e-8, working: 2e-8 }), [1e-10, 1e-6]);
  assert.deepEqual(rateRange(USUAL, { limit: null, working: 2e4 }), [10, 1e5]);
  for (const limit of [1e-12, 3e-5, 40, 8e9]) {
    const [low, high] = rateRange(USUAL, { limit, working: null });
    assert.ok(low * 100 < limit && limit * 2 < high, `${limit} in ${low} to ${high}`);
  }
});

const RATES = { minimum: [0, 0], curvature: 20, smooth: 0.05, limit: 0.1, working: 0.05 };
/** A state in which a run has flown off. */
const flown = (more = {}) => ({
  run: { outcome: "diverged", steps: { k: [0, 1], loss: [1, 9] } },
  rates: RATES,
  stale: {},
  scenario: { eta: 0.5 },
  quiz: null,
  ownBeta: null,
  step: 0,
  lock: null,
  ...more,
});

test("a rate is offered after a run that flies off, and only with what belongs to it", () => {
  assert.equal(rateToOffer(flown()), 0.05);
  for (const more of [
    { run: null },
    { run: { outcome: "max_steps", steps: { k: [0], loss: [1] } } },
    { stale: { run: true } },
    { stale: { rates: true } },
    { rates: null },
    { rates: { ...RATES, working: null } },
    { scenario: { eta: 0.05 } },
    { lock: "all" },
    { quiz: { right: 0, asked: 0, upto: -1, last: null } },
  ]) {
    assert.equal(rateToOffer(flown(more)), null, JSON.stringify(more));
  }
  assert.equal(currentRates(flown({ stale: { rates: true } })), null);
});

test("a bound near the minimum is said of the full gradient at an η that stays, and of nothing else", () => {
  const plain = { rates: RATES, stale: {}, scenario: { batch: 0, schedule: "constant" } };
  assert.equal(currentBounds(plain).limit, 0.1);
  for (const scenario of [{ batch: 2 }, { schedule: "inverse" }]) assert.equal(currentBounds({ ...plain, scenario: { ...plain.scenario, ...scenario } }), null);
  assert.equal(currentBounds({ ...plain, rates: { ...RATES, limit: null } }), null);
  assert.equal(currentBounds({ ...plain, stale: { rates: true } }), null);
});

/** L = ½(λ₁w² + λ₂b²) at (w, b), with a step of gradient descent. */
function stepped(w, b, more = {}, [l1, l2] = [1, 20], eta = 0.03) {
  const [g, h] = [l1 * w, l2 * b];
  const terms = [-eta * (g * g + h * h), (eta * eta * (l1 * g * g + l2 * h * h)) / 2];
  const move = { beta: 180, eta, taylor: terms.map((term, i) => ({ order: i + 1, term })) };
  return { move, stale: {}, rates: RATES, quiz: null, run: null, step: 0, scenario: { eta, batch: 0, schedule: "constant" }, ...more };
}

test("the limit of a step is 2‖g‖²/(gᵀHg), told where it is another than near the minimum", () => {
  const limit = stepLimit(stepped(1, 0.01));
  assert.ok(Math.abs(limit - (2 * (1 + 0.04)) / (1 + 20 * 0.04)) < 1e-12);
  assert.equal(stepLimit(stepped(1, 0)), 2, "along the valley");
  assert.equal(stepLimit(stepped(0, 1)), null, "across it: 0.1, as near the minimum");
  assert.ok(Math.abs(stepLimit(stepped(0, 1, { rates: null })) - 0.1) < 1e-12, "there is nothing else to say it");
  assert.equal(stepLimit(stepped(1, 0.01, {}, [-1, 1])), null, "the loss curves downwards along it");
  for (const more of [{ move: null }, { stale: { move: true } }, { scenario: { eta: 0.02, batch: 0, schedule: "constant" } }])
    assert.equal(stepLimit(stepped(1, 0, more)), null);
  const aside = stepped(1, 0);
  assert.equal(stepLimit({ ...aside, move: { ...aside.move, beta: 170 } }), null, "another direction");
});
