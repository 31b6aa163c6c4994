// The server's drawing read back: what was drawn comes out, to a tenth of its pixels.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf, MARGIN } from "../../static/js/draw/layout.js";
import { ringsOf, surfaceFromDrawing } from "../../static/js/draw/server_map.js";

test("rings: a place, then moves, however they are parted", () => {
  assert.deepEqual(ringsOf("M12.3,4l.5-1 2 3Z"), [
    [
      [12.3, 4],
      [12.8, 3],
      [14.8, 6],
    ],
  ]);
  assert.deepEqual(ringsOf("M1,2l-.1.1.2-.3ZM-5,6.5l1 1Z"), [
    [
      [1, 2],
      [0.9, 2.1],
      [1.1, 1.8],
    ],
    [
      [-5, 6.5],
      [-4, 7.5],
    ],
  ]);
  assert.deepEqual(ringsOf("M7,8Z"), [[[7, 8]]]);
  assert.deepEqual(ringsOf(""), []);
});

test("a thousand moves do not drift", () => {
  const [ring] = ringsOf(`M0,0l${Array.from({ length: 1000 }, () => ".1-.1").join(" ")}Z`);
  assert.deepEqual(ring[1000], [100, -100]);
});

test("bands between their levels, in data units", () => {
  const window = [-4, 4, -2, 2];
  const { x, y } = layoutOf(window, 640, MARGIN);
  const [u, v] = [x(1).toFixed(1), y(-1).toFixed(1)];
  const band = (from, d) => ({ getAttribute: (name) => ({ "data-from": String(from), d })[name] });
  const svg = {
    getAttribute: () => "0 0 640 343",
    querySelector: () => "a tick",
    querySelectorAll: () => [band(0.5, `M${u},${v}l10 0 0 10Z`), band(2, "M52,10l578 0Z")],
  };
  const surface = surfaceFromDrawing(svg, { window }, { highest: 7, undefined: 3, minimum: null });
  assert.deepEqual(
    surface.bands.map(({ from, to }) => [from, to]),
    [
      [0.5, 2],
      [2, 7],
    ],
  );
  assert.equal(surface.undefined, 3);
  const [[[w, b]]] = surface.bands[0].polygons[0];
  assert.ok(Math.abs(w - 1) < 1e-3 && Math.abs(b + 1) < 1e-3);
  assert.deepEqual(surface.bands[1].polygons[0][0], [
    [-4, 2],
    [4, 2],
  ]);
});
