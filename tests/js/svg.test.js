import assert from "node:assert/strict";
import { test } from "node:test";
import { el, farLine, polyline, px, toSVG } from "../../static/js/draw/svg.js";

test("pixels to a tenth", () => assert.deepEqual([1.25, -0.04, 3].map(px), [1.3, -0, 3]));

test("a line through points; null breaks it", () => {
  assert.equal(polyline([[0, 0], [1.04, 2], null, [3, 4], [5, 6]]), "M0,0L1,2M3,4L5,6");
  assert.equal(polyline([]), "");
});

test("a far line is the plain one while nothing is far", () => {
  assert.equal(
    farLine([
      [0, 0],
      [10, 10],
    ]),
    "M0,0L10,10",
  );
});

test("a far line ends at the edge of its square, passes through, or is left out", () => {
  assert.equal(
    farLine([
      [0, 0],
      [40_000, 10_000],
    ]),
    "M0,0L20000,5000",
  );
  assert.equal(
    farLine([
      [-1e9, 0],
      [1e9, 0],
    ]),
    "M-20000,0L20000,0",
  );
  assert.equal(
    farLine([
      [-1e9, 1e8],
      [1e9, 1e8],
    ]),
    "",
  );
  assert.equal(
    farLine([
      [3, -1e9],
      [3, 1e9],
    ]),
    "M3,-20000L3,20000",
  );
});

test("printing escapes what the data bring", () => {
  assert.equal(toSVG(el("text", { "data-x": '"<&>' }, "a < b & c")), '<text data-x="&quot;&lt;&amp;&gt;">a &lt; b &amp; c</text>');
  assert.equal(toSVG(el("g", {}, [el("path", { d: "M0,0" })])), '<g><path d="M0,0"></path></g>');
});
