// Which reply belongs to what is chosen: late, gone, or in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLoader } from "../../static/js/state/loader.js";
import { isComplete } from "../../static/js/state/replies.js";
import { createStore } from "../../static/js/state/store.js";
import { CATALOGUE, SCENARIO, STEPS, waitingServer } from "./bowl.js";

const EMPTY = Object.fromEntries(Object.keys(STEPS).map((name) => [name, []]));
const moment = () => new Promise((done) => setTimeout(done, 5));

/** A page whose requests are answered by hand. */
async function page(wanted = ["run"]) {
  const waiting = waitingServer();
  const initial = {
    given: {},
    scenario: SCENARIO,
    step: 0,
    ownBeta: null,
    run: null,
    surface: null,
    layers: [],
    probing: false,
    move: null,
    chainVisible: false,
    paperFor: null,
    moving: false,
    answered: {},
    stale: {},
    draft: null,
    noPath: null,
    trouble: null,
    again: false,
  };
  const store = createStore(initial, (draw) => queueMicrotask(draw));
  createLoader(store, { api: "/api/v1", catalogue: CATALOGUE }, wanted);
  store.set({});
  await moment();
  const eta = async (value) => {
    store.set({ given: { eta: value }, scenario: { ...SCENARIO, eta: value } });
    await moment();
  };
  return { store, waiting, eta };
}
const run = (name) => ({ scenario: SCENARIO, parameters: ["w", "b"], steps: STEPS, name });

test("a reply is in its place only while it answers what is asked", async () => {
  const { store, waiting, eta } = await page();
  assert.equal(store.get().stale.run, true);
  waiting.shift().answer(run("first"));
  await moment();
  assert.deepEqual([store.get().run.name, store.get().stale.run, isComplete({ ...store.get(), paperFor: store.get() })], ["first", false, true]);
  await eta(0.2);
  assert.deepEqual([store.get().run.name, store.get().stale.run, isComplete({ ...store.get(), paperFor: store.get() })], ["first", true, false]);
  waiting.shift().answer(run("second"));
  await moment();
  assert.deepEqual([store.get().run.name, store.get().stale.run], ["second", false]);
});

test("an answer that nobody waits for any more is let go: there, away and back", async () => {
  const { store, waiting, eta } = await page();
  waiting.shift().answer(run("first"));
  await moment();
  await eta(0.2);
  store.set({ given: {}, scenario: { ...SCENARIO } });
  await moment();
  assert.equal(store.get().stale.run, false, "it is here already");
  waiting.shift().answer(run("second"));
  await moment();
  assert.deepEqual([store.get().run.name, store.get().stale.run], ["first", false]);
});

test("a run without a row is none, and says why", async () => {
  const { store, waiting } = await page();
  waiting.shift().answer({ ...run("none"), steps: EMPTY, message: "There is no path." });
  await moment();
  const { run: none, noPath, stale, trouble } = store.get();
  assert.deepEqual([none, noPath, stale.run, trouble], [null, "There is no path.", false, null]);
});

test("what is refused is gone, what failed is late and may be asked again", async () => {
  const { store, waiting, eta } = await page();
  waiting.shift().answer(run("first"));
  await moment();
  await eta(0.2);
  waiting.shift().answer({}, 503);
  await moment();
  assert.deepEqual([store.get().run.name, store.get().stale.run, store.get().again], ["first", true, true]);
  await eta(0.3);
  waiting.shift().answer({ detail: "eta is too large." }, 422);
  await moment();
  const { run: none, stale, again, trouble } = store.get();
  assert.deepEqual([none, stale.run, again, trouble], [null, false, false, "The server refuses this: eta is too large."]);
});

test("while a formula is typed that is not the loss yet, nothing that is shown is of it", async () => {
  const { store, waiting } = await page();
  waiting.shift().answer(run("first"));
  await moment();
  store.set({ draft: { f: "w^2 + x", refused: null } });
  assert.equal(store.get().stale.run, true);
  store.set({ draft: null });
  assert.equal(store.get().stale.run, false);
});

test("what layers and the cross-hair are made of is asked for while they are on, after the map, and belongs to its question", async () => {
  const { store, waiting } = await page(["surface", "grid", "scene"]);
  const surface = { scenario: SCENARIO, bands: [{ from: 0, to: 1, polygons: [] }] };
  const grid = (loss) => ({ scenario: SCENARIO, w: [0, 1], b: [0, 1], loss });
  const move = async (/** @type {number} */ to) => {
    const window = [-to, to, -to, to];
    store.set({ given: { window }, scenario: { ...SCENARIO, window } });
    await moment();
  };
  const asked = () => waiting.map(({ url }) => /include=(\w+)/.exec(url)?.[1]);
  assert.deepEqual(asked(), ["bands"]);
  store.set({ probing: true });
  await moment();
  assert.deepEqual(asked(), ["bands"], "the grid waits for the map");
  waiting.shift().answer(surface);
  await moment();
  assert.deepEqual(asked(), ["loss"]);
  waiting.shift().answer(grid("first"));
  await moment();
  assert.deepEqual([store.get().grid.loss, store.get().stale.grid], ["first", false]);
  await move(1);
  assert.deepEqual([store.get().grid.loss, store.get().stale.grid], ["first", true], "of another map, and late");
  store.set({ probing: false });
  waiting.shift().answer(surface);
  await moment();
  assert.deepEqual(asked(), [], "nobody wants it now");
  store.set({ probing: true, layers: ["levels"], room: 500 });
  await moment();
  assert.deepEqual([asked(), store.get().stale.grid], [["loss", "labels"], true]);
  waiting.shift().answer(grid("second"));
  waiting.shift().answer({ scenario: SCENARIO, labels: ["label"] });
  await moment();
  assert.deepEqual(
    [store.get().grid.loss, store.get().scene.labels, isComplete({ ...store.get(), paperFor: store.get(), stale: { ...store.get().stale, move: false } })],
    ["second", ["label"], true],
  );
});

test("what is held for paper is shown, and what comes meanwhile waits", async () => {
  const { store, waiting, eta } = await page();
  waiting.shift().answer(run("first"));
  await moment();
  const complete = store.get();
  const told = [];
  store.listen((state) => told.push(state.run.name));
  await eta(0.2);
  store.hold(complete);
  waiting.shift().answer(run("second"));
  await moment();
  assert.equal(store.get(), complete);
  assert.ok(told.every((name) => name === "first"));
  store.hold(null);
  assert.equal(told.at(-1), "second");
  assert.equal(store.get().stale.run, false);
});
