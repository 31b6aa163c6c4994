import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf } from "../../static/js/state/change.js";
import { lastStep, rowOf } from "../../static/js/state/ledger.js";
import {
  angleEquation,
  axisName,
  formatBound,
  formatCosine,
  formatDegrees,
  formatDifference,
  formatNumber,
  formatVector,
  labels,
  withoutBreaks,
} from "../../static/js/text/formats.js";
import { sentence, verdict } from "../../static/js/text/words.js";

/** Spaces that hold a number together are spaces to a reader. */
const plain = (text) => text.replaceAll("\u00a0", " ");

for (const [value, digits, shown] of [
  [0, 4, "0"],
  [-0, 4, "0"],
  [1, 4, "1"],
  [-2.5, 4, "−2.5"],
  [0.123456, 4, "0.1235"],
  [123456, 4, "123500"],
  [1e6, 4, "1 × 10⁶"],
  [-1.23456e-7, 4, "−1.235 × 10⁻⁷"],
  [1e-4, 4, "0.0001"],
  [9.9999e-5, 4, "1 × 10⁻⁴"],
  [1e300, 4, "1 × 10³⁰⁰"],
  [null, 4, "–"],
  [undefined, 4, "–"],
  [NaN, 4, "–"],
  [Infinity, 4, "–"],
  [-4.7417e7, 5, "−4.742 × 10⁷"],
]) // prettier-ignore
  test(`number(${value}, ${digits})`, () => assert.equal(plain(formatNumber(value, digits)), shown));

for (const [value, shown] of [
  [257, "257"],
  [2 ** 32 - 1, "4294967295"],
  [0, "0"],
  [-1e4, "-10000"],
  [0.25, "0.25"],
  [1e6, "1e+06"],
  [1e12, "1e+12"],
  [1e-9, "1e-09"],
  [1.0000001, "1.0000001"],
]) // prettier-ignore
  test(`bound(${value})`, () => assert.equal(formatBound(value), shown));

for (const [ticks, words, unit] of [
  [[0, 0.5, 1], "0 0.5 1", ""],
  [[-0.0015, -0.001, 0], "−1.5 −1 0", "×10⁻³"],
  [[-2e-9, 0, 2e-9], "−2 0 2", "×10⁻⁹"],
  [[0, 5e5, 1e6, 1.5e6], "0 0.5 1 1.5", "×10⁶"],
  [[-1.5e20, 0], "−1.5 0", "×10²⁰"],
  [[0, 20000, 40000], "0 20000 40000", ""],
  [[0], "0", ""],
])
  test(`an axis with ${ticks}`, () => {
    const found = labels(ticks, 6);
    assert.deepEqual([found.words, axisName(found, "L")], [words.split(" "), unit ? `L, ${unit}` : "L"]);
  });

test("degrees never claim a bound that they do not reach", () => {
  assert.deepEqual(
    [180, 179.99999, 90, 90.000001, 89.9999999, 0, 1e-9, 175.126, null].map((beta) => formatDegrees(beta)),
    ["180°", "< 180°", "90°", "> 90°", "< 90°", "0°", "> 0°", "175.13°", "–"],
  );
  assert.deepEqual(
    [180, 179.99999, 56.7].map((beta) => plain(angleEquation(beta, 1))),
    ["β = 180°", "β < 180°", "β = 56.7°"],
  );
});

test("a cosine of −1 is exactly −1", () => {
  assert.equal(formatCosine(-1), "−1");
  assert.equal(formatCosine(1), "1");
  assert.equal(formatCosine(-0.99999999987), "−0.9999999999");
  assert.equal(formatCosine(0.548194123), "0.548194");
  assert.equal(formatCosine(null), "–");
});

test("a pair", () => assert.equal(formatVector([-0.20632, 0.0764]), "(−0.2063, 0.0764)"));

