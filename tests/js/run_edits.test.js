import assert from "node:assert/strict";
import { test } from "node:test";
import { runByItself, withChange, withOneMore, withOptimiserRun, withoutRun, withRunsExchanged } from "../../static/js/state/run_edits.js";
import { choose, query, resolve } from "../../static/js/state/scenario.js";
import { draws } from "./draws.js";
import { loss, NEURON, parameter } from "./entries.js";

const rule = (id, names = [], eta = null) => ({
  id,
  eta,
  hyperparameters: names.map((name) => parameter(name, 0.9)),
  switches: id === "adam" ? [parameter("epsilon_place", "outside")] : [],
});
const CATALOGUE = {
  objectives: [NEURON, loss("ravine", { eta: 0.09, start: [1, 1], constants: [parameter("lambda1", 1)] })],
  optimisers: [rule("gd"), rule("momentum", ["gamma"]), rule("adam", ["beta1", "beta2"]), rule("newton", [], 1)],
  datasets: [
    {
      id: "five",
      points: [
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
      ],
    },
    {
      id: "two",
      points: [
        [0, 1],
        [1, 1],
      ],
    },
  ],
  parameters: [
    parameter("eta", 1),
    parameter("steps", 100),
    parameter("tol", 1e-6),
    parameter("batch", 0),
    parameter("seed", 0),
    parameter("decay", 0.01),
    parameter("grid", 129),
  ],
  choices: [parameter("epsilon_place", "outside"), parameter("schedule", "constant")],
}; // prettier-ignore

/** What every run comes to, the first one first. */
const effective = (given) =>
  [0, ...(given.vs ?? []).keys()].map((_, i) => {
    const { vs, ...run } = resolve(runByItself(given, i), CATALOGUE);
    return run;
  }); // prettier-ignore

test("a run is added: the next optimiser that is not there yet, with the numbers that suit it and with the first run's batches", () => {
  let vs = withOneMore({}, CATALOGUE);
  assert.deepEqual(vs, [{ optimiser: "momentum" }]);
  vs = withOneMore({ vs }, CATALOGUE);
  assert.deepEqual(
    vs.map((run) => run.optimiser),
    ["momentum", "adam"],
  );
  assert.deepEqual(withOneMore({ optimiser: "adam", beta1: 0.5, eta: 0.1, batch: 2, start: [0, 0], steps: 9 }, CATALOGUE), [{ optimiser: "gd", batch: 2 }]);
  assert.deepEqual(
    withOneMore({ eta: 0.1, vs: [{ optimiser: "momentum" }, { optimiser: "adam" }] }, CATALOGUE).at(-1),
    { optimiser: "newton" },
    "which has a pace of its own",
  );
  const three = ["momentum", "adam", "newton"].map((optimiser) => ({ optimiser }));
  assert.deepEqual(withOneMore({ eta: 0.1, vs: three }, CATALOGUE).at(-1), { optimiser: "gd", eta: 0.05 });
}); // prettier-ignore

test("steps by hand are compared with the optimiser's own, once", () => {
  const given = { optimiser: "momentum", gamma: 0.5, eta: 2, moves: [[0, 120, 2]], steps: 20 };
  const vs = withOneMore(given, CATALOGUE);
  assert.deepEqual(vs, [{ optimiser: "momentum", eta: 2, gamma: 0.5 }]);
  assert.deepEqual(withOptimiserRun(given, CATALOGUE), vs);
  assert.equal(withOptimiserRun({ ...given, vs }, CATALOGUE), null);
  assert.equal(withOptimiserRun({ optimiser: "momentum" }, CATALOGUE), null);
  assert.deepEqual(withOneMore({ ...given, vs }, CATALOGUE).at(-1), { optimiser: "gd" });
});

