// Taylor's pieces: each begins where the one before ends, they come to f(x + δ), and all of them are in the picture.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, piecesOf, scalesOfPieces, spread } from "../../static/js/draw/marks/pieces.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { shows, spanOf } from "../../static/js/page/panels/piece_handles.js";

const series = (...terms) => terms.map((term, i) => ({ order: i + 1, term }));
const curve = { x: [0.5, 1, 1.5, 2, 2.5], f: [0.125, 1, 3.375, 8, 15.625] };
const CUBE = { x: 1, delta: 1, value: 1, actual: 7, taylor: series(3, 3, 1, 0), curve };
/** ln at 1 with δ = 1, whose pieces go up and down and leave something. */
const LOG = { x: 1, delta: 1, value: 0, actual: Math.LN2, taylor: series(1, -0.5, 1 / 3, -0.25), curve: { x: [0, 1, 2], f: [null, 0, Math.LN2] } };

test("the pieces of x³ come to f(x + δ), and leave nothing", () => {
  assert.deepEqual(
    piecesOf(CUBE, "rest").map(({ kind, from, to }) => [kind, from, to]),
    [
      ["first", 1, 4],
      ["second", 4, 7],
      ["third", 7, 8],
    ],
  );
});

test("what three pieces leave is the last, and a term without a value ends them", () => {
  const found = piecesOf(LOG, "rest");
  assert.deepEqual([found[3].kind, found[3].name, found[3].to], ["rest", "rest", Math.LN2]);
  found.slice(1).forEach(({ from }, i) => assert.equal(from, found[i].to));
  assert.equal(piecesOf({ ...LOG, taylor: series(1, null, null) }, "rest").length, 2);
  assert.equal(piecesOf({ ...LOG, actual: null }, "rest").length, 3, "nothing to compare with");
});

for (const [name, found] of Object.entries({ CUBE, LOG })) {
  for (const width of [300, 880])
    test(`all pieces of ${name} are in the picture, of ${width} pixels`, () => {
      const scales = scalesOfPieces(found, spanOf(found.x, found.delta), width);
      const [bottom, top] = scales.y.range();
      for (const { from, to } of piecesOf(found, "")) for (const at of [from, to]) assert.ok(scales.y(at) >= top && scales.y(at) <= bottom);
      const svg = pieces(found, scales, "rest", "clip").map(toSVG).join("");
      assert.equal(svg.match(/class="piece (first|second|third|rest)"/g)?.length, piecesOf(found, "").length);
      assert.ok(!svg.includes("NaN"));
    });
}

test("names beside the picture are a line apart, in the order of their pieces, within it", () => {
  const places = spread([100, 101, 99, 102], [0, 110]);
  const sorted = [places[2], places[0], places[1], places[3]];
  sorted.slice(1).forEach((place, i) => assert.ok(place - sorted[i] >= 17 - 1e-9));
  assert.ok(sorted[0] >= 0 && sorted[3] <= 110);
  assert.deepEqual(spread([10, 90], [0, 110]), [10, 90], "what has room stays where it belongs");
});

test("a picture shows both places, and is kept while they are well in it", () => {
  for (const [x, delta] of [
    [2, 0.5],
    [-1, -3],
    [0, 0],
    [1e9, 1],
  ]) {
    const span = spanOf(x, delta);
    assert.ok(span[0] < Math.min(x, x + delta) && span[1] > Math.max(x, x + delta));
    if (delta) assert.ok(shows(span, x, delta));
  }
  assert.ok(!shows(spanOf(2, 0.5), 2, 0.05), "too small to be seen");
  assert.ok(!shows(spanOf(2, 0.5), 2.4, 0.5), "beyond its edge");
});