/** By which points have their digits. */
const MAP = { plane: ["w", "b"], window: [-4, 4, -4, 4] };
const RUN = {
  parameters: ["w", "b"],
  outcome: "max_steps",
  message: "Not yet satisfied.",
  steps: {
    k: [0, 1],
    w: [-2, -1],
    b: [3, 1],
    loss: [1, 0.5],
    grad_w: [-3, 0.1],
    grad_b: [4, 0.2],
    grad_norm: [5, 0.3],
    eta: [1, null],
    u_w: [3, null],
    u_b: [-4, null],
    dot: [-25, null],
    cos_beta: [-1, null],
    beta: [180, null],
    first_order: [-25, null],
    second_order: [-20, null],
    actual: [-0.5, null],
    doubt: [1e-16, null],
  },
}; // prettier-ignore

test("a row of the ledger", () => {
  assert.equal(lastStep(RUN), 1);
  const row = rowOf(RUN, 0);
  assert.deepEqual([row.point, row.gradient, row.u, row.kNorms, row.last], [[-2, 3], [-3, 4], [3, -4], 25, false]);
  assert.equal(rowOf(RUN, 1).last, true);
});

test("a difference within its doubt has no sign", () => {
  assert.deepEqual(
    [
      [-1, 0.5],
      [1, 0.5],
      [1, 1],
      [-1, 1],
      [0, 0],
      [0, 1],
      [null, null],
      [NaN, NaN],
    ].map(([actual, doubt]) => changeOf({ actual, doubt })),
    ["falls", "rises", "too_small", "too_small", "too_small", "too_small", "no_value", "unknown"],
  );
  const shown = [
    [-0.25, 1e-16],
    [5.55e-16, 9e-16],
    [null, null],
    [NaN, NaN],
  ].map(([actual, doubt]) => plain(formatDifference({ actual, doubt }, 5)));
  assert.deepEqual(shown, ["−0.25", "0 ± 1.5 × 10⁻¹⁵", "–", "–"]);
});

const row = (change) => ({ ...rowOf(RUN, 0), ...change });

for (const [name, change, tone, title, detail] of [
  ["a good step", {}, "good", "Downhill: the loss falls by 0.5", /^Favourable to first order: 90° < β ≤ 180°\.$/],
  [
    "a good direction, too far",
    { actual: 0.25, secondOrder: 0.3 },
    "warn",
    "Downhill at first, but too far: the loss rises by 0.25",
    /^Favourable to first order, .* η is too large for the curvature/,
  ],
  [
    "a good direction, too far for the terms after the second",
    { actual: 0.25, secondOrder: -0.1 },
    "warn",
    "Downhill at first, but too far: the loss rises by 0.25",
    /η is too large for the terms after the second/,
  ],
  [
    "a good direction, to where there is no value",
    { actual: null },
    "warn",
    "Downhill at first, but too far: the loss has no value where it lands",
    /the step is too long/,
  ],
  ["uphill, to where there is no value", { beta: 30, actual: null }, "bad", "Uphill: the loss has no value where it lands", /^Not favourable to first order/],
  ["exactly 90°", { beta: 90, actual: 0.1 }, "warn", "Level at first: the loss rises by 0.1", /^Neutral to first order.*only the later terms count\./],
  ["exactly 90°, and it falls", { beta: 90, actual: -0.1 }, "warn", "Level at first: the loss falls by 0.1", /^Neutral/],
  ["uphill", { beta: 30, actual: 0.1 }, "bad", "Uphill: the loss rises by 0.1", /^Not favourable to first order: β < 90°\.$/],
  ["uphill, over the ridge", { beta: 30, actual: -0.1 }, "warn", "Uphill at first, then down: the loss falls by 0.1", /beyond the rise it comes down/],
  ["no step", { beta: null, actual: 0 }, "none", "No angle", /β has no value/],
  ["a change within rounding", { actual: 1e-17 }, "good", "Downhill: the loss changes too little to tell from rounding", /^Favourable/],
  ["a change as small as its doubt", { actual: 2e-3, doubt: 2e-3 }, "good", "Downhill: the loss changes too little to tell from rounding", /^Favourable/],
  ["a change just beyond its doubt", { actual: 2.001e-3, doubt: 2e-3 }, "warn", "Downhill at first, but too far: the loss rises by 0.002", /^Favourable/],
  ["uphill, by too little", { beta: 30, actual: 1e-17 }, "warn", "Uphill: the loss changes too little to tell from rounding", /^Not favourable/],
  ["exactly 90°, by too little", { beta: 90, actual: -1e-17 }, "warn", "Level at first: the loss changes too little to tell from rounding", /^Neutral/],
  ["a direction of one's own, before the server's answer", { actual: NaN, doubt: NaN }, "good", "Downhill: the loss is still being computed", /^Favourable/],
]) // prettier-ignore
  test(`the verdict on ${name}`, () => {
    const said = verdict(row(change), RUN);
    assert.deepEqual([said.tone, said.title], [tone, title]);
    assert.match(said.detail, detail);
  });

