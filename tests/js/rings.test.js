import assert from "node:assert/strict";
import { test } from "node:test";
import { ringsAt } from "../../static/js/draw/rings.js";
import { draws } from "./draws.js";

const SIZE = 9;
const place = (column, row) => [column, row];
/** Whether a place is in an area, by the even-odd rule. */
function isWithin(rings, [x, y]) {
  let odd = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
    }
  return odd;
}
/** Twice the signed area. */
const area = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);

test("of rough values each place is within exactly where it reaches the level, and each ring is closed", () => {
  const random = draws(7);
  let [within, without] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const values = Float64Array.from({ length: SIZE * SIZE }, () => (round % 2 ? random.next().value : Math.floor(4 * random.next().value)));
    const level = round % 2 ? 0.5 : 1.5;
    const rings = ringsAt(values, SIZE, level, place);
    for (const ring of rings) assert.deepEqual(ring[0], ring.at(-1));
    for (let row = 1; row < SIZE - 1; row++)
      for (let column = 1; column < SIZE - 1; column++) {
        const reaches = values[row * SIZE + column] >= level;
        assert.equal(isWithin(rings, [column, row + 1e-9]), reaches, `${round}: ${column}, ${row}`);
        if (reaches) within++;
        else without++;
      }
  }
  assert.ok(Math.min(within, without) > 1000);
});

test("of a plane every place of a ring lies on the level, or on the grid's edge", () => {
  const values = Float64Array.from({ length: SIZE * SIZE }, (_, i) => 3 * (i % SIZE) - 2 * Math.floor(i / SIZE));
  const [ring, ...others] = ringsAt(values, SIZE, 4.6, place);
  assert.deepEqual(others, []);
  const off = ring.filter(([x, y]) => Math.abs(3 * x - 2 * y - 4.6) > 1e-12);
  assert.ok(ring.length - off.length > 8);
  for (const [x, y] of off)
    assert.ok(
      [x, y].some((t) => t === 0 || t === SIZE - 1),
      `${x}, ${y}`,
    );
});

test("what is inside lies to the left: an area goes counter-clockwise, its hole clockwise", () => {
  const far = (i) => Math.max(Math.abs((i % SIZE) - 4), Math.abs(Math.floor(i / SIZE) - 4));
  const rings = ringsAt(
    Float64Array.from({ length: SIZE * SIZE }, (_, i) => (far(i) === 2 ? 1 : 0)),
    SIZE,
    0.5,
    place,
  );
  assert.equal(rings.length, 2);
  const [inner, outer] = rings.map(area).sort((a, b) => a - b);
  assert.ok(inner < 0 && outer > 0 && outer > -inner);
});

test("nothing, and everything", () => {
  const values = new Float64Array(SIZE * SIZE).fill(2);
  assert.deepEqual(ringsAt(values, SIZE, 3, place), []);
  const [whole, ...others] = ringsAt(values, SIZE, 2, place);
  assert.deepEqual(others, []);
  assert.equal(area(whole), 2 * (SIZE - 1) ** 2);
});
