// The recipe: what stands beside its lines adds up by hand, and Play goes through a pass line by line.
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { PASS, recipePanel, roleAtRest, valuesOf } from "../../static/js/page/panels/program.js";
import { createActions } from "../../static/js/state/actions.js";
import { pace } from "../../static/js/state/pace.js";
import { createStore } from "../../static/js/state/store.js";
import { STEPS } from "./bowl.js";

const ROLES = ["import", "start", "loop", "predict", "loss", "partial", "partial", "stop", "update", "result"];
const row = { k: 3, point: [1, -2], loss: 0.75, gradient: [0.5, 0.25], gradNorm: 0.559, eta: 2, u: [-0.5, -0.25], last: false };

test("a pass begins at the step that is shown, and its update is the next one", () => {
  const plain = (/** @type {string[]} */ texts) => texts.map((text) => text.replaceAll("\u00a0", " "));
  const values = valuesOf(row, ["w", "b"], [0.5, 0.25, 0.125, 0.00075, 1, 0], "ŷ");
  assert.deepEqual(plain(values.loop), ["k = 3, w = 1, b = −2"]);
  assert.deepEqual(plain(values.predict), ["ŷ = 0.5, 0.25, 0.13, 0.001, …"]);
  assert.deepEqual(plain([...values.loss, ...values.partial, ...values.stop]), ["L = 0.75", "dw = 0.5", "db = 0.25", "0.559"]);
  assert.deepEqual(plain(values.update), ["w = 0, b = −2.5"]);
  assert.deepEqual(valuesOf({ ...row, last: true }, ["w", "b"], [], "a").update, [""], "no step is taken from there");
});

test("at rest the line is lit at which the run stands", () => {
  assert.equal(roleAtRest({ ...row, k: 0 }, "max_steps"), "start");
  assert.equal(roleAtRest(row, "max_steps"), "update");
  assert.equal(roleAtRest({ ...row, last: true }, "converged"), "stop");
  assert.equal(roleAtRest({ ...row, last: true }, "max_steps"), "result");
});

test("a step takes the time in which its lines can be followed, and none is passed over", () => {
  assert.deepEqual(pace(5000, { speed: 2, first: false, single: true, usual: 900 }), { stride: 1, wait: 450 });
});

afterEach(() => mock.timers.reset());

/** A page with the program's lines, whose buttons do nothing. */
function page() {
  const lines = ROLES.map((role) => ({
    dataset: { role },
    lit: false,
    firstElementChild: { textContent: role },
    lastElementChild: { textContent: "" },
    setAttribute() {
      this.lit = true;
    },
    removeAttribute() {
      this.lit = false;
    },
  }));
  const element = { children: lines, classList: { toggle() {} }, addEventListener() {} };
  globalThis.document = /** @type {any} */ ({ getElementById: () => element });
  globalThis.matchMedia = /** @type {any} */ (() => ({ matches: false }));
  return lines;
}

test("Play goes through a pass, line by line, and then takes the step", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const lines = page();
  const w = { w: [0, -1, -2], b: [0, 0, 0], grad_w: [1, 1, 1], grad_b: [0, 0, 0], eta: [1, 1, null], u_w: [-1, -1, null], u_b: [0, 0, null] };
  const steps = { ...Object.fromEntries(Object.keys(STEPS).map((name) => [name, [0, 1, null]])), ...w };
  const run = { parameters: ["w", "b"], outcome: "max_steps", steps, runs: [] };
  const scenario = { objective: "neuron", data: [[1, 0.5]], plane: ["w", "b"] };
  const output = { symbol: "ŷ", activation: "sigmoid", cancels: false };
  const catalogue = { objectives: [{ id: "neuron", parameters: ["w", "b"], inputs: 1, output }], optimisers: [], datasets: [] };
  const state = { run, scenario, given: {}, step: 0, playing: false, speed: 1, reached: Infinity, quiz: null, ownBeta: null, linger: PASS };
  const store = createStore(/** @type {any} */ (state), (draw) => draw());
  recipePanel(store, /** @type {any} */ ({ api: "/api/v1", catalogue }));
  const actions = createActions(store, /** @type {any} */ (catalogue), { pushChoice() {}, replaceStep() {} });
  store.set({});
  const lit = () => lines.filter((line) => line.lit).map((line) => line.dataset.role);
  assert.deepEqual(lit(), ["start"]);
  assert.match(lines[3].lastElementChild.textContent, /^ŷ.=.0\.5$/);
  actions.play();
  const seen = [];
  for (let time = 0; time < 900; time += 150) {
    seen.push(lit());
    assert.equal(store.get().step, 0);
    mock.timers.tick(150);
  }
  assert.deepEqual(seen, [["loop"], ["predict"], ["loss"], ["partial", "partial"], ["stop"], ["update"]]);
  assert.equal(store.get().step, 1);
  assert.deepEqual(lit(), ["loop"]);
  assert.match(lines[8].lastElementChild.textContent, /^w.=.−2, b.=.0$/);
  actions.pause();
  assert.deepEqual(lit(), ["update"]);
  mock.timers.tick(2000);
  assert.deepEqual(lit(), ["update"], "what was under way is not gone on with");
});
