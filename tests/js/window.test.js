// The map's window is moved by pure functions: what stays put, stays put; what was equal, stays equal.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { keyStep, nudge, windowAround } from "../../static/js/draw/layout.js";
import { isCloseUp, leastWidth, panWindow, roundEdges, zoomRefusal, zoomWindow } from "../../static/js/state/window.js";

const WINDOW = [-4, 4, -4, 4];

test("zoom keeps its point, and the shape of the window", () => {
  for (const times of [0.5, 0.9, 2, 7]) {
    for (const about of [
      [0, 0],
      [3, -1],
      [-4, 4],
    ]) {
      const [wMin, wMax, bMin, bMax] = zoomWindow([-4, 4, -1, 3], times, about);
      assert.ok(Math.abs(wMax - wMin - 8 * times) < 1e-12 && Math.abs(bMax - bMin - 4 * times) < 1e-12);
      const share = (about[0] + 4) / 8;
      assert.ok(Math.abs((about[0] - wMin) / (wMax - wMin) - share) < 1e-12);
    }
  }
  assert.deepEqual(zoomWindow(WINDOW, 0.5), [-2, 2, -2, 2]);
});

test("neither too near nor too far", () => {
  for (const near of [
    [1, 1 + 1.8e-9, 1, 1 + 1.8e-9],
    [-9e-10, 9e-10, 0, 1.8e-9],
    [0, 1, 1e12 - 1800, 1e12],
  ])
    assert.equal(zoomWindow(near, 0.5), near);
  assert.deepEqual(zoomWindow([-9e11, 9e11, -9e11, 9e11], 2), [-9e11, 9e11, -9e11, 9e11]);
  assert.deepEqual(panWindow([0, 1e12, 0, 1e12], [1, 0]), [0, 1e12, 0, 1e12]);
});

test("a pan moves both edges", () => assert.deepEqual(panWindow(WINDOW, [1, -0.5]), [-3, 5, -4.5, 3.5]));

test("edges become plain numbers, and equal spans stay equal", () => {
  assert.deepEqual(roundEdges([-1.333333333, 1.333333333, -1.333333333, 1.333333333]), [-1.333, 1.334, -1.333, 1.334]);
  const [wMin, wMax, bMin, bMax] = roundEdges(zoomWindow(WINDOW, 1 / 1.5 ** 5, [0.1234, 3.777]));
  assert.equal((wMax - wMin).toFixed(9), (bMax - bMin).toFixed(9));
  assert.ok([wMin, wMax, bMin, bMax].every((edge) => String(edge).length <= 8));
});

const LIMITS = JSON.parse(readFileSync(new URL("../../static/shared/contract/limits.json", import.meta.url)));
/** As the server decides it. */
const taken = ([wMin, wMax, bMin, bMax]) =>
  [
    [wMin, wMax],
    [bMin, bMax],
  ].every(([low, high]) => high - low >= LIMITS.narrowest * Math.max(1, Math.abs(low), Math.abs(high)) && Math.max(-low, high) <= LIMITS.theta);

for (const at of [
  [0, 0],
  [1, 1],
  [3.24159, -2.81828],
  [1e6 + 1 / 3, -1e-3],
  [-999999, 1e9],
]) {
  test(`zooming in about ${at} stops where the server would, on windows that it takes`, () => {
    let window = [at[0] - 4, at[0] + 4, at[1] - 3, at[1] + 3];
    for (let i = 0; i < 200; i += 1) {
      const next = zoomWindow(window, 1 / 1.5, at);
      if (next === window) break;
      window = roundEdges(next);
      assert.ok(taken(window), String(window));
      assert.ok(window[0] <= at[0] && at[0] <= window[1] && window[2] <= at[1] && at[1] <= window[3]);
    }
    const [wide, high] = [window[1] - window[0], window[3] - window[2]];
    assert.ok(wide < 2 * leastWidth(window.slice(0, 2)) || high < 2 * leastWidth(window.slice(2)));
    assert.match(zoomRefusal(0.5), /^No closer: .+\.$/);
    assert.match(zoomRefusal(2), /^No farther: .+\.$/);
  });
}

test("the window around points is one that the server takes, and holds them", () => {
  const clouds = [
    [[1, 1]],
    [
      [1, 1],
      [1 + 1e-12, 1],
    ],
    [
      [0.1, 0.2],
      [0.1000001, 0.2],
    ],
    [
      [1e6, 1e6],
      [1e6 + 1e-3, 1e6 + 2e-3],
    ],
    [
      [-1e12, 5],
      [1e12, 7],
    ],
    [
      [0, 0],
      [1e-11, 0],
    ],
  ];
  for (const points of clouds) {
    const window = windowAround(points);
    assert.ok(taken(window), `${points}: ${window}`);
    for (const [w, b] of points) assert.ok(window[0] <= w && w <= window[1] && window[2] <= b && b <= window[3], `${points}: ${window}`);
  }
});

test("arrow keys move by whole units wherever the window lies, and there and back is nowhere", () => {
  for (const [at, span] of [
    [2.992, 0.02],
    [1000.002, 0.01],
    [1e6, 0.002],
    [1, 1.2e-9],
    [-3, 8],
    [1e11, 1e9],
    [0, 1e-9],
  ]) {
    const unit = keyStep(span);
    let value = at;
    const seen = new Set([value]);
    for (let i = 0; i < 40; i += 1) {
      value = nudge(value, 1, unit);
      seen.add(value);
    }
    assert.equal(seen.size, 41, `${at} in ${span}`);
    assert.ok(Math.abs(value - at - 40 * unit) <= unit, `${at} in ${span}`);
    assert.ok([...seen].slice(1).every((v) => String(v).replace(/\D/g, "").length <= 16));
    for (let i = 0; i < 40; i += 1) value = nudge(value, -1, unit);
    assert.ok(Math.abs(value - at) < unit);
  }
});

test("a map far narrower than the loss's own needs the path with all digits", () => {
  assert.equal(isCloseUp([-2, 2, -2, 2], WINDOW), false);
  assert.equal(isCloseUp([0, 1e-4, 0, 1e-4], WINDOW), false);
  assert.equal(isCloseUp([0, 7e-5, 0, 1], WINDOW), true);
});
