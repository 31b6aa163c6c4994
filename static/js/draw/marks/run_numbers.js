/**
 * Places for the numbers of lines, each where its line is far from the others: runs share their start, and often their end.
 *
 * @typedef {[number, number]} Place
 * @typedef {import("../svg.js").Box} Box
 */
import { first } from "../../state/items.js";
import { clipped } from "../svg.js";

/** Pixels from one place that is tried to the next, and at most so many of them on a line, and one more. */
const GAP = 12;
const MOST = 60;

/**
 * For badges on the map and the charts: for each line but the first, a place for its number and the place of the line that it
 * is about, in whole pixels; null where the line never comes into the box. Both are the same but where a line has no place
 * that is `clear` pixels from those that are taken and from the numbers before: then the number steps aside. Of the places
 * that are clear, or as clear as can be, it is the one that is farthest from all other lines, the earliest of equals.
 *
 * @param {Place[][]} lines
 * @param {Box} box
 * @param {number} clear
 * @param {Place[]} [taken]
 * @returns {([Place, Place] | null)[]}
 */
export function runNumbers(lines, box, clear, taken = []) {
  const tried = lines.map((line) => samples(line, box));
  const shut = [...taken];
  const best = (/** @type {Place[]} */ places, /** @type {Place[]} */ rest) => {
    let found = { place: first(places), near: -1, far: -1 };
    for (const place of places) {
      const near = Math.min(squaredDistance(place, shut), clear * clear);
      if (near < found.near) continue;
      const far = squaredDistance(place, rest);
      if (near > found.near || far > found.far) found = { place, near, far };
    }
    return found;
  };
  return tried.slice(1).map((own, i) => {
    if (!own.length) return null;
    const rest = tried.filter((_, j) => j !== i + 1).flat();
    const { place: line, near } = best(own, rest);
    const { place } = near === clear * clear ? { place: line } : best([line, ...neighbours(line, clear, box)], rest);
    shut.push(place);
    return [place, line];
  });
}

/** Eight places about one, so many pixels off, from the right clockwise. @param {Place} place @param {number} far @param {Box} box */
function neighbours([x, y], far, box) {
  const short = Math.floor(far * 0.7 + 0.5);
  /** @type {Place[]} */
  const by = [
    [far, 0],
    [short, short],
    [0, far],
    [-short, short],
    [-far, 0],
    [-short, -short],
    [0, -far],
    [short, -short],
  ]; // prettier-ignore
  return inside(
    by.map(([dx, dy]) => [x + dx, y + dy]),
    box,
  );
}

/**
 * For `runNumbers`: places along a line, where it is in the box. Its points may be far outside the box.
 *
 * @param {Place[]} line
 * @param {Box} box
 * @returns {Place[]}
 */
export function samples(line, box) {
  const pieces = [];
  let total = 0;
  /** @type {Place | undefined} */
  let from;
  for (const to of line) {
    const [a, b] = from ? clipped(from, to, box) : [];
    from = to;
    if (!a || !b) continue;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.sqrt(dx * dx + dy * dy); // equal to the server's to the last digit, which Math.hypot is not
    if (!length) continue;
    pieces.push({ a, dx, dy, length });
    total += length;
  }
  const gap = Math.max(GAP, total / MOST);
  const found = pieces.length ? [] : line.map(wholePixels);
  let [walked, at] = [0, 0];
  for (const { a, dx, dy, length } of pieces) {
    for (; at <= walked + length; at += gap) {
      const t = (at - walked) / length;
      found.push(wholePixels([a[0] + t * dx, a[1] + t * dy]));
    }
    walked += length;
  }
  // Floats are coarse far from 0: a place that was cut off at the frame may lie beside it.
  return inside(found, box);
}

/** The places that lie in the box, its edges included. @param {Place[]} places @param {Box} box */
const inside = (places, [left, top, right, bottom]) => places.filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom);

/** Whole pixels: in the page and on the server equals are then equal. @param {Place} place @returns {Place} */
const wholePixels = ([x, y]) => [Math.floor(x + 0.5), Math.floor(y + 0.5)];

/** The square of the distance to the nearest of others. @param {Place} place @param {Place[]} others */
function squaredDistance([x, y], others) {
  let least = Infinity;
  for (const other of others) {
    const [u, v] = [other[0] - x, other[1] - y];
    const far = u * u + v * v;
    if (far < least) least = far;
  }
  return least;
}
