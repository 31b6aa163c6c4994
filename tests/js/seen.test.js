import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { markSeen, recallSeen, seen } from "../../static/js/page/seen.js";

/** A browser's storage with what it holds, or one that may not be used. @param {Map<string, string> | null} kept */
function visit(kept) {
  globalThis.document = /** @type {any} */ ({ documentElement: { dataset: {} } });
  const held = {
    getItem: (/** @type {string} */ key) => kept?.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept?.set(key, value),
  };
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      if (kept) return held;
      throw new Error("forbidden");
    },
  });
  recallSeen();
  return () => globalThis.document.documentElement.dataset.seen ?? "";
}

/** @type {Map<string, string>} */
let kept;
beforeEach(() => {
  kept = new Map();
});

test("nothing is seen on a first visit, and what is used is seen from then on", () => {
  const words = visit(kept);
  assert.equal(words(), "");
  assert.ok(!seen("start"));
  markSeen("start");
  markSeen("start");
  markSeen("dots");
  assert.equal(words(), "start dots");
  assert.equal(visit(kept)(), "start dots");
  assert.ok(seen("start") && seen("dots") && !seen("direction"));
});

test("a page does not forget what another has kept meanwhile", () => {
  visit(kept);
  const [key] = [...kept.keys(), "antigradient-seen"];
  kept.set(key, "direction");
  markSeen("start");
  visit(kept);
  assert.ok(seen("direction") && seen("start"));
});

test("where storage is forbidden, what is used is seen as long as the page", () => {
  const words = visit(null);
  markSeen("start");
  assert.equal(words(), "start");
  assert.ok(seen("start"));
  visit(null);
  assert.ok(!seen("start"));
});