test("the end of a run", () => {
  for (const outcome of ["converged", "stationary", "max_steps", "diverged", "undefined"]) {
    const said = verdict(rowOf(RUN, 1), { ...RUN, outcome });
    assert.equal(said.title, "The run ends here");
    assert.equal(said.detail, RUN.message, "the server's own sentence");
    assert.equal(said.tone, outcome === "converged" ? "good" : "none");
  }
});

test("an end that is flat and not low is told from one that is", () => {
  const of = (...loss) => ({ ...RUN, outcome: "converged", steps: { ...RUN.steps, loss } });
  const map = {
    bands: [
      { from: 0.006, to: 1, polygons: [] },
      { from: 1, to: 1.6, polygons: [] },
    ],
    undefined: 0,
    minimum: { w: 1, b: 0, loss: 0.0062 },
  };
  const said = (run, surface) => verdict(rowOf(run, 1), run, surface);
  for (const run of [of(1.56, 1.56), of(1.5, 0.3)]) {
    assert.equal(said(run, map).tone, "warn");
    assert.match(said(run, map).detail, /Flat is not yet low: on this map the loss goes down to 0\.0062\.$/);
  }
  // Down, lower than any point of the map's grid, and at the bottom from the start.
  for (const run of [of(1.5, 0.01), of(1.5, 0.0061), of(0.00621, 0.00621)]) assert.equal(said(run, map).tone, "good");
  for (const surface of [null, { ...map, minimum: null }, { ...map, bands: [] }]) assert.equal(said(of(1.56, 1.56), surface).tone, "good");
  assert.equal(said({ ...of(1.56, 1.56), outcome: "max_steps" }, map).tone, "none");
});

test("the sentence: number, point, loss, β, verdict", () => {
  assert.equal(plain(sentence(row({}), RUN, MAP)), "Step 0 of 1: (w, b) = (−2, 3), loss 1, β = 180°. Downhill: the loss falls by 0.5.");
  assert.equal(plain(sentence(rowOf(RUN, 1), RUN, MAP)), "Step 1 of 1: (w, b) = (−1, 1), loss 0.5. Not yet satisfied.");
  assert.match(plain(sentence(row({ beta: null }), RUN, MAP)), /loss 1, no angle β\. No angle: the loss/);
  assert.match(plain(sentence(row({ beta: null, actual: NaN }), RUN, MAP, true)), /your own direction at no angle β\. No angle\.$/);
  assert.match(plain(sentence(row({ actual: null }), RUN, MAP, true)), /but too far: the loss has no value where it lands\.$/);
  assert.match(plain(sentence(row({ beta: 179.99999 }), RUN, MAP)), /, β < 180°\. /);
});

test("a line ends in no number", () => {
  assert.equal(withoutBreaks("η = 1e-05: at most the tolerance 1e-6; half-open"), "η\u00a0=\u00a01e\u201105: at most the tolerance 1e\u20116; half-open");
});
