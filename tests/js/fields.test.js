import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, sliderScale } from "../../static/js/page/panels/fields.js";

const ETA = { id: "eta", shown: [1e-4, 100], range: [0, 1e6], excluded: [0], scale: "log", integer: false };
const GAMMA = { id: "gamma", shown: [0, 0.99], range: [0, 1], excluded: [1], scale: "linear", integer: false };
const STEPS = { id: "steps", shown: [0, 10_000], range: [0, 10_000], excluded: [], scale: "linear", integer: true };
const RHO = { ...GAMMA, id: "rho", shown: [0, 0.999] };

for (const p of [ETA, GAMMA, STEPS, RHO])
  test(`every place of the slider of ${p.id} is an allowed value, and comes back`, () => {
    const scale = sliderScale(p);
    for (let place = 0; place <= scale.places; place++) {
      const value = scale.value(place);
      assert.equal(refusal(p, String(value)), null, String(value));
      assert.equal(Math.round(scale.position(value)), place);
    }
    assert.equal(scale.value(0), p.shown[0]);
    assert.equal(scale.value(scale.places), p.shown[1]);
  });

test("η moves by ratios", () => {
  const scale = sliderScale(ETA);
  assert.deepEqual([40, 80, 160].map(scale.value), [0.001, 0.01, 1]);
  assert.equal(scale.position(0), 0);
});

for (const [p, text, said] of [
  [ETA, "1", null],
  [ETA, "1e-9", null],
  [ETA, "0", "Must be more than 0."],
  [ETA, "", "Type a number."],
  [ETA, "x", "Type a number."],
  [ETA, "1e999", "Type a number."],
  [ETA, "2000000", "Must be at most 1000000."],
  [GAMMA, "1", "Must be less than 1."],
  [GAMMA, "0", null],
  [STEPS, "2.5", "Type a whole number."],
  [STEPS, "-1", "Must be at least 0."],
  [STEPS, "10000", null],
  [ETA, "0,5", null],
  [ETA, "1/2", "Type a number."],
  [ETA, "−1", "Must be more than 0."],
  [STEPS, "10,000", "Type a whole number."],
  [STEPS, "7.0", "Type a whole number."],
  [STEPS, "1e3", null],
]) // prettier-ignore
  test(`${p.id} = "${text}"`, () => assert.equal(refusal(p, text), said));
