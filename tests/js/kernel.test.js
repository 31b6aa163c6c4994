// The loop of the kernel, on two parts that are written by hand: closed forms, ends, exact angles, and what it leaves to the server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exponential } from "../../static/js/kernel/exponential.js";
import { kernelOf, textNumber } from "../../static/js/kernel/kernel.js";
import { moveOf } from "../../static/js/kernel/move.js";
import { slicesThrough } from "../../static/js/kernel/slices_through.js";
import { cosineOf, crossOf, degreesOf, dotOf, isTold, norm, numbers, turned } from "../../static/js/kernel/vectors.js";
import { NEURON_BY_DESCENT, RAVINE_BY_MOMENTUM } from "./kernel_parts.js";

const NEURON = kernelOf(NEURON_BY_DESCENT);
const RAVINE = kernelOf(RAVINE_BY_MOMENTUM);
const neuron = (own) => ({ ...SHARED, objective: "sigmoid-squared", reduction: "half_sum", data: "five", optimiser: "gd", eta: 1.5, start: [-2, -2], ...own });
const ravine = (own) => ({ ...SHARED, objective: "ravine", optimiser: "momentum", eta: 0.05, gamma: 0, start: [-3.5, 1.5], ...own });
const SHARED = {
  f: null,
  data: null,
  reduction: null,
  schedule: "constant",
  scaling: "none",
  decay: 0.01,
  lambda1: 1,
  lambda2: 20,
  steps: 20,
  tol: 0,
  batch: 0,
  moves: [],
  plane: ["w", "b"],
  at: null,
};

test("a ravine's descent is θ(1 − ηλ)^k, with L, ΔL and both orders of the step", () => {
  const { outcome, code, steps } = RAVINE.trajectory(ravine({ steps: 3 }));
  assert.deepEqual([outcome, code], ["max_steps", "no_tolerance"]);
  assert.deepEqual(steps.k, [0, 1, 2, 3]);
  steps.k.forEach((k) => {
    assert.ok(Math.abs(steps.w[k] + 3.5 * 0.95 ** k) < 1e-14);
    assert.ok(Math.abs(steps.b[k]) <= (k ? 1e-14 : 1.5));
  });
  assert.equal(steps.loss[0], 0.5 * (3.5 ** 2 + 20 * 1.5 ** 2));
  assert.equal(steps.actual[0], steps.loss[1] - steps.loss[0]);
  assert.ok(Math.abs(steps.second_order[0] - (-0.05 * (3.5 ** 2 + 30 ** 2) + 0.5 * 0.05 ** 2 * (3.5 ** 2 + 20 * 30 ** 2))) < 1e-14);
  assert.ok(steps.doubt[0] > 0 && steps.doubt[0] < 1e-13);
  assert.deepEqual(steps.beta.slice(0, 3), [180, 180, 180]);
  for (const name of ["eta", "u_w", "u_b", "dot", "cos_beta", "beta", "first_order", "second_order", "actual", "doubt"])
    assert.ok(Number.isNaN(steps[name].at(-1)), name);
});

test("runs end where the server's do", () => {
  const end = (run) => [run.code, run.outcome, run.steps.k.length];
  assert.deepEqual(end(RAVINE.trajectory(ravine({ steps: 0 }))), ["no_steps", "max_steps", 1]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ tol: 1e-3 }))), ["max_steps", "max_steps", 21]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ tol: 40, start: [0, 1] }))), ["satisfied", "converged", 1]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ start: [0, 0] }))), ["zero_update", "stationary", 1]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ start: [0, 0], moves: [[0, 90, 1]] }))), ["zero_turn", "stationary", 1]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ start: [5e-324, 0] }))), ["update_underflow", "stationary", 1]);
  assert.deepEqual(end(RAVINE.trajectory(ravine({ eta: 1, start: [0, 1], steps: 50 }))), ["too_far_rising", "diverged", 10]);
});

