// Learning rates that suit: what the slider spans, and when there is one to offer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { currentRates, rateRange, rateToOffer } from "../../static/js/state/rates.js";

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
