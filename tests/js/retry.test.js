// What failed and may pass is asked again by itself: when, how often, and when no more.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Trouble } from "../../static/js/state/api.js";
import { retry, waitBefore } from "../../static/js/state/retry.js";
import { createStore } from "../../static/js/state/store.js";

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  mock.method(Math, "random", () => 1);
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

test("without a word of the server: 1, 2, 4 … 30 s, each shortened by up to a half", () => {
  const waits = (chance) => Array.from({ length: 8 }, (_, i) => waitBefore(i, null, chance));
  assert.deepEqual(waits(1), [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  assert.deepEqual(waits(0), [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.deepEqual(
    [0, 0.5, 1].map((chance) => waitBefore(0, "soon", chance)),
    [500, 750, 1000],
  );
});

test("where the server says how long, never earlier, however often it failed", () => {
  mock.timers.setTime(Date.parse("2026-01-01T00:00:00Z"));
  for (const [said, seconds] of [
    ["7", 7],
    ["0", 1],
    ["999999", 3600],
    ["Thu, 01 Jan 2026 00:01:30 GMT", 90],
    ["Thu, 01 Jan 2015 00:00:00 GMT", 1],
  ]) {
    assert.deepEqual(
      [0, 6].map((attempts) => waitBefore(attempts, said, 0)),
      [1000 * seconds, 1000 * seconds],
    );
    assert.equal(waitBefore(3, said, 1), 1500 * seconds);
  }
});

/** A page that asks again: its store and document, what its server has been asked, and how that is answered. */
async function page() {
  const document = Object.assign(new EventTarget(), { hidden: false });
  const window = new EventTarget();
  Object.assign(globalThis, { document, addEventListener: window.addEventListener.bind(window) });
  const store = createStore({}, (draw) => draw());
  const it = { asked: 0, trouble: null, document, window, store };
  it.becomes = (trouble) => {
    it.trouble = trouble;
    store.set({});
  };
  await retry(store, { again: () => it.asked++, passing: () => it.trouble });
  return it;
}
const busy = (after = null) => new Trouble("", [], 503, after);
const seconds = (n) => mock.timers.tick(1000 * n);

test("each failed attempt doubles the wait, the first answer ends it", async () => {
  const it = await page();
  for (const [i, wait] of [1, 2, 4, 8, 16, 30, 30].entries()) {
    it.becomes(busy());
    it.becomes(busy()); // another part fails too: one attempt asks for both
    seconds(wait - 0.001);
    assert.equal(it.asked, i);
    seconds(0.001);
    assert.equal(it.asked, i + 1);
  }
  it.becomes(busy());
  it.becomes(null);
  seconds(100);
  assert.equal(it.asked, 7);
  it.becomes(busy());
  seconds(1);
  assert.equal(it.asked, 8, "from the beginning");
});

test("at once when the browser is online, or the page seen again; where nothing failed, nothing is asked", async () => {
  const it = await page();
  it.window.dispatchEvent(new Event("online"));
  it.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(it.asked, 0);
  it.becomes(busy("60"));
  it.window.dispatchEvent(new Event("online"));
  assert.equal(it.asked, 1);
  seconds(100);
  assert.equal(it.asked, 1, "not twice");
  it.becomes(busy());
  it.document.hidden = true;
  it.document.dispatchEvent(new Event("visibilitychange"));
  seconds(100);
  assert.equal(it.asked, 1, "a page that nobody sees does not ask");
  it.document.hidden = false;
  it.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(it.asked, 2);
});

test("trouble that was there before the script came counts too", async () => {
  const store = createStore({}, (draw) => draw());
  let asked = 0;
  const trouble = busy();
  await retry(store, { again: () => asked++, passing: () => trouble });
  seconds(1);
  assert.equal(asked, 1);
});
