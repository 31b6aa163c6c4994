// The slices' plots and sentences, and when they are asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HEIGHT, slicePlots } from "../../static/js/draw/marks/slice_curves.js";
import { tangent } from "../../static/js/draw/marks/tangent.js";
import { linearScale } from "../../static/js/draw/scale.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { sentences } from "../../static/js/page/panels/slices_card.js";
import { createLoader } from "../../static/js/state/loader.js";
import { stateAfter } from "../../static/js/state/scenario.js";
import { createStore } from "../../static/js/state/store.js";
import { CATALOGUE, LOSS, SCENARIO, STEPS } from "./bowl.js";
import { loss } from "./entries.js";

const axis = [-2, -1, 0, 1, 2];
/** L = w² − b² at (1, 0). */
const SADDLE = {
  scenario: SCENARIO,
  parameters: ["w", "b"],
  point: [1, 0],
  loss: 1,
  range: [-3, 4],
  slices: [
    { parameter: "w", axis, loss: axis.map((w) => w * w), slope: 2 },
    { parameter: "b", axis, loss: axis.map((b) => 1 - b * b), slope: 0 },
  ],
};
const WIDTH = 272;
const flat = (nodes) => nodes.flatMap((node) => [node, ...(typeof node.children === "string" ? [] : flat(node.children))]);
const drawn = (found, start = null) => {
  const nodes = flat(slicePlots(found, start, WIDTH));
  return (kind) => nodes.filter(({ attrs }) => String(attrs.class).split(" ").includes(kind));
};
const numbers = (d) => [...d.matchAll(/-?[\d.]+/g)].map(Number);

test("the point lies on both curves, and each tangent touches there with its slope", () => {
  const of = drawn(SADDLE);
  const [w, b] = of("here").map(({ attrs }) => [attrs.cx, attrs.cy]);
  const [along, across] = of("line").map(({ attrs }) => numbers(attrs.d));
  assert.deepEqual([along.slice(6, 8), across.slice(4, 6)], [w, b], "the fourth and the third place");
  assert.equal(w[1], b[1], "one scale of the loss for both");
  const [rising, level] = of("tangent-line").map(({ attrs }) => numbers(attrs.d));
  assert.deepEqual([(rising[0] + rising[2]) / 2, level[1], level[3]], [w[0], b[1], b[1]]);
  const unit = { x: (along[8] - along[0]) / 4, y: (along[5] - along[1]) / 4 };
  assert.ok(Math.abs((rising[3] - rising[1]) / (rising[2] - rising[0]) + (2 * unit.y) / unit.x) < 0.05);
  assert.deepEqual(
    of("partial").map(({ children }) => children),
    ["slope 2", "∂L/∂w = 2", "slope 0", "∂L/∂b = 0"],
  );
});

test("all is within the picture, and no text of one plot touches the other's", () => {
  for (const width of [236, WIDTH, 600]) {
    const steep = { ...SADDLE, slices: SADDLE.slices.map((one, i) => ({ ...one, slope: i ? -35.1 : -1.234e-5 })) };
    const nodes = flat(slicePlots(steep, { point: [2, 2], loss: 0 }, width));
    const named = nodes.filter(({ attrs }) => String(attrs.class).includes("maths"));
    assert.ok(
      named.every(({ children }) => children.includes("∂") === (width === 600 || children.includes("35"))),
      `${width}`,
    );
    assert.ok(named[1].attrs.x - named[0].attrs.x > 3.6 * (named[0].children.length + named[1].children.length), `${width}`);
    for (const { tag, attrs, children } of nodes) {
      if (tag === "text") assert.ok(attrs.x >= 0 && attrs.x <= width && attrs.y > 8 && attrs.y < HEIGHT, children);
    }
    const below = nodes.filter(({ tag, attrs }) => tag === "text" && attrs["text-anchor"] === "middle" && attrs.class === "tick");
    const ends = below.map(({ attrs, children }) => [attrs.x - 3.5 * children.length, attrs.x + 3.5 * children.length]).sort((a, b) => a[0] - b[0]);
    assert.ok(
      ends.slice(1).every(([left], i) => left >= ends[i][1] + 2),
      `${width}`,
    );
  }
});

test("where the loss has no value the curve has a gap, and the far side of a pole is no pixel of browsers' errors", () => {
  const holed = { ...SADDLE, slices: [{ ...SADDLE.slices[0], loss: [1, 1e12, null, -1e12, 1] }, SADDLE.slices[1]] };
  const [first, second] = drawn(holed)("line").map(({ attrs }) => attrs.d);
  assert.equal(first.split("M").length - 1, 2);
  assert.equal(second.split("M").length - 1, 1);
  assert.ok(numbers(first).every((pixel) => Math.abs(pixel) <= 20_001) && !first.includes("NaN"), first);
});

