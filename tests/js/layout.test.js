import assert from "node:assert/strict";
import { test } from "node:test";
import { direction, isInside, keyStep, layoutOf, nudge, windowAround } from "../../static/js/draw/layout.js";
import { linearScale } from "../../static/js/draw/scale.js";

const MARGIN = { left: 52, right: 10, top: 10, bottom: 44 };
const near = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

for (const [window, equal] of [
  [[-4, 4, -4, 4], true],
  [[-1, 1, -3, 3], true],
  [[0, 3, 0, 1], true],
  [[-4, 4, -2, 2], true],
  [[-100, 100, -1, 1], false],
  [[0, 1, 0, 3.01], false],
  [[1e-9, 2e-9, 5, 5 + 1e-9], true],
]) // prettier-ignore
  test(`window ${window}`, () => {
    const layout = layoutOf(window, 620, MARGIN);
    const [wMin, wMax, bMin, bMax] = window;
    assert.equal(layout.equal, equal);
    const units = [layout.plotWidth / (wMax - wMin), layout.plotHeight / (bMax - bMin)];
    assert.equal(Math.abs(units[0] / units[1] - 1) < 1e-6, equal);
    assert.ok(layout.plotWidth <= 558.001 && layout.plotHeight <= 558.001);
    assert.ok(Math.min(layout.plotWidth, layout.plotHeight) > 558 / 3.001, "never a strip");
    near(layout.x(wMin), layout.left);
    near(layout.y(bMin), layout.top + layout.plotHeight, 1e-6);
    near(layout.x.invert(layout.x(wMax)), wMax, 1e-6 * Math.abs(wMax));
  });

test("directions are true where units are equal, and survive any length", () => {
  const layout = layoutOf([-4, 4, -2, 2], 620, MARGIN);
  for (const scale of [1, 1e-300, 1e300, 5e-324]) {
    const [dx, dy] = direction([3 * scale, 4 * scale], layout);
    if (scale > 1e-320) {
      near(dx, 0.6);
      near(dy, -0.8);
    }
    near(Math.hypot(dx, dy), 1);
  }
  assert.equal(direction([0, 0], layout), null);
  assert.equal(direction([Infinity, 0], layout), null);
});

test("a map without equal units distorts directions as it does points", () => {
  const layout = layoutOf([-100, 100, -1, 1], 620, MARGIN);
  const [dx, dy] = direction([1, 1], layout);
  near(dy / dx, (layout.y(1) - layout.y(0)) / (layout.x(1) - layout.x(0)), 1e-9);
});

test("keys move by round steps and land on them", () => {
  assert.deepEqual([8, 4, 80, 1, 0.016, 500].map(keyStep), [0.1, 0.05, 1, 0.01, 0.0002, 5]);
  assert.equal(nudge(0.1, 2, 0.1), 0.3);
  assert.equal(nudge(-2, 10, 0.1), -1);
  assert.equal(nudge(-1.96, 1, 0.1), -1.9);
});

test("a window around a path: round, equal, with nothing outside", () => {
  for (const points of [
    [
      [-2, -2.6],
      [11.3, 4],
      [1, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [1e6, 3],
      [-1e6, 4],
    ],
    [
      [0.001, 5],
      [0.002, 5],
    ],
  ]) {
    const window = windowAround(points);
    for (const point of points) assert.ok(isInside(point, window), `${point} in ${window}`);
    near((window[1] - window[0]) / (window[3] - window[2]), 1, 1e-9);
    assert.ok(
      window.every((edge) => String(edge).length < 12),
      String(window),
    );
  }
});

test("a linear scale maps ends to ends and back, turned axes and a single value too, and widens to round ends", () => {
  for (const [domain, range] of [
    [
      [-4, 4],
      [52, 610],
    ],
    [
      [0, 0.25],
      [116, 14],
    ],
    [
      [3, -1],
      [10, 20],
    ],
  ]) {
    const scale = linearScale(domain, range);
    assert.deepEqual(domain.map(scale), range);
    assert.deepEqual(range.map(scale.invert), domain);
    near(scale((domain[0] + domain[1]) / 2), (range[0] + range[1]) / 2);
    near(scale.invert(scale(0.1)), 0.1);
  }
  assert.equal(linearScale([2, 2], [10, 20])(2), 15);
  assert.deepEqual(linearScale([0.13, 9.87], [0, 1]).nice(4).domain(), [0, 10]);
  assert.deepEqual(linearScale([0, 1], [0, 1]).ticks(4), [0, 0.2, 0.4, 0.6, 0.8, 1]);
});
