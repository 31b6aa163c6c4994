import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, query, resolve, runQuery, stateAfter, surfaceQuery, usualOf } from "../../static/js/state/scenario.js";
import { loss, NEURON, parameter } from "./entries.js";

const CATALOGUE = {
  objectives: [
    NEURON,
    loss("three", { parameters: ["w1", "w2", "b"], data: "clouds", reduction: "sum", start: [0, 0, 0] }),
    loss("custom", { eta: 0.1, start: [2, 2], presets: [{ title: "one", f: "w^2" }] }),
    loss("ravine", {
      eta: 0.09,
      steps: 300,
      defaults: { momentum: { eta: 0.05, gamma: 0.8 } },
      start: [1, 1],
      constants: [parameter("lambda1", 1)],
    }),
  ],
  optimisers: [
    { id: "gd", eta: null, hyperparameters: [], switches: [] },
    { id: "momentum", eta: null, hyperparameters: [parameter("gamma", 0.9)], switches: [{ id: "place", default: "outside" }] },
    { id: "newton", eta: 1, hyperparameters: [], switches: [] },
  ],
  datasets: [
    { id: "five", inputs: 1, points: [[1, 2]] },
    {
      id: "tall",
      inputs: 1,
      points: [
        [3, 4],
        [5, 6],
      ],
      defaults: { sigmoid: { window: [0, 9, 0, 9], start: [8, 8], eta: 0.25, steps: 70, defaults: { momentum: { eta: 0.125, gamma: 0.5 } } } },
    },
    { id: "wide", inputs: 1, points: [[7, 8]], defaults: { sigmoid: { window: [0, 5, 0, 5], start: [8, 8], eta: 0.5, steps: 70, defaults: {} } } },
  ],
  parameters: [parameter("eta", 1), parameter("steps", 100), parameter("grid", 129), parameter("step", 0)],
  choices: [parameter("schedule", "constant"), parameter("scaling", "none")],
  schedules: [],
  limits: { points: 5 },
}; // prettier-ignore

test("defaults suit the loss and the rule", () => {
  const plain = resolve({}, CATALOGUE);
  assert.deepEqual([plain.objective, plain.eta, plain.optimiser, plain.gamma, plain.place], ["sigmoid", 1, "gd", 0.9, "outside"]);
  assert.equal(resolve({ objective: "ravine" }, CATALOGUE).eta, 0.09);
  assert.equal(resolve({ objective: "ravine", optimiser: "newton" }, CATALOGUE).eta, 1);
  const { eta, gamma, steps } = resolve({ objective: "ravine", optimiser: "momentum" }, CATALOGUE);
  assert.deepEqual([eta, gamma, steps], [0.05, 0.8, 300]);
  assert.equal(resolve({ objective: "ravine", optimiser: "momentum", gamma: 0.3 }, CATALOGUE).gamma, 0.3);
  assert.deepEqual(resolve({ objective: "three" }, CATALOGUE).plane, ["w1", "w2"]);
});

test("a choice is kept, a default is not written", () => {
  for (const change of [{ optimiser: "momentum" }, { objective: "ravine" }, { eta: 2 }, { start: [1, 2] }, { data: [[1, 2]] }]) {
    assert.deepEqual(choose({}, change, CATALOGUE), change);
  }
  assert.deepEqual(choose({ eta: 2 }, { eta: 1 }, CATALOGUE), {});
  assert.deepEqual(choose({ start: [0, 0] }, { start: [-2, -2] }, CATALOGUE), {});
  assert.deepEqual(choose({ optimiser: "momentum", gamma: 0.5 }, { optimiser: "gd" }, CATALOGUE), {});
});

