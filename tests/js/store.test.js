import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, createStore } from "../../static/js/state/store.js";

function setup(initial) {
  const frames = [];
  const store = createStore(initial, (draw) => frames.push(draw));
  const told = [];
  store.listen((state, before) => told.push([state, before]));
  return { store, told, frame: () => frames.splice(0).forEach((draw) => draw()) };
}

test("listeners are told once a frame, of the last state", () => {
  const { store, told, frame } = setup({ step: 0 });
  store.set({ step: 1 });
  store.set({ step: 2 });
  assert.equal(store.get().step, 2);
  assert.deepEqual(told, []);
  frame();
  store.set({ step: 3 });
  frame();
  frame();
  assert.deepEqual(told, [
    [{ step: 2 }, null],
    [{ step: 3 }, { step: 2 }],
  ]);
});

test("a listener may change the state: it is told so in the next frame", () => {
  const { store, told, frame } = setup({ step: 0 });
  store.listen((state) => state.step === 1 && store.set({ step: 5 }));
  store.set({ step: 1 });
  frame();
  assert.equal(told.length, 1);
  frame();
  assert.equal(told[1][0].step, 5);
});

test("states are never changed in place", () => {
  const { store } = setup(Object.freeze({ step: 0, run: null }));
  const before = store.get();
  store.set({ step: 1 });
  assert.deepEqual([before.step, store.get().step], [0, 1]);
});

test("changed: by identity, and always at first", () => {
  const run = {};
  assert.equal(changed({ run }, null, "run"), true);
  assert.equal(changed({ run, step: 1 }, { run, step: 0 }, "run"), false);
  assert.equal(changed({ run, step: 1 }, { run, step: 0 }, "run", "step"), true);
});
