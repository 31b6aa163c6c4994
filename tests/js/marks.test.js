// Marks are pure: (data, scales) → nodes. What they draw is read back from the nodes and from their SVG.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../static/js/draw/layout.js";
import { angle } from "../../static/js/draw/marks/angle.js";
import { arrow } from "../../static/js/draw/marks/arrow.js";
import { axes } from "../../static/js/draw/marks/axes.js";
import { bandKey, bands, uprightBandKey } from "../../static/js/draw/marks/bands.js";
import { chart, stepScale } from "../../static/js/draw/marks/chart.js";
import { path } from "../../static/js/draw/marks/path.js";
import { dial, landing, stepArrows } from "../../static/js/draw/marks/step_arrows.js";
import { toSVG } from "../../static/js/draw/svg.js";

const LAYOUT = layoutOf([-4, 4, -4, 4], 462, { left: 52, right: 10, top: 10, bottom: 44 }); // 50 pixels a unit
const ROW = {
  k: 0,
  point: [-2, -2],
  loss: 1,
  gradient: [0, 1],
  gradNorm: 1,
  last: false,
  eta: 1,
  u: [1, 0],
  uNorm: 1,
  dot: 0,
  kNorms: 1,
  cosBeta: 0,
  beta: 90,
  firstOrder: 0,
  secondOrder: 0,
  actual: 0,
  doubt: 0,
}; // prettier-ignore

const floats = (text) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
const all = (nodes, name) =>
  [nodes].flat().flatMap((node) => [
    ...(String(node.attrs.class ?? "")
      .split(" ")
      .includes(name)
      ? [node]
      : []),
    ...(Array.isArray(node.children) ? all(node.children, name) : []),
  ]);
const one = (nodes, name) => {
  const found = all(nodes, name);
  assert.equal(found.length, 1, `one .${name}`);
  return found[0];
};
/** Degrees, counter-clockwise as people see it. */
const heading = (dx, dy) => (Math.atan2(-dy, dx) * 180) / Math.PI;
const unit = (degrees) => [Math.cos((degrees * Math.PI) / 180), -Math.sin((degrees * Math.PI) / 180)];

test("an arrow is a shaft, a head and a label, in its direction", () => {
  const svg = toSVG(arrow([10, 20], [1, 0], 50, { kind: "step", name: "u", filled: false }));
  assert.equal(
    svg,
    '<g class="arrow step"><path class="case" d="M10,20L48,20M60,20L48,25.5L48,14.5Z"></path>' +
      '<path class="shaft" d="M10,20L48,20"></path><path class="head open" d="M60,20L48,25.5L48,14.5Z"></path>' +
      '<text class="label" x="78" y="25" text-anchor="middle">u</text></g>',
  );
  assert.match(toSVG(arrow([0, 0], [0, 1], 50, { kind: "gradient", name: "∇L", filled: true })), /class="head"/);
});

test("the arc begins at ∇L, ends at u and takes the short way round", () => {
  for (let g = -180; g < 180; g += 30) {
    for (let by = -179; by < 180; by += 17.9) {
      const node = angle([100, 100], unit(g), unit(g + by), 30, "β");
      const [x, y, , , , large, sweep, endX, endY] = floats(one(node, "arc").attrs.d);
      const turned = (a, b) => Math.abs(((a - b + 540) % 360) - 180);
      assert.ok(turned(heading(x - 100, y - 100), g) < 0.3);
      assert.ok(turned(heading(endX - 100, endY - 100), g + by) < 0.3);
      assert.equal(large, 0);
      // In SVG sweep 1 is clockwise on the screen: towards smaller angles as people count them.
      assert.equal(sweep, by < 0 ? 1 : 0, `from ${g} by ${by}`);
    }
  }
});

test("at exactly 180° the arc goes above, or below where there is no room", () => {
  const box = { left: 0, right: 200, top: 0, bottom: 200 };
  for (const g of [0, 20, 90, 160, 180, -20, -160]) {
    const u = unit(g).map((t) => -t);
    assert.ok(one(angle([100, 100], unit(g), u, 30, "β 180°", box), "label").attrs.y <= 110, `${g}`);
    assert.ok(one(angle([100, 10], unit(g), u, 30, "β 180°", box), "label").attrs.y > 10, `${g}`);
  }
  const corner = one(angle([20, 40], unit(135), unit(-45), 30, "β 180°", box), "label").attrs;
  assert.ok(corner.x > 55 && corner.y < 40, "no room on either side: at the frame, beside ∇L and not over it");
});

