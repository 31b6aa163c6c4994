// Whether a task of the lesson is done, what is kept of it, and the code of a reader's results.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAct, holds, sameGrid } from "../../static/js/lesson/checks.js";
import { createProgress } from "../../static/js/lesson/progress.js";
import { resultCode, resultsOf } from "../../static/js/state/result_code.js";

const seen = (more = {}) => ({ state: { beta: 120, optimiser: "gd", start: [-2, 1] }, step: 3, loss: 0.5, beta: 180, ...more });

test("a condition is about a value of the figure's message", () => {
  for (const [condition, expected] of [
    [["loss", "<", 0.51, 0], true],
    [["loss", "<", 0.5, 0], false],
    [["step", ">", 2, 0], true],
    [["step", "=", 3, 0], true],
    [["state.optimiser", "=", "gd", 0], true],
    [["state.optimiser", "=", "adam", 0], false],
    [["state.start.1", "near", 1.2, 0.3], true],
    [["state.start.1", "near", 1.4, 0.3], false],
    [["state.none.1", "<", 9, 0], false],
  ])
    assert.equal(holds(seen(), condition), expected, condition.join(" "));
  assert.equal(holds(seen({ beta: null }), ["beta", "<", 9, 0]), false);
});

test("an act is done when each sight has been seen, none of which the page itself has shown", () => {
  const act = createAct([[["state.beta", "near", 120, 1]], [["state.beta", "near", 90, 1]]]);
  assert.equal(act(seen()), false);
  assert.equal(act(seen()), false, "what the page has set does not count");
  assert.equal(act(seen({ state: { beta: 90.5 } })), false);
  assert.equal(act(seen({ state: { beta: 100 } })), false);
  assert.equal(act(seen({ state: { beta: 120 } })), true, "in any order");
});

test("an act's conditions hold at a time", () => {
  const act = createAct([
    [
      ["loss", "<", 0.1, 0],
      ["step", "=", 0, 0],
    ],
  ]);
  act(seen());
  assert.equal(act(seen({ loss: 0.05 })), false);
  assert.equal(act(seen({ step: 0 })), false);
  assert.equal(act(seen({ loss: 0.05, step: 0 })), true);
});

test("formulas are the same where their values are, to rounding", () => {
  const grid = [
    [1, 2e3],
    [null, -4],
  ];
  assert.ok(sameGrid(grid, [[1 + 1e-7, 2e3], grid[1]]));
  assert.ok(!sameGrid(grid, [[1 + 1e-5, 2e3], grid[1]]));
  assert.ok(!sameGrid(grid, [grid[0], [0, -4]]), "a value where there is none");
  assert.ok(!sameGrid(grid, [grid[0]]));
  assert.ok(!sameGrid([[null]], [[null]]), "nothing is the same as nothing");
});

test("progress is kept, and works where storage is forbidden", () => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
  const task = { section: "which-way", task: "turn" };
  const one = createProgress();
  assert.equal(one.has(task), false);
  one.add(task, "2.5");
  assert.equal(createProgress().answer(task), "2.5");
  createProgress().clear();
  assert.equal(createProgress().has(task), false);
  kept.set("antigradient-lesson", "[broken");
  assert.equal(createProgress().has(task), false);
  globalThis.localStorage = {
    getItem() {
      throw new Error("forbidden");
    },
    setItem() {
      throw new Error("forbidden");
    },
    removeItem() {
      throw new Error("forbidden");
    },
  };
  const other = createProgress();
  other.add(task, "");
  assert.ok(other.has(task));
  other.clear();
  assert.ok(!other.has(task));
});

test("a result code is read back, and slips of the pen are noticed", () => {
  for (let seed = 0; seed < 200; seed++) {
    const done = Array.from({ length: 27 }, (_, i) => ((seed * 2654435761 + i * 40503) >>> (i % 13)) % 3 === 0);
    const code = resultCode(done);
    assert.match(code, /^[0-9A-Z]{6}-[0-9A-Z]$/);
    assert.deepEqual(resultsOf(` ${code.toLowerCase()} `, 27), done);
    for (let i = 0; i < 6; i++) {
      const wrong = code.slice(0, i) + (code[i] === "7" ? "8" : "7") + code.slice(i + 1);
      assert.equal(resultsOf(wrong, 27), null, `${code} read as ${wrong}`);
    }
    const swapped = code[1] + code[0] + code.slice(2);
    if (swapped !== code) assert.equal(resultsOf(swapped, 27), null);
  }
  for (const code of ["", "-", "ABC", "0000000-0", "!00000-0"]) assert.equal(resultsOf(code, 27), null, code);
  assert.deepEqual(resultsOf(resultCode([true]).replace("1", "I"), 1), [true], "a letter that is read as another");
});
