// Play makes the picture: how far a path is drawn, and how fast.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createActions } from "../../static/js/state/actions.js";
import { pace } from "../../static/js/state/pace.js";
import { lastVisibleStep, newQuiz } from "../../static/js/state/quiz.js";
import { keepReached, reachedOnArrival } from "../../static/js/state/reached.js";
import { createStore } from "../../static/js/state/store.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

/** A run of so many steps. @param {number} steps */
const runOf = (steps) => {
  const k = Array.from({ length: steps + 1 }, (_, i) => i);
  return { steps: { k, actual: k.map((i) => (i < steps ? -1 : null)), doubt: k.map(() => 0) } };
};

/** A page as it is on arrival, whose listeners are told at once. @param {number} steps @param {any} [more] */
function arrived(steps, more = {}) {
  const state = { reached: 0, step: 0, playing: false, travels: false, quiz: null, speed: 1, run: runOf(steps), scenario: { vs: [], moves: [] }, ...more };
  const store = createStore(/** @type {any} */ (state), (draw) => queueMicrotask(draw));
  keepReached(store);
  const actions = createActions(store, /** @type {any} */ ({}), { pushChoice() {}, replaceStep() {} });
  return { store, actions, seen: () => lastVisibleStep(store.latest()) };
}

/** Milliseconds until a run that plays has ended, and each step that was shown. @param {ReturnType<typeof arrived>} page */
async function played({ store, actions }) {
  actions.play();
  const shown = [store.get().step];
  let time = 0;
  for (; store.get().playing; time++) {
    mock.timers.tick(1);
    if (store.get().step !== shown.at(-1)) shown.push(store.get().step);
    await null;
  }
  return { time, shown };
}

test("on arrival there is nothing but the point, unless the link is to a step or nothing is to move", () => {
  assert.equal(reachedOnArrival({ given: ["eta"] }, false), 0);
  assert.equal(reachedOnArrival({ given: ["eta", "step"] }, false), Infinity);
  assert.equal(reachedOnArrival({ given: [] }, true), Infinity);
  assert.equal(arrived(91).seen(), 0);
});

test("where runs are compared or steps are turned by hand, the path is whole", () => {
  assert.equal(arrived(91, { scenario: { vs: [{ optimiser: "adam" }], moves: [] } }).seen(), Infinity);
  assert.equal(arrived(91, { scenario: { vs: [], moves: [[0, 90, 1]] } }).seen(), Infinity);
});

test("steps draw the path up to the farthest that was shown, and its end draws it for good", async () => {
  const { store, actions, seen } = arrived(20);
  actions.move(1);
  assert.equal(seen(), 1);
  await null;
  actions.goto(10);
  await null;
  actions.goto(3);
  await null;
  assert.equal(seen(), 10, "going back takes nothing away");
  actions.goto(20);
  await null;
  actions.goto(0);
  assert.equal(seen(), Infinity);
  store.set({ run: /** @type {any} */ (runOf(300)) });
  await null;
  assert.equal(seen(), Infinity, "of other settings too");
});

test("the first Play draws the whole path in 2 to 3 seconds, a short one sooner, and passes no step of one that can be seen", async () => {
  for (const steps of [6, 20, 91, 150, 700, 2000, 5000]) {
    const { time, shown } = await played(arrived(steps));
    assert.ok(time >= 2000 && time <= 3000, `${steps} steps in ${time} ms`);
    if (steps <= 150) assert.equal(shown.length, steps + 1);
    assert.ok(shown.length > Math.min(steps, 100), `${shown.length} of ${steps} are seen`);
  }
  assert.ok((await played(arrived(1))).time <= 500);
});

test("later ones go at the usual pace, and no run takes longer than 15 seconds", async () => {
  for (const [steps, least, most] of [
    [20, 2700, 2900],
    [100, 13_800, 14_200],
    [5000, 7000, 15_000],
  ]) {
    const page = arrived(steps);
    await played(page);
    const { time } = await played(page);
    assert.ok(time >= least && time <= most, `${steps} steps in ${time} ms`);
  }
});

test("the speed counts for both, and a pause does not end the first", async () => {
  const page = arrived(100, { speed: 2 });
  page.actions.play();
  for (let i = 0; i < 600; i++) mock.timers.tick(1);
  page.actions.pause();
  const { step } = page.store.get();
  assert.ok(step > 40 && step < 60, `${step}`);
  const { time } = await played(page);
  assert.ok(time > 500 && time < 800, `${time} ms`);
  assert.deepEqual(pace(100, { speed: 4, first: false, single: false }), { stride: 1, wait: 35 });
});

test("a slow machine passes steps over, and takes no longer", async () => {
  const { store, actions } = arrived(91);
  actions.play();
  let time = 0;
  for (; store.get().playing; time += 120) {
    mock.timers.tick(120);
    await null;
  }
  assert.ok(time >= 2400 && time <= 3000, `${time} ms`);
});

test("Predict asks about each step, first or not", () => {
  assert.deepEqual(pace(5000, { speed: 1, first: true, single: true }), { stride: 1, wait: 140 });
  assert.equal(arrived(91, { quiz: newQuiz({ given: {}, step: 0, ownBeta: null, run: null }) }).seen(), 0);
});