test("what hangs on a rounding, is not finite or is another's is asked of the server", () => {
  assert.equal(RAVINE.trajectory(ravine({ tol: 20, start: [0, 1] })), null);
  assert.equal(RAVINE.trajectory(ravine({ start: [1e200, 0] })), null);
  assert.equal(RAVINE.trajectory(ravine({ lambda1: Infinity })), null);
  for (const other of [{ optimiser: "gd" }, { objective: "bowl" }, { schedule: "cosine" }, { scaling: "unit" }])
    assert.equal(RAVINE.supports(ravine(other)), false);
  for (const other of [{ batch: 2 }, { data: "two-clouds" }, { reduction: "mean" }]) assert.equal(NEURON.supports(neuron(other)), false);
  assert.equal(NEURON.trajectory(neuron({ batch: 2 })), null);
  assert.equal(NEURON.loss(neuron({ data: null }), [0], [0]), null);
  assert.ok(NEURON.supports(neuron({ data: [[1, 0.5]] })));
});

test("a typed formula is told by its number", () => {
  const kernel = kernelOf({ ...RAVINE_BY_MOMENTUM, names: ["objective", "f"], shape: textNumber("custom,w^2+b^2") });
  assert.ok(kernel.supports(ravine({ objective: "custom", f: "w^2+b^2" })));
  assert.ok(!kernel.supports(ravine({ objective: "custom", f: "w^2+b^3" })));
  assert.deepEqual([textNumber(""), textNumber("w")], [0, (119 * 0x1000193) | 0]);
});

test("steps by hand lie at their angle, exactly at quarter turns, and leave the rule's memory alone", () => {
  const { steps } = RAVINE.trajectory(
    ravine({
      gamma: 0.9,
      steps: 5,
      moves: [
        [0, 90, 0.01],
        [1, 270, 0.01],
        [2, 150, 0.01],
        [3, 0, 1e-3],
      ],
    }),
  ); // prettier-ignore
  assert.deepEqual(steps.beta.slice(0, 2), [90, 90]);
  assert.deepEqual([...steps.dot.slice(0, 2), ...steps.cos_beta.slice(0, 2)], [0, 0, 0, 0]);
  assert.ok(Math.abs(steps.beta[2] - 150) < 1e-13);
  assert.equal(steps.beta[3], 0);
  assert.equal(steps.u_w[4], -steps.grad_w[4]);
  assert.deepEqual(steps.eta, [0.01, 0.01, 0.01, 1e-3, 0.05, NaN]);
});

test("lengths need no ordinary size; angles are told where they are sure, and 0, 90 and 180 are exact", () => {
  const measured = (...vectors) => {
    const [u, g] = vectors.map(numbers);
    const [dot, cross] = [dotOf(u, g), crossOf(u, g)];
    const cos = cosineOf(dot, cross);
    return isTold(u, g, dot, cross) ? [cos, degreesOf(dot, cross, cos)] : null;
  };
  for (const size of [1e-320, 1e-170, 1, 1e170, 1e308])
    assert.ok(Math.abs(norm(numbers([3 * (size / 5), 4 * (size / 5)])) / size - 1) < (size < 1e-310 ? 1e-3 : 1e-15), size);
  for (const size of [1e-61, 1, 1e61]) {
    assert.deepEqual(measured([size, size / 3], [-size, -size / 3]), [-1, 180], size);
    assert.deepEqual(measured([size, size, size], [size, size, size]), [1, 0], size);
    assert.deepEqual(measured([size, -size / 2], [size / 2, size]), [0, 90], size);
    assert.deepEqual(measured([-size, size / 2], [size / 2, size]), [0, 90], size);
  }
  for (const size of [1e-170, 1e-63, 1e63, 1e170]) assert.equal(measured([size, size / 3], [-size, -size / 3]), null, size);
  assert.deepEqual(measured([1, 0, 0], [0, 1, 2]), [0, 90]);
  assert.deepEqual(measured([0, 2], [3, 0]), [0, 90]);
  for (const [u, g] of [
    [
      [1, 1e-17],
      [1e-17, 1],
    ],
    [
      [0.1, 0.3],
      [-0.3, 0.1 + 2 ** -56],
    ],
    [
      [1, 3, 1],
      [3, -1, 1e-17],
    ],
    [
      [1, 2, 1e-20],
      [-2, 1, 1e-20],
    ],
    [
      [0, 0],
      [1, 2],
    ],
  ])
    assert.equal(measured(u, g), null, "only the server knows the side"); // prettier-ignore
  assert.equal(norm(numbers()), 0);
  const u = numbers();
  turned(numbers([1, 2]), 45, u);
  assert.ok(Math.abs(u[0] + Math.SQRT1_2) < 1e-15 && Math.abs(u[1] - 3 * Math.SQRT1_2) < 1e-15);
});