test("the number stands between wide arrows and behind narrow ones, and stays in its box", () => {
  const label = (by, at = [100, 100], box = undefined) => one(angle(at, unit(0), unit(by), 30, "β 9.3°", box), "label").attrs;
  assert.ok(label(90).x > 100);
  assert.ok(label(9.3).x < 100);
  const box = { left: 0, right: 200, top: 0, bottom: 200 };
  assert.ok(label(90, [120, 100], box).x > 120);
  assert.ok(label(90, [180, 100], box).x < 180, "no room at the frame: behind");
  const kept = label(90, [195, 8], box);
  assert.ok(kept.x < 170 && kept.y > 12);
});

test("at the frame arrows shrink but keep their direction", () => {
  const corner = { ...ROW, point: [3.95, 3.95], gradient: [0.3, 0.4], u: [-0.3, -0.4], beta: 180 };
  const nodes = stepArrows(corner, LAYOUT);
  const [gradient, step] = ["gradient", "step"].map((kind) => floats(one(all(nodes, kind)[0], "shaft").attrs.d));
  const direction = ([x, y, tipX, tipY]) => heading(tipX - x, tipY - y);
  assert.ok(Math.abs(direction(gradient) - 53.13) < 0.5);
  assert.ok(Math.abs(direction(step) + 126.87) < 0.3);
  const length = ([x, y, tipX, tipY]) => Math.hypot(tipX - x, tipY - y);
  assert.ok(length(gradient) < 20 && length(step) > 40);
});

test("now draws what there is: no u at the end, no arrow for a zero gradient, no angle for a shadow", () => {
  assert.equal(all(stepArrows(ROW, LAYOUT), "arrow").length, 2);
  assert.equal(all(stepArrows({ ...ROW, last: true }, LAYOUT), "arrow").length, 1);
  assert.equal(all(stepArrows({ ...ROW, gradient: [0, 0], gradNorm: 0, beta: null }, LAYOUT), "gradient").length, 0);
  assert.equal(all(stepArrows(ROW, LAYOUT), "angle").length, 1);
  assert.equal(all(stepArrows(ROW, LAYOUT, true), "angle").length, 0);
  const oblong = layoutOf([-100, 100, -1, 1], 462, { left: 52, right: 10, top: 10, bottom: 44 });
  assert.equal(all(stepArrows(ROW, oblong), "angle").length, 0);
});

test("a landing far away keeps its direction and has no dot", () => {
  const far = landing(ROW, LAYOUT, [2e6, 1e6]);
  const [x, y, endX, endY] = floats(far.line[1].attrs.d);
  assert.ok(Math.abs(heading(endX - x, endY - y) - (Math.atan2(1, 2) * 180) / Math.PI) < 0.01);
  assert.ok(Math.abs(endX) < 20_001 && Math.abs(endY) < 20_001);
  assert.deepEqual(far.dot, []);
  assert.equal(landing(ROW, LAYOUT, [-1, -1]).dot.length, 1);
});

test("no name lies under the start's knob, at the frame too", () => {
  const away = ({ x, y }, [left, top]) => Math.hypot(x - left, y - 5 - top);
  const names = (row, knob) =>
    all(stepArrows(row, LAYOUT, false, knob), "label")
      .map((text) => text.attrs)
      .filter((_, i, { length }) => i >= length - 2);
  const edge = { ...ROW, point: [4, 0], gradient: [1, 0], u: [-1, 0], beta: 180 };
  const knob = [LAYOUT.x(4), LAYOUT.y(0)];
  assert.ok(away(names(edge, null)[0], knob) < 14, "else it would");
  for (const name of names(edge, knob)) assert.ok(away(name, knob) >= 22);
  const [gradient] = names(ROW, null);
  for (const name of names(ROW, [gradient.x + 3, gradient.y - 8])) assert.ok(away(name, [gradient.x + 3, gradient.y - 8]) >= 18);
});

test("wherever a step lands, its dot leaves u's name to be read", () => {
  for (let eta = 0.05; eta < 4; eta += 0.05) {
    const { x, y } = all(one(stepArrows({ ...ROW, eta }, LAYOUT), "step"), "label")[0].attrs;
    const [dot] = landing(ROW, LAYOUT, [-2 + eta, -2]).dot;
    assert.equal(dot === undefined, eta < 0.13, `η = ${eta}`); // within the disc of the point
    if (!dot) continue;
    const { cx, cy } = dot.attrs;
    assert.ok(Math.hypot(x - cx, y - 5 - cy) >= 12, `η = ${eta}`); // the name's baseline is 5 below its middle
  }
});