test("a run is changed: what it would have anyway is not written, and the others stay", () => {
  const given = Object.freeze({ start: [1, 2], vs: Object.freeze([{ optimiser: "gd", eta: 3 }, { optimiser: "adam" }]) });
  const run = (i, change) => withChange(given, i, change, CATALOGUE)[i - 1];
  for (const [i, change, wanted] of [
    [1, { eta: 2 }, { optimiser: "gd", eta: 2 }],
    [1, { eta: 1 }, { optimiser: "gd" }],
    [1, { optimiser: "newton" }, { optimiser: "newton" }],
    [1, { optimiser: "momentum" }, { optimiser: "momentum" }],
    [1, { optimiser: "gd" }, { optimiser: "gd", eta: 3 }],
    [2, { beta1: 0.5 }, { optimiser: "adam", beta1: 0.5 }],
    [2, { start: [-2, -2] }, { optimiser: "adam", start: [-2, -2] }],
    [2, { start: [1, 2] }, { optimiser: "adam" }],
    [2, { steps: 5, schedule: "cosine" }, { optimiser: "adam", steps: 5, schedule: "cosine" }],
  ])
    assert.deepEqual(run(i, change), wanted);
  assert.deepEqual(withChange(given, 2, { eta: 5 }, CATALOGUE)[0], given.vs[0]);
  assert.deepEqual(withoutRun(given, 1), [{ optimiser: "adam" }]);
  assert.deepEqual(choose(given, { vs: withoutRun(withoutRun(given, 1), 1) }, CATALOGUE), { start: [1, 2] });
}); // prettier-ignore

test("what a run inherits it keeps when it changes places with the first", () => {
  const given = { eta: 2, start: [1, 2], moves: [[0, 90, 1]], window: [0, 1, 0, 1], vs: [{ optimiser: "newton", steps: 7 }, { optimiser: "adam" }] };
  assert.deepEqual(withRunsExchanged(given, 1, CATALOGUE), {
    optimiser: "newton",
    steps: 7,
    start: [1, 2],
    window: [0, 1, 0, 1],
    vs: [
      { optimiser: "gd", steps: 100, eta: 2, moves: [[0, 90, 1]] },
      { optimiser: "adam", steps: 100 },
    ],
  });
  assert.equal(query(withRunsExchanged({ vs: [{ optimiser: "adam", eta: 0.1 }] }, 1, CATALOGUE)), "optimiser=adam&eta=0.1&vs=gd");
}); // prettier-ignore

test("exchanged twice all is as it was, whatever was given; once, two runs have changed places", () => {
  const random = draws(7);
  const pick = (list) => list[Math.floor(random.next().value * list.length)];
  const some = {
    optimiser: ["gd", "momentum", "adam", "newton"],
    eta: [0.5, 1, 2, 0.09],
    gamma: [0.5, 0.9],
    epsilon_place: ["inside", "outside"],
    steps: [3, 100],
    tol: [0, 1e-6],
    start: [
      [-2, -2],
      [1, 1],
      [0, 3],
    ],
    schedule: ["cosine", "constant"],
    batch: [0, 2],
    seed: [0, 1],
    moves: [[], [[0, 120, 1]]],
  }; // prettier-ignore
  const draw = () =>
    Object.fromEntries(
      Object.entries(some)
        .filter(() => random.next().value < 0.4)
        .map(([name, values]) => [name, pick(values)]),
    );
  for (let time = 0; time < 400; time++) {
    const vs = Array.from({ length: 1 + Math.floor(3 * random.next().value) }, () => ({ optimiser: "gd", ...draw() }));
    const given = { objective: pick(["sigmoid", "ravine"]), ...draw(), vs };
    const before = effective(given);
    const i = 1 + Math.floor(vs.length * random.next().value);
    const once = withRunsExchanged(given, i, CATALOGUE);
    const swapped = before.map((run, j) => (j === 0 ? before[i] : j === i ? before[0] : run));
    assert.deepEqual(effective(once), swapped);
    const twice = withRunsExchanged(once, i, CATALOGUE);
    assert.deepEqual(effective(twice), before);
    assert.deepEqual(withRunsExchanged(withRunsExchanged(twice, i, CATALOGUE), i, CATALOGUE), twice, "and nothing piles up");
  }
});

test("another loss keeps the further runs without what was the old one's; fewer points leave no larger batch", () => {
  const given = { steps: 9, vs: [{ optimiser: "adam", start: [1, 1], eta: 3, beta1: 0.5, batch: 2, moves: [[0, 90, 1]] }, { optimiser: "gd" }] };
  assert.deepEqual(choose(given, { objective: "ravine" }, CATALOGUE), {
    objective: "ravine",
    vs: [{ optimiser: "adam", beta1: 0.5 }, { optimiser: "gd" }],
  });
  assert.deepEqual(
    choose(
      {
        batch: 2,
        vs: [
          { optimiser: "gd", batch: 4 },
          { optimiser: "adam", batch: 2 },
        ],
      },
      { data: "two" },
      CATALOGUE,
    ),
    {
      data: "two",
      batch: 2,
      vs: [{ optimiser: "gd" }, { optimiser: "adam", batch: 2 }],
    },
  );
}); // prettier-ignore
