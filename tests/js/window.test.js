// The map's window is moved by pure functions: what stays put, stays put; what was equal, stays equal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { panned, tidied, zoomed } from "../../static/js/window.js";

const WINDOW = [-4, 4, -4, 4];

test("zoom keeps its point, and the shape of the window", () => {
  for (const times of [0.5, 0.9, 2, 7]) {
    for (const about of [[0, 0], [3, -1], [-4, 4]]) {
      const [wMin, wMax, bMin, bMax] = zoomed([-4, 4, -1, 3], times, about);
      assert.ok(Math.abs(wMax - wMin - 8 * times) < 1e-12 && Math.abs(bMax - bMin - 4 * times) < 1e-12);
      const share = (about[0] + 4) / 8;
      assert.ok(Math.abs((about[0] - wMin) / (wMax - wMin) - share) < 1e-12);
    }
  }
  assert.deepEqual(zoomed(WINDOW, 0.5), [-2, 2, -2, 2]);
});

test("neither too near nor too far", () => {
  assert.deepEqual(zoomed([1, 1.0001, 1, 1.0001], 0.5), [1, 1.0001, 1, 1.0001]);
  assert.deepEqual(zoomed([-9e11, 9e11, -9e11, 9e11], 2), [-9e11, 9e11, -9e11, 9e11]);
  assert.deepEqual(panned([0, 1e12, 0, 1e12], [1, 0]), [0, 1e12, 0, 1e12]);
});

test("a pan moves both edges", () => assert.deepEqual(panned(WINDOW, [1, -0.5]), [-3, 5, -4.5, 3.5]));

test("edges become plain numbers, and equal spans stay equal", () => {
  assert.deepEqual(tidied([-1.333333333, 1.333333333, -1.333333333, 1.333333333]), [-1.333, 1.334, -1.333, 1.334]);
  const [wMin, wMax, bMin, bMax] = tidied(zoomed(WINDOW, 1 / 1.5 ** 5, [0.1234, 3.777]));
  assert.equal((wMax - wMin).toFixed(9), (bMax - bMin).toFixed(9));
  assert.ok([wMin, wMax, bMin, bMax].every((edge) => String(edge).length <= 8));
});