test("the dial shows β whatever the parameters", () => {
  for (const [row, beta] of [
    [ROW, 90],
    [{ ...ROW, gradient: [1, 2, 3], u: [3, -1, 0.5], beta: 73.2 }, 73.2],
    [{ ...ROW, gradient: [1e-200, 0], u: [-1e-180, 1e-180], gradNorm: 1e-200, beta: 135 }, 135],
  ]) {
    const nodes = dial(row, 132);
    const [g, u] = ["gradient", "step"].map((kind) => floats(one(all(nodes, kind)[0], "shaft").attrs.d));
    const between = Math.abs(heading(g[2] - g[0], g[3] - g[1]) - heading(u[2] - u[0], u[3] - u[1]));
    assert.ok(Math.abs(Math.min(between, 360 - between) - beta) < 0.6);
  }
});

test("the path goes through every point; dots that would touch are left out", () => {
  const nodes = path(
    [
      [-2, -2],
      [-1, -2],
      [-0.99, -2],
      [0, 0],
    ],
    LAYOUT,
  );
  assert.equal(one(nodes, "path").attrs.d, "M152,310L202,310L202.5,310L252,210");
  assert.equal(one(nodes, "path-dots").attrs.d, "M152,310h0M202,310h0M252,210h0");
});

test("a path that leaves for 10¹² and crosses the map again is drawn true", () => {
  const d = one(
    path(
      [
        [0, 0],
        [1e12, 1e12],
        [-1e12, -1e12],
      ],
      LAYOUT,
    ),
    "path",
  ).attrs.d;
  assert.equal((d.match(/M/g) ?? []).length, 2);
  for (const stretch of d.split("M").filter(Boolean)) {
    const [x, y, endX, endY] = floats(stretch);
    assert.ok(Math.abs(Math.abs(heading(endX - x, endY - y)) - (endX > x ? 45 : 135)) < 0.01);
  }
  assert.doesNotMatch(
    one(
      path(
        [
          [0, 0],
          [1e300, -1e300],
        ],
        LAYOUT,
      ),
      "path",
    ).attrs.d,
    /NaN|Infinity|e\+/,
  );
});

test("bands: rings and holes by the even-odd rule, one colour each, low is dark", () => {
  const square = (r) => [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
    [-r, -r],
  ];
  const nodes = bands(
    [
      { from: 0, to: 1, polygons: [[square(1)]] },
      { from: 1, to: 2, polygons: [[square(2), square(1)]] },
    ],
    LAYOUT,
  );
  assert.deepEqual(
    nodes.map((node) => (node.attrs.d.match(/Z/g) ?? []).length),
    [1, 2],
  );
  assert.ok(nodes.every((node) => node.attrs["fill-rule"] === "evenodd"));
  const [low, high] = nodes.map((node) => floats(node.attrs.fill).reduce((a, b) => a + b));
  assert.ok(low < high);
});

test("the key to the bands: a swatch for each, its ends named, no labels on each other", () => {
  const many = Array.from({ length: 64 }, (_, i) => ({ from: i, to: i + 1, polygons: [] }));
  const high = many.map(({ from, to }) => ({ from: from - 1_234_567_890, to: to - 1_234_567_890, polygons: [] }));
  const long = bandKey(high, 250).slice(1);
  long.slice(1).forEach((label, i) => assert.ok(label.attrs.x - long[i].attrs.x > 10 * 7.5));
  for (const width of [60, 250, 420]) {
    const [swatches, ...labels] = bandKey(many, width);
    const kinds = swatches.children.map(({ attrs }) => attrs.class);
    assert.deepEqual(kinds, [...many.map(() => undefined), "shade"]);
    assert.equal(labels[0].children, "0");
    assert.equal(labels.at(-1).children, "64");
    labels.slice(1).forEach((label, i) => assert.ok(label.attrs.x - labels[i].attrs.x > 40));
  }
  assert.deepEqual(bandKey([], 100), []);
  assert.equal(bandKey(many.slice(0, 1), 420)[0].children.length, 2);
});

