// Further layers of the map: what they measure is read back from what they draw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../static/js/draw/layout.js";
import { hatching, windowTransform } from "../../static/js/draw/marks/bands.js";
import { eigen, quadratic } from "../../static/js/draw/marks/local.js";
import { qr } from "../../static/js/draw/marks/qr.js";
import { field, levels, stationary } from "../../static/js/draw/marks/scene.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { lossAt } from "../../static/js/state/grid.js";
import { EXTRA, layersInLink, layersOf, USUAL } from "../../static/js/state/layers.js";
import { layerWords } from "../../static/js/text/layer_words.js";

const MARGIN = { left: 0, right: 0, top: 0, bottom: 0 };
const LAYOUT = layoutOf([-4, 4, -4, 4], 400, MARGIN); // 50 pixels a unit, the origin at (200, 200)
const AXIS = Array.from({ length: 41 }, (_, i) => -4 + i / 5);
const gridOf = (f) => ({ w: AXIS, b: AXIS, loss: AXIS.map((b) => AXIS.map((w) => f(w, b))) });
const floats = (text) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

test("layers in a link, and back", () => {
  assert.deepEqual(layersInLink(layersOf([], [])), { show: undefined, hide: undefined });
  assert.deepEqual(layersInLink(layersOf(["field", "levels"], ["path"])), { show: ["levels", "field"], hide: ["path"] });
});

test("every layer has its words, and nothing else has", () => {
  const names = Object.keys({ ...USUAL, ...EXTRA });
  for (const name of names) assert.ok(layerWords(name).title, name);
  assert.deepEqual(
    names.filter((name) => layerWords(name).note),
    ["field", "stationary", "quadratic"],
  );
  assert.throws(() => layerWords("bands"));
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

test("an arrow of the field lies about its middle, wherever the map is now", () => {
  const [ground, arrows] = field({ at: [[1, -1]], along: [[0.6, 0.8]], length: [20] }, LAYOUT);
  assert.deepEqual(floats(arrows.attrs.d).slice(0, 4), [244, 242, 256, 258]);
  assert.equal(ground.attrs.d, arrows.attrs.d);
  const [, moved] = field({ at: [[1, -1]], along: [[0.6, 0.8]], length: [20] }, layoutOf([-3, 5, -4, 4], 400, MARGIN));
  assert.deepEqual(floats(moved.attrs.d).slice(0, 4), [194, 242, 206, 258]);
});

test("a minimum has a dot, a saddle a cross, and both a word", () => {
  const svg = stationary(
    [
      { at: [0, 0], kind: "minimum", exact: true },
      { at: [1, 1], kind: "saddle", exact: false },
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

test("a level is written where it is placed, and turned", () => {
  const [label] = levels([{ at: [1, 1], turn: -12.34, text: "0.5" }], LAYOUT);
  assert.equal(label.children, "0.5");
  assert.equal(label.attrs.transform, "translate(250 150) rotate(-12.3)");
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
