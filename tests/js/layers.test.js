// Further layers of the map: what they measure is read back from what they draw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../static/js/draw/layout.js";
import { hatching, windowTransform } from "../../static/js/draw/marks/bands.js";
import { field } from "../../static/js/draw/marks/field.js";
import { levels } from "../../static/js/draw/marks/levels.js";
import { eigen, quadratic } from "../../static/js/draw/marks/local.js";
import { qr } from "../../static/js/draw/marks/qr.js";
import { saddlesOf, stationary } from "../../static/js/draw/marks/stationary.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { lossAt } from "../../static/js/state/grid.js";
import { layersInLink, layersOf } from "../../static/js/state/layers.js";

const MARGIN = { left: 0, right: 0, top: 0, bottom: 0 };
const LAYOUT = layoutOf([-4, 4, -4, 4], 400, MARGIN); // 50 pixels a unit, the origin at (200, 200)
const AXIS = Array.from({ length: 41 }, (_, i) => -4 + i / 5);
const gridOf = (f) => ({ w: AXIS, b: AXIS, loss: AXIS.map((b) => AXIS.map((w) => f(w, b))) });
const floats = (text) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

test("layers in a link, and back", () => {
  assert.deepEqual(layersInLink(layersOf([], [])), { show: undefined, hide: undefined });
  assert.deepEqual(layersInLink(layersOf(["field", "levels"], ["path"])), { show: ["levels", "field"], hide: ["path"] });
});

test("between the grid's points the loss is bilinear; outside, and beside a hole, there is none", () => {
  const grid = gridOf((w, b) => 2 * w - 3 * b + w * b + 1);
  for (const [w, b] of [
    [0, 0],
    [1.23, -2.71],
    [-4, 4],
    [3.99, 3.99],
  ])
    assert.ok(Math.abs(lossAt(grid, [w, b]) - (2 * w - 3 * b + w * b + 1)) < 1e-9);
  assert.equal(lossAt(grid, [4.01, 0]), null);
  grid.loss[20][20] = null;
  assert.equal(lossAt(grid, [0.1, -0.1]), null);
  assert.notEqual(lossAt(grid, [1, 1]), null);
});

test("every arrow of the field points uphill", () => {
  const [, arrows] = field(
    gridOf((w, b) => 3 * w - 4 * b),
    LAYOUT,
  );
  const shafts = arrows.attrs.d.split("M").filter((_, i) => i % 2 === 1);
  assert.ok(shafts.length > 60);
  for (const shaft of shafts) {
    const [x, y, tipX, tipY] = floats(shaft);
    const length = Math.hypot(tipX - x, tipY - y);
    assert.ok(Math.abs((tipX - x) / length - 0.6) < 0.02 && Math.abs((tipY - y) / length - 0.8) < 0.02, shaft);
  }
});

test("saddles of the grid: one where there is one, none in a valley", () => {
  const [saddle, ...more] = saddlesOf(gridOf((w, b) => (w - 0.27) ** 2 - (b + 1.13) ** 2));
  assert.equal(more.length, 0);
  assert.ok(Math.abs(saddle.at[0] - 0.27) < 1e-9 && Math.abs(saddle.at[1] + 1.13) < 1e-9);
  assert.deepEqual(saddlesOf(gridOf((w, b) => w * w + 3 * b * b)), []);
  assert.deepEqual(saddlesOf(gridOf((w, b) => (1 - w) ** 2 + 100 * (b - w * w) ** 2)), []);
  assert.deepEqual(saddlesOf(gridOf(() => 1)), []);
});

test("a minimum has a dot, a saddle a cross, and both a word", () => {
  const svg = stationary(
    [
      { at: [0, 0], text: "min" },
      { at: [1, 1], text: "saddle ≈" },
    ],
    LAYOUT,
  ).map(toSVG);
  assert.match(svg[0], /class="minimum".*cx="200" cy="200".*>min</);
  assert.match(svg[1], /class="saddle".*M246.5,146.5.*>saddle ≈</);
});

const LOCAL = {
  point: [1, -1],
  loss: 2,
  gradient: [2, -6],
  hessian: [
    [2, 0],
    [0, 6],
  ],
  eigenvalues: [2, 6],
  eigenvectors: [
    [1, 0],
    [0, 1],
  ],
}; // prettier-ignore

test("the model of w² + 3b² − 2, which is itself: every traced point lies on its level", () => {
  const [, model] = quadratic(LOCAL, [1], LAYOUT);
  const points = floats(model.attrs.d);
  assert.ok(points.length > 40);
  for (let i = 0; i < points.length; i += 2) {
    const [w, b] = [LAYOUT.x.invert(points[i]), LAYOUT.y.invert(points[i + 1])];
    assert.ok(Math.abs(w * w + 3 * b * b - 2 - 1) < 0.03, `${w} ${b}`);
  }
});

test("eigen-directions: each with its λ, dashed where the loss curves downwards", () => {
  const svg = eigen({ ...LOCAL, eigenvalues: [-2, 6] }, LAYOUT)
    .map(toSVG)
    .join("");
  assert.match(svg, /class="eigen-line down".*λ₁ −2.*class="eigen-line".*λ₂ 6/);
});

test("levels stand on their lines, apart from each other and upright", () => {
  const circle = (r) => Array.from({ length: 73 }, (_, i) => [r * Math.cos((i * Math.PI) / 36), r * Math.sin((i * Math.PI) / 36)]);
  const labels = levels(
    [1, 2, 3, 0.1].map((r) => ({ level: r * r, lines: [circle(r)] })),
    LAYOUT,
  );
  assert.deepEqual(
    labels.map((node) => node.children),
    ["1", "4", "9"],
  );
  const places = labels.map((node) => floats(node.attrs.transform));
  places.forEach(([x, y, turn], i) => {
    assert.ok(Math.abs(Math.hypot(x - 200, y - 200) - 50 * (i + 1)) < 0.2 && Math.abs(turn) <= 90);
    for (const other of places.slice(0, i)) assert.ok(Math.hypot(x - other[0], y - other[1]) > 40);
  });
});

test("old bands lie where the new window has them", () => {
  const now = layoutOf([-2, 2, 0, 4], 400, MARGIN);
  const [a, , , d, e, f] = floats(windowTransform(LAYOUT, now).transform);
  for (const [w, b] of [
    [0, 0],
    [-3, 2],
    [1.5, -1],
  ]) {
    assert.ok(Math.abs(a * LAYOUT.x(w) + e - now.x(w)) < 1e-6 && Math.abs(d * LAYOUT.y(b) + f - now.y(b)) < 1e-6);
  }
  assert.deepEqual(windowTransform(LAYOUT, LAYOUT), {});
});

test("hatching fills the plot", () => assert.match(toSVG(hatching(LAYOUT)[1]), /width="400" height="400" fill="url\(#hatch\)"/));

test("a QR code: dark neighbours are one piece", () => {
  const [ground, code] = qr([
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ]);
  assert.equal(ground.attrs.width, 3);
  assert.equal(code.attrs.d, "M0,0h2v1h-2zM0,2h1v1h-1zM2,2h1v1h-1z");
});
