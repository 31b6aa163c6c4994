// What the page computes by itself: in the same change, until the server says the same, and never of another scenario.
import assert from "node:assert/strict";
import { test } from "node:test";
import { epochs } from "../../static/js/kernel/batch_order.js";
import { withBatches } from "../../static/js/kernel/batches.js";
import { kernelOf } from "../../static/js/kernel/kernel.js";
import { createProvisional } from "../../static/js/page/provisional.js";
import { gridOf, surfaceOf } from "../../static/js/page/provisional_map.js";
import { createLoader } from "../../static/js/state/loader.js";
import { isComplete } from "../../static/js/state/replies.js";
import { createStore } from "../../static/js/state/store.js";
import { CATALOGUE, LOSS, SCENARIO, STEPS, waitingServer } from "./bowl.js";
import { NEURON_BY_DESCENT, RAVINE_BY_MOMENTUM } from "./kernel_parts.js";

const moment = (milliseconds = 5) => new Promise((done) => setTimeout(done, milliseconds));
const BOOT = { api: "/api/v1", catalogue: CATALOGUE, scenario: SCENARIO };
/** A run that says which η it is of. */
const runOf = ({ eta }) => ({ outcome: "max_steps", code: "max_steps", steps: { ...STEPS, eta: [eta, eta] } });
const reply = (scenario, more) => ({ scenario, parameters: ["w", "b"], title: "", message: "It ended.", runs: [], ...runOf(scenario), ...more });
/** From η = 1 on only the server can tell. */
const NOWHERE = {
  derivatives(_t, g, out) {
    g.fill(NaN);
    out.fill(NaN);
  },
};
const KERNEL = {
  supports: () => true,
  trajectory: (scenario) => (scenario.eta < 1 ? runOf(scenario) : null),
  part: NOWHERE,
  given: () => ({ x: [], n: 0, c: [] }),
};

/** A page with its first run, and requests that are answered by hand. */
async function page({ kernel = KERNEL, given = {}, run = reply(SCENARIO) } = {}) {
  const waiting = waitingServer();
  const initial = {
    given,
    scenario: SCENARIO,
    step: 0,
    ownBeta: null,
    run,
    surface: null,
    layers: [],
    probing: false,
    move: null,
    chainVisible: false,
    paperFor: null,
    moving: false,
    draft: null,
    noPath: null,
    depth: "see",
  };
  const store = createStore({ ...initial, answered: {}, provisional: {}, stale: {} }, (draw) => queueMicrotask(draw));
  const loader = createLoader(store, BOOT, ["run"]);
  const loads = [];
  loader.compute(
    createProvisional(BOOT, {
      load: async (address) => {
        loads.push(address);
        return kernel;
      },
    }),
  );
  store.set({});
  await moment();
  const eta = (value, more = {}) => store.set({ given: { ...given, eta: value }, scenario: { ...SCENARIO, eta: value }, ...more });
  const shown = () => {
    const { run, stale } = store.get();
    return [run?.steps.eta[0], run?.message, stale.run];
  };
  return { store, waiting, eta, shown, loads };
}

test("a change is answered in the same change, and by the server when it rests", async () => {
  const { store, waiting, eta, shown, loads } = await page();
  assert.equal(loads.length, 1);
  for (const value of [0.2, 0.3, 0.4]) {
    eta(value);
    assert.deepEqual(shown(), [value, null, false]);
    await moment(40);
  }
  assert.equal(waiting.length, 0, "nothing is asked while it changes");
  assert.equal(isComplete({ ...store.get(), paperFor: store.get() }), false, "paper waits for the server");
  await moment(300);
  assert.deepEqual(
    waiting.map(({ url }) => url),
    ["/api/v1/trajectory?eta=0.4&digits=10"],
  );
  waiting.shift().answer(reply({ ...SCENARIO, eta: 0.4 }));
  await moment();
  assert.deepEqual(shown(), [0.4, "It ended.", false]);
  assert.equal(isComplete({ ...store.get(), paperFor: store.get() }), true);
  await moment(300);
  assert.equal(waiting.length, 0);
});

test("back at what the server had answered, it is asked again: another run was shown meanwhile", async () => {
  const { store, waiting, eta, shown } = await page();
  eta(0.2);
  await moment();
  store.set({ given: {}, scenario: SCENARIO });
  assert.deepEqual(shown(), [0.1, null, false]);
  await moment(300);
  assert.equal(waiting.length, 1);
});

test("what only the server can tell is late, and asked for at once", async () => {
  const { waiting, eta, shown } = await page();
  eta(0.2);
  eta(2);
  assert.deepEqual(shown(), [0.2, null, true]);
  await moment();
  assert.match(waiting[0].url, /eta=2&/);
});