test("e^−a is the engine's own but for its last digits, and never more than 1", () => {
  for (let i = 0; i <= 20_000; i++) {
    const a = 708 * (i / 20_000) ** 3;
    assert.ok(Math.abs(exponential(a) / Math.exp(-a) - 1) <= 4.5 * Number.EPSILON, a);
    assert.ok(exponential(a) <= 1, a);
  }
  assert.deepEqual([0, 5e-324, 1e-300].map(exponential), [1, 1, 1]);
  assert.deepEqual([709, 1e300, Infinity].map(exponential), Array(3).fill(exponential(708)));
  assert.ok(Number.isNaN(exponential(NaN)));
});

test("no number is −0", () => {
  const { steps } = RAVINE.trajectory(ravine({ start: [0, -1], gamma: 0.5 }));
  for (const column of Object.values(steps)) for (const x of column) assert.ok(!Object.is(x, -0));
});

test("the loss at places of the map", () => {
  assert.deepEqual([...RAVINE.loss(ravine(), [1, 0, 2], [0, 1, 1])], [0.5, 10, 12]);
  const [middle] = NEURON.loss(neuron({ data: [[1, 0.5]] }), [0], [1]);
  assert.ok(Math.abs(middle - 0.5 * (1 / (1 + Math.exp(-1)) - 0.5) ** 2) < 1e-16);
});

test("a step of a ravine in every direction is its own series to two orders, and the one asked for is among them", () => {
  const [point, eta] = [[-3.5, 1.5], 0.05];
  const asked = moveOf(RAVINE.part, { point, eta, beta: 150 }, RAVINE.given(ravine()));
  const g = [-3.5, 30];
  const size = Math.hypot(...g);
  assert.deepEqual([asked.beta, asked.favourable, asked.norm_u], [150, true, size]);
  assert.ok(Math.abs(asked.dot - size ** 2 * Math.cos((150 * Math.PI) / 180)) < 1e-10);
  const { beta, first_order, second_order, actual } = asked.beta_curve;
  assert.deepEqual([beta.length, beta[360], first_order[90], first_order[270]], [361, 360, 0, 0]);
  beta.forEach((_, i) => assert.ok(Math.abs(second_order[i] - actual[i]) < 1e-12, `${i}°`));
  assert.ok(Math.abs(actual[150] - asked.actual) < 1e-13);
  assert.ok(Math.abs(asked.taylor[1].remainder) < asked.doubt * 4);
  const { eta_curve } = moveOf(RAVINE.part, { point, eta, u: [1, -2] }, RAVINE.given(ravine()));
  assert.deepEqual([eta_curve.eta[50], eta_curve.eta[100], eta_curve.actual[0]], [eta, 2 * eta, 0]);
  eta_curve.eta.forEach((_, i) => assert.ok(Math.abs(eta_curve.order2[i] - eta_curve.actual[i]) < 1e-13));
  assert.equal(moveOf(RAVINE.part, { point: [1e200, 0], eta, beta: 150 }, RAVINE.given(ravine())), null);
  assert.deepEqual(
    [
      moveOf(RAVINE.part, { point: [0, 0], eta, u: [1, 0] }, RAVINE.given(ravine())).beta,
      moveOf(RAVINE.part, { point: [0, 0], eta, u: [1, 0] }, RAVINE.given(ravine())).beta_curve,
    ],
    [null, null],
  );
});

test("slices of a ravine are its parabolas, with the partial derivatives as slopes", () => {
  const axes = [
    { parameter: "w", axis: [-1, 0, 2] },
    { parameter: "b", axis: [0, 3] },
  ];
  const found = slicesThrough(RAVINE_BY_MOMENTUM, [-3.5, 1.5], axes, RAVINE.given(ravine()));
  assert.deepEqual(
    found.slices.map(({ loss, slope }) => [loss, slope]),
    [
      [[23, 22.5, 24.5], -3.5],
      [[6.125, 96.125], 30],
    ],
  );
  assert.deepEqual([found.loss, found.range], [28.625, [6.125, 96.125]]);
  assert.equal(slicesThrough(RAVINE_BY_MOMENTUM, [1e200, 1], axes, RAVINE.given(ravine())), null);
});
