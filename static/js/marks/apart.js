/**
 * Places for the numbers of lines, each where its line lies apart: runs share their start, and often their end.
 *
 * @typedef {[number, number]} Place
 */
import { clipped } from "../svg.js";

/** Pixels from one place that is tried to the next, and at most so many of them on a line, and one more. */
const GAP = 12;
const MOST = 60;

/**
 * For each line but the first, a place on it in whole pixels; null where it never comes into the box. The places keep
 * `clear` pixels from each other and from those that are taken, or as many as they can; of these it is the one that is
 * farthest from all other lines, the earliest of equals.
 *
 * @param {Place[][]} lines
 * @param {number[]} box left, top, right, bottom
 * @param {number} clear
 * @param {Place[]} [taken]
 * @returns {(Place | null)[]}
 */
export function apart(lines, box, clear, taken = []) {
  const tried = lines.map((line) => samples(line, box));
  const placed = [...taken];
  return tried.slice(1).map((own, i) => {
    const rest = tried.filter((_, j) => j !== i + 1).flat();
    /** @type {Place | null} */
    let best = null;
    let [nearest, farthest] = [-1, -1];
    for (const place of own) {
      const near = Math.min(square(place, placed), clear * clear);
      if (near < nearest) continue;
      const far = square(place, rest);
      if (near > nearest || far > farthest) [best, nearest, farthest] = [place, near, far];
    }
    if (best) placed.push(best);
    return best;
  });
}

/**
 * Places along a line, where it is in the box. Its points may be light years away.
 *
 * @param {Place[]} line
 * @param {number[]} box
 * @returns {Place[]}
 */
export function samples(line, box) {
  const pieces = [];
  let total = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = clipped(line[i - 1], line[i], box);
    if (!a) continue;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.sqrt(dx * dx + dy * dy); // as the server's, to the last digit: Math.hypot is not
    if (!length) continue;
    pieces.push({ a, dx, dy, length });
    total += length;
  }
  const gap = Math.max(GAP, total / MOST);
  const found = pieces.length ? [] : line.map(whole);
  let [walked, at] = [0, 0];
  for (const { a, dx, dy, length } of pieces) {
    for (; at <= walked + length; at += gap) {
      const t = (at - walked) / length;
      found.push(whole([a[0] + t * dx, a[1] + t * dy]));
    }
    walked += length;
  }
  // Far away floats are coarse: what was cut off at the frame need not lie on it.
  const [left, top, right, bottom] = box;
  return found.filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom);
}

/** Whole pixels: in the page and on the server equals are then equal. @param {Place} place @returns {Place} */
const whole = ([x, y]) => [Math.floor(x + 0.5), Math.floor(y + 0.5)];

/** The square of the distance to the nearest of others. @param {Place} place @param {Place[]} others */
function square([x, y], others) {
  let least = Infinity;
  for (const [u, v] of others) least = Math.min(least, (x - u) * (x - u) + (y - v) * (y - v));
  return least;
}
