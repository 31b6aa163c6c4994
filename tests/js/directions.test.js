import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../static/js/draw/layout.js";
import { curves, MARGIN } from "../../static/js/draw/marks/curves.js";
import { gauge } from "../../static/js/draw/marks/gauge.js";
import { halfplane } from "../../static/js/draw/marks/halfplane.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { caretText } from "../../static/js/page/panels/typed_loss.js";
import { angleFromGradient, directionAt, snapAngle } from "../../static/js/state/directions.js";
import { shownRow } from "../../static/js/state/ledger.js";

const LAYOUT = layoutOf([-4, 4, -4, 4], 616, { left: 52, right: 10, top: 10, bottom: 44 });
const close = (one, other) => one.forEach((v, i) => assert.ok(Math.abs(v - other[i]) < 1e-12, `${one} is not ${other}`));

test("turning is counter-clockwise, and exact at the quarters", () => {
  assert.deepEqual(directionAt([3, 4], 0), [3, 4]);
  assert.deepEqual(
    directionAt([3, 4], 90).map((v) => v + 0),
    [-4, 3],
  );
  assert.deepEqual(
    directionAt([3, 4], 180).map((v) => v + 0),
    [-3, -4],
  );
  assert.deepEqual(
    directionAt([3, 4], 270).map((v) => v + 0),
    [4, -3],
  );
  close(directionAt([1, 0], 30), [Math.sqrt(3) / 2, 0.5]);
});

test("the turn of a vector undoes turning, whatever the lengths", () => {
  for (const beta of [0, 1, 89, 90, 137.5, 180, 181, 270, 359]) {
    for (const size of [1e-170, 1, 1e150]) close([angleFromGradient(directionAt([3 * size, -4 * size], beta), [3, -4])], [beta]);
  }
});

test("a hand that is near a quarter turn means it", () => {
  assert.deepEqual([178, 182.4, 177, 91, 358, 45.4].map(snapAngle), [180, 180, 177, 90, 0, 45]);
});

test("one's own direction takes the place of the optimiser's, with exact bounds at 90 and 180", () => {
  const steps = {
    k: [0, 1],
    w: [0, 1],
    b: [0, 0],
    loss: [2, 1],
    grad_w: [3, 1],
    grad_b: [4, 0],
    grad_norm: [5, 1],
    eta: [0.5, null],
    u_w: [-3, null],
    u_b: [-4, null],
    dot: [-25, null],
    cos_beta: [-1, null],
    beta: [180, null],
    first_order: [-12.5, null],
    second_order: [-12, null],
    actual: [-1, null],
    doubt: [1e-16, null],
  };
  const state = { run: { parameters: ["w", "b"], steps }, step: 0, ownBeta: null, move: null, scenario: { eta: 0.5 } };
  assert.equal(shownRow(state).beta, 180);
  assert.equal(shownRow({ ...state, ownBeta: 90 }).dot, 0);
  assert.equal(shownRow({ ...state, ownBeta: 270 }).beta, 90);
  const across = shownRow({ ...state, ownBeta: 120, move: { taylor: [{ sum: -6 }, { sum: -5 }], actual: -4, doubt: 1e-15 } });
  close([across.dot, across.cosBeta, across.kNorms], [-12.5, -0.5, 25]);
  assert.deepEqual([across.firstOrder, across.secondOrder, across.actual, across.doubt], [-6, -5, -4, 1e-15]);
  assert.equal(shownRow({ ...state, step: 1, ownBeta: 180 }).last, false, "a step can be tried where the run ends");
  assert.equal(shownRow({ ...state, run: null }), null);
});

test("the favourable half lies downhill of a line across the gradient", () => {
  const [half, edge] = halfplane([0, 0], [1, 0], LAYOUT);
  const xs = [...half.attrs.d.matchAll(/[ML](-?[\d.]+),/g)].map((m) => Number(m[1]));
  assert.ok(Math.max(...xs) <= LAYOUT.x(0) + 0.1, "all of it where w < 0");
  const [[, x1], [, x2]] = edge.attrs.d.matchAll(/[ML](-?[\d.]+),/g);
  assert.equal(x1, x2, "the edge stands upright");
  assert.deepEqual(halfplane([0, 0], [0, 0], LAYOUT), []);
});

test("curves keep the actual one whole, cut a promise that leaves it, and mark where one is", () => {
  const x = [0, 1, 2];
  const { still, marker } = curves(
    {
      x,
      lines: [
        { kind: "first", values: [0, -50, -100] },
        { kind: "loss", values: [0, -1, 1] },
      ],
      title: "η",
    },
    300,
    150,
    "clip",
  );
  assert.match(still.map(toSVG).join(""), /clip-path="url\(#clip\)"/);
  const shown = marker(1);
  assert.deepEqual(
    shown.filter((n) => n.tag === "circle").map((n) => n.attrs.class),
    ["spot loss"],
  );
  assert.equal(shown[1].attrs.cx, (MARGIN.left + 300 - MARGIN.right) / 2);
  const flat = curves({ x, lines: [{ kind: "loss", values: [null, 0, 0] }], title: "η" }, 300, 150, "clip");
  assert.doesNotMatch(flat.still.map(toSVG).join(""), /NaN/);
});

test("the gauge runs from −k to k", () => {
  const at = (cos) => gauge(cos, 228).at(-1).attrs.cx;
  assert.deepEqual([at(-1), at(0), at(1)], [14, 114, 214]);
});

test("a wrong column is pointed at", () => {
  assert.equal(caretText("w^2+x", 5), "w^2+x\n    ^");
  const [line, caret] = caretText(`${"w+".repeat(40)}x`, 81).split("\n");
  assert.equal(line[caret.length - 1], "x");
});

test("the reader's own quarter turns have the cosine that the API has: exactly 0, 1 and −1", () => {
  const steps = {
    k: [0],
    w: [1],
    b: [2],
    loss: [1],
    grad_w: [0.3],
    grad_b: [-0.7],
    grad_norm: [Math.hypot(0.3, 0.7)],
    eta: [1],
    u_w: [1],
    u_b: [1],
    dot: [1],
    cos_beta: [1],
    beta: [0],
    first_order: [1],
    second_order: [1],
    actual: [1],
    doubt: [0],
  };
  for (const [ownBeta, cos, beta] of [
    [0, 1, 0],
    [90, 0, 90],
    [180, -1, 180],
    [270, 0, 90],
  ]) {
    const row = shownRow({ run: { parameters: ["w", "b"], steps, runs: [] }, step: 0, ownBeta, move: null, scenario: {} });
    assert.ok(Object.is(row.cosBeta, cos) && row.beta === beta, `${ownBeta}: ${row.cosBeta}`);
    if (beta === 90) assert.equal(row.dot, 0);
  }
});
