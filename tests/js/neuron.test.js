// The neuron's plots: residuals, ghosts, tangents, the line that parts two classes, points as handles; changing data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classifier, squareScales } from "../../static/js/draw/marks/classifier.js";
import { dataPoints } from "../../static/js/draw/marks/data_points.js";
import { ACTIVATIONS, neuronCurve, scalesOf, sigmoid } from "../../static/js/draw/marks/neuron_curve.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { inOwnUnits, newInputs, pointWithin, withoutPoint, withPointAt } from "../../static/js/state/points.js";
import { formatNumber } from "../../static/js/text/formats.js";

const SIGMOID = ACTIVATIONS.sigmoid;
const floats = (text) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
const named = (nodes, name) => nodes.filter((node) => String(node.attrs.class).split(" ").includes(name));
const drawn = (points, now, more = {}, output = SIGMOID) => {
  const scales = scalesOf(points, now, 300, 150, output.of);
  return { scales, nodes: neuronCurve(points, { now, ...more }, scales, output) };
};

test("residuals go from each label to the neuron's own output", () => {
  const { scales, nodes } = drawn(
    [
      [0, 0],
      [1, 1],
    ],
    [0, 0],
  ); // prettier-ignore
  const [x0, from, to, x1, from1, to1] = floats(named(nodes, "residual")[0].attrs.d);
  const close = (pixel, value) => assert.ok(Math.abs(pixel - value) < 0.06, `${pixel} ${value}`);
  [
    [x0, scales.x(0)],
    [from, scales.y(0)],
    [to, scales.y(0.5)],
    [x1, scales.x(1)],
    [from1, scales.y(1)],
    [to1, scales.y(0.5)],
  ].forEach(([pixel, value]) => close(pixel, value)); // prettier-ignore
  assert.deepEqual([sigmoid(0), sigmoid(-1e4), sigmoid(1e4)], [0.5, 0, 1]);
});

test("the heights beside a plot never stand on one spot", () => {
  const heights = (points, now) => named(drawn(points, now, {}, ACTIVATIONS.identity).nodes, "tick").filter((node) => node.attrs["text-anchor"] === "end");
  for (const high of [0.9, 3, 8, 240, 1e6]) {
    const texts = heights(
      [
        [0, 0],
        [1, high],
      ],
      [0, 0],
    ); // prettier-ignore
    const places = texts.map((node) => Number(node.attrs.y)).sort((a, b) => a - b);
    assert.ok(places.length >= 2 && places.slice(1).every((place, i) => place - places[i] >= 16), `${high}: ${places}`);
    assert.ok(
      texts.every((node) => node.attrs.x >= 6 * node.children.length),
      `${high}: ${texts.map((node) => node.children)}`,
    );
  }
});

test("where the neuron was is drawn only once it has moved", () => {
  const points = [
    [0, 0],
    [1, 1],
  ]; // prettier-ignore
  assert.equal(named(drawn(points, [1, 0]).nodes, "was").length, 0);
  const { scales, nodes } = drawn(points, [1, 0], { last: [0, 0], start: [0, 0.0001] });
  assert.equal(named(nodes, "was").length, 2);
  const [, y] = floats(named(nodes, "at-last")[0].attrs.d);
  assert.ok(Math.abs(y - scales.y(0.5)) < 0.06);
});

test("a tangent has the slope w·σ′ in the units of the plot, and σ′ = 1 for a line", () => {
  for (const [output, w, slope] of [
    [SIGMOID, 2, 0.5],
    [ACTIVATIONS.identity, 2, 2],
  ]) {
    const { scales, nodes } = drawn(
      [
        [0, 0.5],
        [1, 1],
      ],
      [w, 0],
      {},
      output,
    ); // prettier-ignore
    const [x, y, endX, endY] = floats(named(nodes, "tangent")[0].attrs.d);
    const rise = (scales.y.invert(endY) - scales.y.invert(y)) / (scales.x.invert(endX) - scales.x.invert(x));
    assert.ok(Math.abs(rise - slope) < 0.02, `${rise}`);
  }
});

test("a neuron of huge weights, of one point, of equal points draws numbers", () => {
  for (const [points, theta] of [
    [[[0, 0.5]], [1e9, -1e9]],
    [
      [
        [1, 1],
        [1, 1],
      ],
      [0, 0],
    ],
    [
      [
        [1e6, 0],
        [-1e6, 3],
      ],
      [5, 5],
    ],
  ]) {
    for (const output of Object.values(ACTIVATIONS)) {
      const { nodes } = drawn(points, theta, { last: [0, 0], start: theta }, output);
      assert.doesNotMatch(nodes.map(toSVG).join(""), /NaN|Infinity/);
    }
  }
});

const CLASSES = [
  [0, 0, 0],
  [4, 0, 1],
  [4, 2, 1],
]; // prettier-ignore

