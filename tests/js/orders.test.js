// How fast each term of Taylor's series shrinks: what has a line, how steep it is, and what is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { orderLines } from "../../static/js/draw/marks/order_lines.js";
import { ordersSaid } from "../../static/js/page/panels/orders_card.js";
import { decidesBelow, ordersOf } from "../../static/js/state/term_sizes.js";

/** A step with these terms, from the first order on; what is beyond the third has no line. */
const move = (terms, { eta = 0.1, doubt = 1e-15 } = {}) => ({ eta, doubt, taylor: [...terms, 1e3].map((term, i) => ({ order: i + 1, term })) });
const lines = (step, width = 640) => orderLines({ ...ordersOf(step), eta: step.eta }, width);
const ofClass = (nodes, name) => nodes.filter(({ attrs }) => attrs.class === name);
const ends = (nodes, kind) =>
  /M(.*),(.*)L(.*),(.*)/
    .exec(ofClass(nodes, `line ${kind}`)[0]?.attrs.d ?? "")
    ?.slice(1)
    .map(Number);
const steepness = ([x1, y1, x2, y2]) => (y1 - y2) / (x2 - x1);
const texts = (nodes, name) => ofClass(nodes, name).map(({ children }) => String(children));
const SMOOTH = move([-0.5, 0.02, -3e-4]);

test("a line is as steep as its order, whatever the sign, and reaches from η to a thousandth of it at least", () => {
  const nodes = lines(SMOOTH);
  const [first, second, third] = ["first", "second", "third"].map((kind) => ends(nodes, kind));
  for (const [line, order] of [[second, 2], [third, 3]]) assert.ok(Math.abs(steepness(line) / steepness(first) - order) < 0.05); // biome-ignore format: pairs
  const decades = texts(nodes, "tick").filter((text) => text.startsWith("10"));
  for (const power of ["10⁻⁴", "10⁻¹", "10⁰"]) assert.ok(decades.includes(power), power);
  const own = Number(/M([\d.]+)/.exec(ofClass(nodes, "marker")[0].attrs.d)[1]);
  const decade = (third[2] - third[0]) / 4;
  assert.ok(Math.abs(own - third[2] + decade) < 0.2, "a tenth is one power of ten below one");
  for (const spot of nodes.filter(({ attrs }) => String(attrs.class).startsWith("spot"))) assert.ok(Math.abs(Number(spot.attrs.cx) - own) < 0.2);
  assert.deepEqual(
    texts(nodes, "tick").filter((text) => text.includes("η")),
    ["this step: η = 0.1"],
  );
});

test("below rounding nothing is drawn", () => {
  const step = move([-0.5, 2e-6, -1e-11], { doubt: 1e-14 });
  const nodes = lines(step);
  const [x1, y1] = ends(nodes, "third");
  const [left] = ends(nodes, "first");
  const floor = Number(/M[^,]*,([\d.]+)/.exec(ofClass(nodes, "zero")[0].attrs.d)[1]);
  assert.ok(Math.abs(y1 - floor) < 0.2, "it begins where rounding ends");
  assert.ok(x1 > left + 50);
  assert.deepEqual(ofClass(lines(SMOOTH), "zero"), [], "where no line comes so low, it is not drawn");
});

/** Left, top, right and bottom of a name. */
const box = ({ attrs: { x, y }, children }) => [Number(x), Number(y) - 10, Number(x) + 6.5 * String(children).length, Number(y) + 2];

test("the slopes are named, and no name lies on a line or on another name", () => {
  for (const step of [SMOOTH, move([-0.5, 0.49, -0.48]), move([1e-3, 5, 1e3]), move([-1, 1e-9, 1e-3]), move([1, 1, 1], { eta: 1e-9 })]) {
    for (const width of [300, 460, 880]) {
      const nodes = lines(step, width);
      const named = nodes.filter(({ attrs }) => String(attrs.class).startsWith("order-name"));
      assert.deepEqual(
        named.map(({ children }) => String(children)),
        ["slope 1", "slope 2", "slope 3"],
      );
      for (const name of named) {
        const [left, top, right, bottom] = box(name);
        assert.ok(left > 40 && right < width, `${width}`);
        for (const other of named) {
          const [l, t, r, b] = box(other);
          assert.ok(other === name || right < l || left > r || bottom < t || top > b, `${width} ${name.children}`);
        }
        for (const kind of ["first", "second", "third"]) {
          const [x1, y1, x2, y2] = ends(nodes, kind);
          const at = (x) => y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
          const crosses = [left, right].some((x) => at(x) < bottom) && [left, right].some((x) => at(x) > top);
          assert.ok(!crosses || x1 > right, `${width} ${name.children} ${kind}`);
        }
      }
    }
  }
});

for (const [what, step, said] of [
  ["all", SMOOTH, ["With η ten times smaller the first term is ten times smaller, the second a hundred times, the third a thousand times.", "Below η ≈ 2.5 the first term is the largest: there the slope decides."]],
  ["a bowl's", move([-0.5, 0.02, 0]), ["With η ten times smaller the first term is ten times smaller, the second a hundred times.", "Below η ≈ 2.5 the first term is the largest: there the slope decides.", "The third term is 0 here, so it has no line."]],
  ["at a right angle", move([0, 0.02, 1e-16]), ["With η ten times smaller the second term is a hundred times smaller.", "The first term is 0 here, so it has no line.", "The third term is lost in rounding here, so it has no line."]],
  ["without a third derivative", move([-0.5, 0.02, null], { doubt: null }), ["With η ten times smaller the first term is ten times smaller, the second a hundred times.", "Below η ≈ 2.5 the first term is the largest: there the slope decides.", "The third term has no value here, so it has no line."]],
  ["of a plane", move([-0.5, 0, 0]), ["With η ten times smaller the first term is ten times smaller.", "The second term is 0 here, so it has no line.", "The third term is 0 here, so it has no line."]],
]) // biome-ignore format: a table
  test(`the sentences: ${what}`, () => assert.deepEqual(ordersSaid(step), said));

test("the first term decides below all that others reach", () => {
  const [lowest, ...others] = ordersOf(move([1, 0.1, 4])).terms;
  assert.equal(decidesBelow(lowest, others, 0.1), 0.05);
  assert.deepEqual(lines(move([0, 0, 0])), [], "without a term there is nothing to draw");
});