test("another loss forgets what was the old one's, another optimiser the numbers that suited the old one", () => {
  const given = { data: [[1, 2]], start: [1, 1], eta: 3, window: [0, 1, 0, 1], steps: 9, optimiser: "momentum" };
  assert.deepEqual(choose(given, { objective: "ravine" }, CATALOGUE), { objective: "ravine", optimiser: "momentum" });
  assert.deepEqual(choose({ eta: 3 }, { optimiser: "newton" }, CATALOGUE), { optimiser: "newton" });
  assert.deepEqual(choose({ eta: 3, tol: 0 }, { optimiser: "momentum" }, CATALOGUE), { tol: 0, optimiser: "momentum" });
  assert.deepEqual(choose({ eta: 3 }, { optimiser: "gd" }, CATALOGUE), { eta: 3 });
  assert.deepEqual(choose({ optimiser: "momentum", gamma: 0.5 }, { optimiser: "momentum", eta: 3 }, CATALOGUE), { optimiser: "momentum", gamma: 0.5, eta: 3 });
});

test("a typed formula is a loss of its own", () => {
  assert.deepEqual([resolve({ f: "w" }, CATALOGUE).objective, resolve({ f: "w" }, CATALOGUE).f], ["custom", "w"]);
  assert.equal(resolve({ objective: "custom" }, CATALOGUE).f, "w^2");
  assert.equal(resolve({}, CATALOGUE).f, null);
  assert.deepEqual(choose({ objective: "custom", f: "w+b" }, { objective: "ravine" }, CATALOGUE), { objective: "ravine" });
});

test("a choice leaves its argument alone", () => {
  const given = Object.freeze({ eta: 2 });
  choose(given, { eta: 3 }, CATALOGUE);
  assert.deepEqual(given, { eta: 2 });
});

test("queries are short and readable, and hide nothing", () => {
  assert.equal(
    query({
      start: [-2, 0.5],
      data: [
        [1, 2],
        [3, 4],
      ],
      eta: 1e-7,
    }),
    "start=-2,0.5&data=1:2,3:4&eta=1e-7",
  );
  assert.equal(query({ f: "w^2 + b&x=1" }), "f=w%5E2%20%2B%20b%26x%3D1");
  assert.equal(query({ a: undefined, b: null, c: 0 }), "c=0");
});

test("map and path are asked for what decides them, and no more", () => {
  const map = (given) => surfaceQuery(given, resolve(given, CATALOGUE), CATALOGUE);
  assert.equal(map({ eta: 3, start: [1, 1], optimiser: "momentum", gamma: 0.5, steps: 3 }), "");
  assert.equal(map({ grid: 65, eta: 3 }), "grid=65");
  assert.equal(map({ objective: "ravine", lambda1: 7 }), "objective=ravine&lambda1=7");
  assert.equal(map({ objective: "three", start: [1, 2, 0] }), "objective=three");
  assert.equal(map({ objective: "three", start: [1, 2, 5] }), "objective=three&start=0,0,5");
  assert.equal(runQuery({ window: [0, 1, 0, 1], grid: 65, levels: 3, eta: 2 }), "eta=2");
  assert.equal(runQuery({ start: [1, 1], eta: 2 }), runQuery({ eta: 2, start: [1, 1] }));
});

test("another loss drops map and path: they may have other parameters", () => {
  const state = { scenario: resolve({}, CATALOGUE), step: 7, run: {}, surface: {}, answered: { run: "r", surface: "s", rates: "q" } };
  assert.deepEqual(stateAfter(state, { objective: "three" }, CATALOGUE), {
    given: { objective: "three" },
    scenario: resolve({ objective: "three" }, CATALOGUE),
    step: 0,
    ownBeta: null,
    draft: null,
    run: null,
    noPath: null,
    surface: null,
    move: null,
    grid: null,
    scene: null,
    curvature: null,
    slices: null,
    answered: { rates: "q" },
  }); // prettier-ignore
  const plane = stateAfter({ ...state, scenario: resolve({ objective: "three" }, CATALOGUE) }, { objective: "three", plane: ["w1", "b"] }, CATALOGUE);
  assert.deepEqual([plane.surface, "run" in plane, Object.keys(plane.answered)], [null, false, ["run", "rates"]], "another map of the same run");
  assert.deepEqual(Object.keys(stateAfter(state, { eta: 2 }, CATALOGUE)), ["given", "scenario"]);
});