test("what lies outside the window has no spot, a flat loss a picture", () => {
  const outside = drawn({ ...SADDLE, point: [7, 0] }, { point: [0, 9], loss: 1 });
  assert.deepEqual([outside("here").length, outside("tangent-line").length, outside("began").length], [1, 1, 1]);
  assert.equal(drawn(SADDLE)("began").length, 0);
  const constant = { ...SADDLE, range: [3, 3], loss: 3, slices: SADDLE.slices.map((one) => ({ ...one, loss: axis.map(() => 3), slope: 0 })) };
  const svg = slicePlots(constant, null, WIDTH).map(toSVG).join("");
  assert.ok(!/NaN|Infinity/.test(svg));
  assert.equal(drawn(constant)("here").length, 2);
});

test("a tangent is as long wherever it points, also beyond all numbers", () => {
  const scales = { x: linearScale([-1, 1], [0, 100]), y: linearScale([0, 10], [100, 0]) };
  assert.deepEqual(numbers(tangent([0, 5], 0, scales, 20)), [30, 50, 70, 50]);
  for (const slope of [1, -3, 1e300, -1e308]) {
    const [a, b, c, d] = numbers(tangent([0, 5], slope, scales, 20));
    assert.ok(Math.abs(Math.hypot(c - a, d - b) - 40) < 0.2, `${slope}`);
    assert.ok(Math.sign(b - d) === Math.sign(slope), "a loss that rises goes up");
  }
});

test("each sentence says what is held and what turning the other does", () => {
  assert.deepEqual(sentences(SADDLE), [
    "b held at 0: turning w up raises the loss; slope 2.",
    "w held at 1: turning b a little hardly changes the loss; slope 0.",
  ]);
  const three = { ...SADDLE, parameters: ["w1", "w2", "b"], point: [1, 0, -0.5], slices: [{ ...SADDLE.slices[0], parameter: "w1" }] };
  assert.deepEqual(sentences(three), ["w₂ and b held at 0 and −0.5: turning w₁ up raises the loss; slope 2."]);
  const down = { ...SADDLE, slices: [{ ...SADDLE.slices[0], slope: -0.25 }] };
  assert.deepEqual(sentences(down), ["b held at 0: turning w up lowers the loss; slope −0.25."]);
});

const moment = () => new Promise((done) => setTimeout(done, 5));
const catalogue = { ...CATALOGUE, objectives: [loss("bowl", LOSS), loss("saddle", {}), loss("neuron", { inputs: 1 })] };

/** What is asked of slices, emptied by reading. */
const asked = [];
const begin = { given: {}, scenario: SCENARIO, step: 0, ownBeta: null, run: null, slices: null, layers: [], answered: {}, stale: {}, draft: null };

/** A page's store, whose loader asks a server that never answers of a saddle. @param {string[]} [wanted] */
function page(wanted) {
  globalThis.fetch = (url) => {
    const [, part, query] = /v1\/(\w+)\??(.*)/.exec(url);
    const objective = /objective=(\w+)/.exec(query)?.[1] ?? "bowl";
    if (part === "slices") asked.push(query);
    if (objective === "saddle") return new Promise(() => {}); // never comes
    const reply = { scenario: { ...SCENARIO, objective }, parameters: ["w", "b"], steps: STEPS, query };
    return Promise.resolve(new Response(JSON.stringify(reply)));
  };
  const store = createStore(begin, (draw) => queueMicrotask(draw));
  createLoader(store, { api: "/api/v1", catalogue }, wanted);
  return store;
}

test("slices are asked for while they are in sight, of losses without data, step by step, and again where the reader comes back", async () => {
  const store = page();
  const after = async (change) => {
    store.set(change);
    await moment();
    return asked.splice(0);
  };
  assert.deepEqual(await after({}), [], "not in sight");
  assert.deepEqual(await after({ slicesVisible: true }), ["point=1,1&digits=10"]);
  assert.deepEqual(await after({ step: 1 }), ["point=2,2&digits=10"]);
  assert.deepEqual([store.get().slices.query, store.get().stale.slices], ["point=2,2&digits=10", false]);
  assert.deepEqual(await after({ slicesVisible: false, step: 0 }), []);
  assert.deepEqual(await after({ slicesVisible: true, step: 1 }), [], "these are here");
  store.set(stateAfter(store.get(), { objective: "saddle" }, catalogue));
  await moment();
  assert.deepEqual([store.get().slices, store.get().run], [null, null]);
  store.set(stateAfter(store.get(), {}, catalogue));
  await moment();
  await moment();
  assert.deepEqual(asked.splice(0), ["point=1,1&digits=10"], "and back: run and slices are asked for again");
  assert.equal(store.get().slices.query, "point=1,1&digits=10");
  store.set(stateAfter(store.get(), { objective: "neuron" }, catalogue));
  await moment();
  await moment();
  assert.deepEqual([asked, store.get().stale.slices], [[], false]);
});

test("a frame of slices asks for those of a neuron too", async () => {
  const store = page(["run", "slices"]);
  store.set({ ...stateAfter(store.get(), { objective: "neuron" }, catalogue), slicesVisible: true });
  await moment();
  await moment();
  assert.deepEqual(asked.splice(0), ["objective=neuron&point=1,1&digits=10"]);
});