test("the line parts the plot where z = 0; the shaded side is where z > 0", () => {
  const scales = squareScales(CLASSES, 340, 220);
  assert.ok(Math.abs((scales.x(1) - scales.x(0)) / (scales.y(0) - scales.y(1)) - 1) < 1e-9, "equal units");
  const nodes = classifier(CLASSES, { now: [1, 0.5, -2] }, scales);
  const border = floats(named(nodes, "line")[0].attrs.d);
  for (const [x, y] of [border.slice(0, 2), border.slice(2)]) {
    assert.ok(Math.abs(scales.x.invert(x) + 0.5 * scales.y.invert(y) - 2) < 0.01);
  }
  const side = floats(named(nodes, "side")[0].attrs.d);
  for (let i = 0; i < side.length; i += 2) assert.ok(scales.x.invert(side[i]) + 0.5 * scales.y.invert(side[i + 1]) - 2 > -0.01);
  assert.deepEqual(
    named(nodes, "residual").map(({ attrs }) => attrs.r > 12),
    [false, false, false],
  );
  const wrong = classifier(CLASSES, { now: [-9, 0, 0] }, scales);
  assert.deepEqual(
    named(wrong, "residual").map(({ attrs }) => attrs.r > 12),
    [true, true, true],
  );
});

test("with two inputs too the inputs, the slopes and the answers can be seen", () => {
  const scales = squareScales(CLASSES, 340, 220);
  const nodes = classifier(CLASSES, { now: [1, 0.5, -2] }, scales);
  const parts = (kind) => named(nodes, kind)[0].children;
  const z = CLASSES.map(([u, v]) => u + 0.5 * v - 2);
  assert.deepEqual(
    parts("answer-numbers").map(({ children }) => children),
    z.map((t) => formatNumber(1 / (1 + Math.exp(-t)), 2)),
  );
  const radii = parts("slopes").map(({ attrs }) => attrs.r);
  const nearest = z.map(Math.abs).indexOf(Math.min(...z.map(Math.abs)));
  assert.equal(radii.indexOf(Math.max(...radii)), nearest, "σ′ is largest nearest to the line");
  const drops = named(nodes, "drops")[0].attrs.d.match(/M/g).length;
  assert.equal(drops, CLASSES.length);
});

test("a neuron that has no line yet has none, and shades all or nothing", () => {
  const scales = squareScales(CLASSES, 340, 220);
  for (const [theta, shaded] of [
    [[0, 0, 1], 1],
    [[0, 0, -1], 0],
    [[0, 0, 0], 0],
  ]) {
    const nodes = classifier(CLASSES, { now: theta }, scales);
    assert.equal(named(nodes, "line")[0].attrs.d, "");
    assert.equal(named(nodes, "side").length, shaded);
    assert.doesNotMatch(nodes.map(toSVG).join(""), /NaN|Infinity/);
  }
});

test("points are handles: named, one of them in the order of the keyboard, two shapes for two classes", () => {
  const nodes = dataPoints(CLASSES, 1, ([x, y]) => [10 * x, 10 * y], ["x1", "x2", "y"]);
  assert.deepEqual(
    nodes.map(({ attrs }) => attrs.tabindex),
    [-1, 0, -1],
  );
  assert.deepEqual(
    nodes.map(({ attrs }) => attrs["aria-label"]),
    ["Point 1", "Point 2", "Point 3"],
  );
  assert.equal(nodes[1].attrs["aria-valuetext"], "x1 4, x2 0, y 1");
  assert.deepEqual(
    nodes.map(({ children }) => children[2].tag),
    ["circle", "rect", "rect"],
  );
  assert.ok(
    nodes.every(({ children }) => children[0].attrs.r >= 12),
    "24 pixels to take hold of",
  );
});

test("a place of the plot becomes short numbers within the labels' range", () => {
  assert.deepEqual(pointWithin([1.23456, 0.56789], [5, 1], null), [1.23, 0.568]);
  assert.deepEqual(pointWithin([1.23456, 1.3], [5, 1], [0, 1]), [1.23, 1]);
  assert.deepEqual(pointWithin([-1.5, -0.2], [5, 1], [0, 1]), [-1.5, 0]);
  assert.deepEqual(pointWithin([1, -0.2], [5, 1], null), [1, -0.2]);
});

test("changing data makes new data", () => {
  const points = Object.freeze([
    [1, 2, 0],
    [3, 4, 1],
  ]); // prettier-ignore
  assert.deepEqual(withPointAt(points, 1, [5, 6]), [
    [1, 2, 0],
    [5, 6, 1],
  ]); // prettier-ignore
  assert.deepEqual(withoutPoint(points, 0), [[3, 4, 1]]);
  assert.deepEqual(
    newInputs(
      [
        [0, 0],
        [10, 0],
        [3, 0],
      ],
      1,
    ),
    [6.5],
  ); // prettier-ignore
  assert.deepEqual(newInputs([[2, 1]], 1), [3]);
  assert.deepEqual(newInputs(points, 2), [2, 3]);
});

test("the neuron is drawn over the data as they are: θ of scaled ones gives the same answers", () => {
  const scaling = [
    { shift: 1600, scale: 430 },
    { shift: 290, scale: 60 },
  ];
  const [w, b] = inOwnUnits([0.75, -0.25], scaling);
  for (const x of [1100, 2450]) {
    const answer = (0.75 * (x - 1600)) / 430 - 0.25;
    assert.ok(Math.abs(w * x + b - (answer * 60 + 290)) < 1e-9);
  }
  const [w1, w2, c] = inOwnUnits(
    [2, -1, 0.5],
    [
      { shift: 10, scale: 4 },
      { shift: -3, scale: 0.5 },
      { shift: 0, scale: 1 },
    ],
  );
  assert.deepEqual([w1, w2, c], [0.5, -2, 0.5 - 5 - 6]);
  assert.deepEqual(inOwnUnits([1, 2], []), [1, 2]);
});