test("an upright key stands beside the plot: low at its foot, titled, no value on another", () => {
  for (const [count, shift, height] of [
    [64, 0, 560],
    [20, 1_234_567_800, 300],
    [3, 0, 90],
    [1, 0, 560],
  ]) {
    const some = Array.from({ length: count }, (_, i) => ({ from: i + shift, to: i + 1 + shift, polygons: [] }));
    const [bar, title, ...values] = uprightBandKey(some, { top: 10, plotHeight: height }, "loss");
    assert.equal(title.children, shift ? `loss − ${shift}` : "loss");
    assert.deepEqual([values[0].children, values.at(-1).children], ["0", String(count)]);
    const rects = bar.children.map(({ attrs }) => attrs);
    assert.ok(Math.abs(rects[0].y + rects[0].height - (10 + height)) < 1);
    assert.equal(rects[count - 1].y, 28);
    const lines = values.map(({ attrs }) => attrs.y);
    assert.ok(Math.max(...lines) <= 10 + height && Math.min(...lines) >= 28 + 9);
    lines.slice(1).forEach((y, i) => assert.ok(lines[i] - y >= 14, `${count} ${i}`));
  }
  assert.deepEqual(uprightBandKey([], { top: 10, plotHeight: 300 }, "loss"), []);
});

test("axes: round ticks within the window, the two names", () => {
  const nodes = axes(LAYOUT, ["w", "b"]);
  assert.deepEqual(
    all(nodes, "axis").map((node) => node.children),
    ["w", "b"],
  );
  const ticks = all(nodes, "tick").map((node) => node.children);
  assert.ok(ticks.includes("−4") && ticks.includes("0") && ticks.includes("4"));
});

test("a chart marks the current step on its line, and leaves out what is null", () => {
  const { still, marker } = chart({ kind: "angle", values: [180, 90, 0, null], domain: [0, 180] }, 356, 132);
  assert.equal(one(still, "line").attrs.d, "M46,10L146,60L246,110");
  assert.deepEqual(
    marker(1).map((node) => node.attrs.class),
    ["marker", "spot angle"],
  );
  assert.deepEqual([one(marker(1), "spot").attrs.cx, one(marker(1), "spot").attrs.cy], [146, 60]);
  assert.equal(marker(3).length, 1);
  assert.equal(stepScale(4, 356).invert(146), 1);
});

test("a chart of one point, of equal points, of huge points", () => {
  for (const values of [[1], [0, 0], [-3, -3], [null], [1e300, 1e-300]]) {
    const { still, marker } = chart({ kind: "loss", values }, 356, 132);
    assert.doesNotMatch([...still, ...marker(0)].map(toSVG).join(""), /NaN|Infinity/, String(values));
  }
});

/** The texts of a chart, each with the pixels that it takes, as wide as the ticks reckon. */
const textsOf = (nodes) =>
  nodes
    .filter(({ tag }) => tag === "text")
    .map(({ attrs, children }) => {
      const wide = 7 * String(children).length;
      const left = attrs.x - { start: 0, middle: wide / 2, end: wide }[attrs["text-anchor"]];
      return { text: children, left, right: left + wide, y: attrs.y };
    });

for (const width of [134, 150, 220, 356, 700])
  for (const [along, goodName] of [
    ["step", "downhill"],
    ["Schritt", "bergab"],
  ])
    test(`a chart ${width} pixels wide has axes, ticks and the word ${along}, and none lies on another`, () => {
      for (const steps of [2, 37, 92, 10_001]) {
        const values = Array.from({ length: steps }, (_, k) => 180 - (k % 7));
        const { still } = chart({ kind: "angle", values, domain: [0, 180], ticks: [0, 90, 180], good: [90, 180], goodName, along }, width, 116);
        const texts = textsOf(still);
        const below = texts.filter(({ y }) => y === 111).sort((a, b) => a.left - b.left);
        assert.equal(below.at(-1).text, along);
        assert.ok(below.length >= 2, `${below.map(({ text }) => text)}: a tick beside the title`);
        below.slice(1).forEach(({ left, text }, i) => {
          assert.ok(left >= below[i].right, `${text} after ${below[i].text}`);
        });
        assert.ok(texts.some(({ text }) => text === goodName));
        assert.ok(still.some(({ attrs }) => attrs.class === "tick-line"));
      }
      const loss = chart({ kind: "loss", values: [1.184, 0.9, 0.01], along }, width, 116);
      assert.ok(textsOf(loss.still).filter(({ y }) => y !== 111).length >= 2, "values at the side");
    });
