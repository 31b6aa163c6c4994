// What is asked for, and when: parts that nobody draws and replies that the page brought along are not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLoader } from "../../static/js/state/loader.js";
import { createStore } from "../../static/js/state/store.js";
import { CATALOGUE, SCENARIO, STEPS } from "./bowl.js";

const RUN = { scenario: SCENARIO, parameters: ["w", "b"], steps: STEPS };
const SURFACE = { scenario: SCENARIO, bands: [] };

/** A page that is left alone for a while: its store, and the addresses that were asked for. */
async function page(boot, wanted, state = {}) {
  const asked = [];
  const queries = [];
  globalThis.fetch = async (url) => {
    queries.push(url.replace(/^.*\?/, ""));
    asked.push(url.replace(/^.*v1\//, "").replace(/\?.*/, ""));
    return new Response(JSON.stringify(RUN));
  };
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
    moving: false,
    answered: {},
    stale: {},
    draft: null,
    noPath: null,
    trouble: null,
  };
  const store = createStore({ ...initial, ...state }, (draw) => queueMicrotask(draw));
  const loader = createLoader(store, { api: "/api/v1", catalogue: CATALOGUE, ...boot }, wanted);
  store.set({});
  await new Promise((done) => setTimeout(done, 10));
  return { asked, queries, store, loader };
}

test("only what is drawn is asked for", async () => {
  assert.deepEqual((await page({}, undefined)).asked, ["surface", "trajectory", "step"]);
  assert.deepEqual((await page({}, ["run"])).asked, ["trajectory"]);
});

test("the step's promises are asked for where they are drawn, or where the direction is the reader's own", async () => {
  const brought = { run: RUN, surface: SURFACE };
  assert.deepEqual((await page({}, ["run", "move"], brought)).asked, ["step"]);
  assert.deepEqual((await page({}, ["run"], { ...brought, ownBeta: 120 })).asked, ["step"]);
});

test("at the end of a run the step along −∇L is asked for, where there is one", async () => {
  const at = (grad_norm) => {
    const ended = { ...STEPS, grad_w: [1, 3], grad_b: [1, -4], grad_norm: [1, grad_norm], actual: [1, null] };
    return { run: { ...RUN, steps: ended }, surface: SURFACE, step: 1 };
  };
  assert.deepEqual((await page({}, ["run", "move"], at(5))).queries, ["point=2,2&eta=0.1&u=-3,4&order=8&digits=5"]);
  assert.deepEqual((await page({}, ["run", "move"], at(0))).asked, []);
  assert.deepEqual((await page({}, ["run"], at(5))).asked, []);
});

test("what the page brought along is not asked for, until the scenario is another", async () => {
  const { asked, store } = await page({}, ["surface", "run"], { run: RUN, surface: SURFACE });
  assert.deepEqual(asked, []);
  store.set({ scenario: { ...SCENARIO, start: [1, 0] }, given: { start: [1, 0] } });
  await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual(asked, ["trajectory"]);
});

test("what failed is asked again by who has waited, or when it is another question, and not with each step", async () => {
  const { asked, store, loader } = await page({}, ["run"]);
  const answer = globalThis.fetch;
  const moment = () => new Promise((done) => setTimeout(done, 10));
  const start = (w) => ({ scenario: { ...SCENARIO, start: [w, 0] }, given: { start: [w, 0] } });
  globalThis.fetch = async (url) => {
    asked.push(url.replace(/^.*v1\//, "").replace(/\?.*/, ""));
    return new Response(JSON.stringify({ detail: "busy" }), { status: 503 });
  };
  store.set(start(1));
  await moment();
  assert.equal(asked.length, 2);
  for (const step of [1, 0, 1]) {
    store.set({ step, layers: [`${step}`] });
    await moment();
  }
  assert.equal(asked.length, 2, "a page that plays would ask at each step");
  loader.again();
  await moment();
  assert.equal(asked.length, 3);
  store.set(start(2));
  await moment();
  assert.equal(asked.length, 4);
  globalThis.fetch = answer;
  loader.again();
  await moment();
  loader.again();
  await moment();
  assert.equal(asked.length, 5, "what has been answered is not asked again");
});

test("without a server nothing is asked for", async () => {
  const { asked, store } = await page({ api: "" }, undefined, { run: RUN, chainVisible: true });
  assert.deepEqual(asked, []);
  assert.equal(store.get().run, RUN);
  assert.equal(store.get().surface, null);
});