test("a formula alone stands for the typed loss, even where it is that loss's own", () => {
  assert.deepEqual(choose({ f: "w^2" }, { eta: 3 }, CATALOGUE), { f: "w^2", eta: 3 });
  assert.deepEqual(choose({ objective: "custom", f: "w^2" }, {}, CATALOGUE), { objective: "custom" });
});

test("the third parameter is held at its start, or where the link says", () => {
  const at = (given) => resolve({ objective: "three", ...given }, CATALOGUE).at;
  assert.deepEqual([at({}), at({ start: [1, 2, 3] }), at({ start: [1, 2, 3], plane: ["w1", "b"] }), at({ at: 7 })], [0, 3, 2, 7]);
  assert.equal(resolve({}, CATALOGUE).at, null);
});

test("a data set may have defaults of its own", () => {
  const tall = resolve({ data: "tall" }, CATALOGUE);
  assert.deepEqual([tall.window, tall.start, tall.eta, tall.steps], [[0, 9, 0, 9], [8, 8], 0.25, 70]);
  const { eta, gamma } = resolve({ data: "tall", optimiser: "momentum" }, CATALOGUE);
  assert.deepEqual([eta, gamma], [0.125, 0.5]);
  assert.equal(resolve({ data: "tall", optimiser: "newton" }, CATALOGUE).eta, 1);
  assert.deepEqual(usualOf(CATALOGUE, tall).window, [0, 9, 0, 9]);
  assert.deepEqual(resolve({ data: "tall", scaling: "unit" }, CATALOGUE).window, [-4, 4, -4, 4], "they are in its own units");
  assert.deepEqual(choose({ data: "tall", eta: 3, tol: 0 }, { scaling: "unit" }, CATALOGUE), { data: "tall", tol: 0, scaling: "unit" });
  assert.deepEqual(usualOf(CATALOGUE, { ...tall, data: [[1, 2]] }).window, [-4, 4, -4, 4]);
  assert.deepEqual(choose({ data: "tall" }, { eta: 0.25, window: [0, 9, 0, 9] }, CATALOGUE), { data: "tall" });
});

test("another data set forgets what suited the old one, where the two differ", () => {
  const given = { eta: 3, window: [0, 1, 0, 1], start: [1, 1], tol: 0, vs: [{ optimiser: "momentum", eta: 2, gamma: 0.7, start: [0, 0] }] };
  const tall = { data: "tall", tol: 0, vs: [{ optimiser: "momentum" }] };
  assert.deepEqual(choose(given, { data: "tall" }, CATALOGUE), tall);
  assert.deepEqual(choose({ ...given, data: "tall" }, { data: "wide" }, CATALOGUE), {
    start: [1, 1],
    tol: 0,
    vs: [{ optimiser: "momentum", start: [0, 0] }],
    data: "wide",
  });
  const { data, ...same } = choose(given, { data: [[0, 0]] }, CATALOGUE);
  assert.deepEqual([data, same], [[[0, 0]], given], "both have the loss's own");
  assert.deepEqual(choose({}, { data: "tall", eta: 7 }, CATALOGUE), { data: "tall", eta: 7 });
});

test("points that were moved keep the place, the start and the rate of the set that they were", () => {
  const moved = choose(
    { data: "tall", eta: 3, vs: [{ optimiser: "momentum" }, { optimiser: "newton" }] },
    {
      data: [
        [3, 4],
        [5, 7],
      ],
    },
    CATALOGUE,
  );
  assert.deepEqual(moved, {
    data: [
      [3, 4],
      [5, 7],
    ],
    eta: 3,
    window: [0, 9, 0, 9],
    start: [8, 8],
    steps: 70,
    vs: [{ optimiser: "momentum", eta: 0.125, gamma: 0.5 }, { optimiser: "newton" }],
  });
  assert.deepEqual(choose(moved, { data: [[3, 4]] }, CATALOGUE), { ...moved, data: [[3, 4]] });
});