test("an answer to an earlier question does not take the place of a later one's", async () => {
  const { waiting, eta, shown } = await page();
  eta(2);
  await moment();
  eta(0.3);
  waiting.shift().answer(reply({ ...SCENARIO, eta: 2 }));
  await moment();
  assert.deepEqual(shown(), [0.3, null, false]);
});

test("a refusal is the server's to say, and its sentence goes with the next path", async () => {
  const { store, waiting, eta, shown } = await page();
  eta(2);
  await moment();
  waiting.shift().answer({ detail: "no" }, 422);
  await moment();
  assert.notEqual(store.get().noPath, null);
  assert.equal(store.get().run, null);
  eta(0.3);
  assert.deepEqual(shown(), [undefined, undefined, true], "of a run of which nothing is known yet the server tells");
});

test("further runs are computed with the first, or not at all", async () => {
  const given = { vs: [{ optimiser: "gd", eta: 0.5 }] };
  const further = (eta) => ({ ...reply({ ...SCENARIO, eta }), scenario: { ...SCENARIO, eta } });
  const both = await page({ given, run: reply(SCENARIO, { runs: [further(0.5)] }) });
  both.eta(0.3);
  assert.deepEqual(
    [both.store.get().run, ...both.store.get().run.runs].map(({ steps }) => steps.eta[0]),
    [0.3, 0.5],
  );
  assert.equal(both.store.get().stale.run, false);
  both.store.set({ given: { ...given, start: [2, 0] }, scenario: { ...SCENARIO, start: [2, 0] } });
  assert.deepEqual(both.store.get().run.runs[0].scenario.start, [2, 0], "each says of which scenario it is");
  const one = await page({ given: { vs: [{ optimiser: "gd", eta: 5 }] }, run: reply(SCENARIO, { runs: [further(5)] }) });
  one.eta(0.3);
  assert.deepEqual(one.shown(), [0.1, "It ended.", true]);
});

test("a kernel that does not come, or does not know the scenario, leaves all to the server", async () => {
  const { eta, shown } = await page({ kernel: { ...KERNEL, supports: () => false } });
  eta(0.2);
  assert.deepEqual(shown(), [0.1, "It ended.", true]);
});

test("the map of a bowl: bands between the same levels, and its lowest place within a tenth of a cell", () => {
  const window = [-2, 2, -1, 3];
  const { w, b } = gridOf(window);
  const loss = w.map((x, i) => (x - 0.31) ** 2 + (b[i] - 0.77) ** 2);
  const { bands, lowest, minimum } = surfaceOf(loss, window, [{ from: 0 }, { from: 1 }, { from: 4 }]);
  assert.deepEqual(
    bands.slice(1).map(({ from }) => from),
    [1, 4],
  );
  assert.ok(Math.hypot(lowest[0][0] - 0.31, lowest[0][1] - 0.77) < 0.1 / 16);
  assert.equal(minimum.loss, Math.min(...loss));
  for (const { from, polygons } of bands.slice(1)) {
    const places = polygons.flat(2).filter(([x, y]) => Math.abs(x) < 2 && y > -1 && y < 3);
    assert.ok(places.length > 40);
    for (const [x, y] of places) assert.ok(Math.abs((x - 0.31) ** 2 + (y - 0.77) ** 2 - from) < 2e-3, `${x}, ${y} at ${from}`);
  }
  assert.equal(surfaceOf(loss.fill(Number.NaN, 3, 4), window, [{ from: 0 }]), null);
});

