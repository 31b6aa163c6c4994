/**
 * Where the values on a grid reach a level: marching squares (Lorensen and Cline's cubes in the plane).
 *
 * Each edge between two neighbours is crossed once at most by a level, and what comes in by it goes out by it. So an area is
 * told by which edge follows which, and its rings are read off without a search.
 *
 * @typedef {import("../state/types.js").Pair} Pair
 */
import { item } from "../state/items.js";

/**
 * From which side of a cell to which, by the corners that are inside (1, 2, 4 and 8 counter-clockwise from the lower left): what
 * is inside lies to the left. Sides: 0 below, 1 right, 2 above, 3 left.
 *
 * @type {[number, number][][]}
 */
// biome-ignore format: a table
const SEGMENTS = [
  [], [[0, 3]], [[1, 0]], [[1, 3]], [[2, 1]], [[0, 3], [2, 1]], [[2, 0]], [[2, 3]],
  [[3, 2]], [[0, 2]], [[1, 0], [3, 2]], [[1, 2]], [[3, 1]], [[0, 1]], [[3, 0]], [],
];

/**
 * For maps: the rings about all places whose value is at least the level, closed along the grid's edge. By the even-odd rule they are
 * one area with its holes.
 *
 * @param {Float64Array} values row after row, all finite
 * @param {number} size places of a row, and rows
 * @param {number} level
 * @param {(column: number, row: number) => Pair} place of so many steps of the grid
 * @returns {Pair[][]} the last place of a ring is its first
 */
export function ringsAt(values, size, level, place) {
  const width = size + 2; // all around are places that are not inside
  const inside = new Uint8Array(width * width);
  for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) if (Number(values[j * size + i]) >= level) inside[(j + 1) * width + i + 1] = 1;

  // An edge is twice the place at its lower or left end, plus 1 for one that goes up.
  const sides = [0, 3, 2 * width, 1];
  const next = new Int32Array(2 * width * width).fill(-1);
  const starts = [];
  for (let j = 0; j <= size; j++) {
    for (let i = 0; i <= size; i++) {
      const at = j * width + i;
      const corners = Number(inside[at]) | (Number(inside[at + 1]) << 1) | (Number(inside[at + width + 1]) << 2) | (Number(inside[at + width]) << 3);
      if (corners === 0 || corners === 15) continue;
      for (const [from, to] of item(SEGMENTS, corners)) {
        const edge = 2 * at + item(sides, from);
        next[edge] = 2 * at + item(sides, to);
        starts.push(edge);
      }
    }
  }

  /** Where an edge is crossed; at its end within the grid, where the other is not. @param {number} edge @returns {Pair} */
  function crossing(edge) {
    const [i, j] = [((edge >> 1) % width) - 1, Math.floor((edge >> 1) / width) - 1];
    const [right, up] = edge & 1 ? [0, 1] : [1, 0];
    if (Math.min(i, j) < 0) return place(i + right, j + up);
    if (i + right === size || j + up === size) return place(i, j);
    const before = Number(values[j * size + i]);
    const part = (level - before) / (Number(values[(j + up) * size + i + right]) - before);
    return place(i + right * part, j + up * part);
  }

  const rings = [];
  for (const start of starts) {
    /** @type {Pair[]} */
    const ring = [];
    for (let edge = start, after = next[edge]; after !== undefined && after >= 0; after = next[edge]) {
      ring.push(crossing(edge));
      next[edge] = -1;
      edge = after;
    }
    if (!ring.length) continue; // begun elsewhere
    ring.push(item(ring, 0));
    rings.push(ring);
  }
  return rings;
}