test("where the mathematics is unfolded a step has its series, by a part that is loaded for it", async () => {
  const scenario = {
    ...SCENARIO,
    objective: "ravine",
    optimiser: "momentum",
    schedule: "constant",
    scaling: "none",
    data: null,
    f: null,
    lambda1: 1,
    lambda2: 20,
  };
  const series = (_t, _u, out) => out.fill(0.25, 3);
  const loads = [];
  const provisional = createProvisional(BOOT, {
    load: async (address) => {
      loads.push(address.includes("include=series"));
      return kernelOf({ ...RAVINE_BY_MOMENTUM, ...(address.includes("include=series") && { series }) });
    },
  });
  const steps = { ...STEPS, w: [1, 0.9], b: [0, 0], u_w: [-1, null], u_b: [0, null], grad_w: [1, 0.9], grad_b: [0, 0], eta: [0.1, null] };
  const state = { given: {}, scenario, run: { ...reply(scenario), steps }, step: 0, ownBeta: null, answered: {}, provisional: {} };
  const move = async (depth) => {
    provisional.prepare({ ...state, depth });
    await moment();
    return provisional.answers({ ...state, depth }, () => ({ move: "asked" })).move;
  };
  assert.equal((await move("see")).taylor.length, 2);
  const { taylor, eta_curve } = await move("calculate");
  assert.deepEqual(loads, [false, true]);
  assert.deepEqual(
    taylor.map(({ order }) => order),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  assert.deepEqual(
    taylor.slice(2).map(({ term }) => term),
    Array(6).fill(0.25),
  );
  assert.ok(Math.abs(eta_curve.order3[50] - eta_curve.order2[50] - 0.25) < 1e-15);
  assert.equal((await move("see")).taylor.length, 2, "whatever has been loaded");
});

test("a run with batches is computed where a page has what draws them, with each batch's gradient", async () => {
  const scenario = {
    ...SCENARIO,
    objective: "sigmoid-squared",
    reduction: "half_sum",
    data: [
      [-2, 0.08],
      [0.3, 0.45],
      [2.6, 0.93],
    ],
    schedule: "constant",
    scaling: "none",
    eta: 0.5,
    steps: 7,
    tol: 0,
    decay: 0,
    moves: [[1, 150, 0.1]],
    batch: 2,
    seed: 3,
  };
  const catalogue = { ...CATALOGUE, objectives: [{ ...LOSS, id: "sigmoid-squared", data: "five", inputs: 1 }] };
  const state = { given: {}, scenario, run: reply(scenario), answered: {}, provisional: {}, depth: "see" };
  const answer = async (kernel) => {
    const provisional = createProvisional({ ...BOOT, catalogue }, { load: async () => kernel });
    provisional.prepare(state);
    await moment();
    const { provisional: of, run } = provisional.answers(state, () => ({ run: "another" }));
    return of.run && run.steps;
  };
  const found = await answer(withBatches(kernelOf(NEURON_BY_DESCENT)));
  const drawn = epochs(3, 3);
  const orders = [0, 1, 2].flatMap(() => [drawn.next().value]).flatMap((order) => [order.slice(0, 2), order.slice(2)]);
  const batches = [orders[0], null, ...orders.slice(1)]; // a step by hand looks at all points
  for (let k = 0; k < 7; k++) {
    const rows = batches[k]?.map((i) => scenario.data[i]);
    const g = [0, 0];
    if (rows) NEURON_BY_DESCENT.derivatives([found.w[k], found.b[k]], g, [], [rows.map(([x]) => x), rows.map(([, y]) => y)], rows.length, []);
    assert.deepEqual([found.batch_grad_w[k], found.batch_grad_b[k]], rows ? g : [NaN, NaN], `${k}`);
    if (rows) assert.deepEqual([found.u_w[k], found.u_b[k]], [-g[0], -g[1]]);
    const all = [0, 0];
    NEURON_BY_DESCENT.derivatives([found.w[k], found.b[k]], all, [], [scenario.data.map(([x]) => x), scenario.data.map(([, y]) => y)], 3, []);
    assert.deepEqual([found.grad_w[k], found.grad_b[k]], all);
  }
  assert.deepEqual([found.batch_grad_w[7], found.k.length], [NaN, 8]);
  assert.equal(await answer(kernelOf(NEURON_BY_DESCENT)), undefined, "the server answers");
});

test("a kernel is handed scaled data, and the run says how they are scaled", async () => {
  const data = [
    [100, 1],
    [300, 5],
  ];
  const asked = [];
  const kernel = { ...KERNEL, supports: ({ scaling }) => scaling === "none", trajectory: (scenario) => asked.push(scenario.data) && runOf(scenario) };
  const neuron = { ...LOSS, id: "neuron", data: "two", inputs: 1, output: { activation: "identity" } };
  const catalogue = { ...CATALOGUE, objectives: [neuron], datasets: [] };
  const scenario = { ...SCENARIO, objective: "neuron", data, scaling: "unit" };
  const provisional = createProvisional({ ...BOOT, catalogue }, { ownKernel: (one) => (kernel.supports(one) ? kernel : null) });
  const state = { given: {}, scenario, run: reply(scenario, { own_units: { message: "before" } }), answered: {}, provisional: {}, depth: "see" };
  const { run } = provisional.answers(state, () => ({ run: "another" }));
  assert.deepEqual(asked, [
    [
      [0, 0],
      [1, 1],
    ],
  ]);
  assert.deepEqual(run.scaling, [
    { shift: 100, scale: 200 },
    { shift: 1, scale: 4 },
  ]);
  assert.equal(run.own_units, null, "what the server said belongs to other data");
  neuron.output = { activation: "sigmoid" };
  assert.deepEqual(provisional.answers(state, () => ({ run: "another" })).run.scaling[1], { shift: 0, scale: 1 });
  assert.deepEqual(asked[1][1], [1, 5]);
});
