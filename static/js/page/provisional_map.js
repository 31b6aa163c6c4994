/**
 * The map while a data point is moved: the loss on a coarse grid, between the levels of the map that was there, so that a colour
 * means the same loss as long as a hand is at it. The server's own levels come when it rests.
 *
 * @typedef {import("../state/types.js").Pair} Pair
 * @typedef {import("../state/types.js").Surface} Surface
 */
import { ringsAt } from "../draw/rings.js";
import { first, item, last } from "../state/items.js";

/** Points of the grid, along each axis. */
const SIZE = 65;

/**
 * For the provisional map: the places of the grid, row after row, b growing with the rows.
 *
 * @param {import("../state/types.js").Window} window
 */
export function gridOf([wMin, wMax, bMin, bMax]) {
  const at = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ i) => low + ((high - low) * i) / (SIZE - 1);
  const w = new Float64Array(SIZE * SIZE);
  const b = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < w.length; i++) {
    w[i] = at(wMin, wMax, i % SIZE);
    b[i] = at(bMin, bMax, Math.floor(i / SIZE));
  }
  return { w, b };
}

/**
 * For the loader: the map of these losses. Of its bands each reaches from its level upwards, and is drawn over by the next.
 *
 * @param {Float64Array} loss on the grid of the window
 * @param {import("../state/types.js").Window} window
 * @param {import("../state/types.js").Band[]} before the bands of the map that was there, at least one
 * @returns {Surface | null} null where the loss is not finite everywhere
 */
export function surfaceOf(loss, window, before) {
  if (!loss.every(Number.isFinite)) return null;
  const [low, high] = [loss.reduce((a, b) => Math.min(a, b)), loss.reduce((a, b) => Math.max(a, b))];
  const levels = before.slice(1).map(({ from }) => from);
  const edges = [Math.min(low, first([...levels, low])), ...levels, Math.max(high, last([low, ...levels]))];
  const at = (/** @type {number} */ column, /** @type {number} */ row) => inData(column, row, window);
  const bands = edges.slice(0, -1).map((from, i) => ({ from, to: item(edges, i + 1), polygons: [ringsAt(loss, SIZE, from, at)] }));
  const place = loss.indexOf(low);
  const lowest = lowestPlace(loss, place, window);
  const [w, b] = lowest ?? inData(place % SIZE, Math.floor(place / SIZE), window);
  return { bands, undefined: 0, minimum: { w, b, loss: low }, minimum_inside: lowest !== null, lowest: lowest ? [lowest] : [] };
}

/** A place in steps of the grid, in data units. @param {number} column @param {number} row @param {import("../state/types.js").Window} window @returns {Pair} */
function inData(column, row, [wMin, wMax, bMin, bMax]) {
  const at = (/** @type {number} */ steps, /** @type {number} */ low, /** @type {number} */ high) => low + ((high - low) * steps) / (SIZE - 1);
  return [at(column, wMin, wMax), at(row, bMin, bMax)];
}

/** Where the loss is least, by the parabolas through the grid's least value and its neighbours; null on the map's edge. @param {Float64Array} loss @param {number} place @param {import("../state/types.js").Window} window */
function lowestPlace(loss, place, window) {
  const [column, row] = [place % SIZE, Math.floor(place / SIZE)];
  if (Math.min(column, row) === 0 || Math.max(column, row) === SIZE - 1) return null;
  const off = (/** @type {number} */ by) => {
    const [before, here, after] = [loss[place - by], loss[place], loss[place + by]].map(Number);
    const bend = Number(before) - 2 * Number(here) + Number(after);
    return bend > 0 ? (Number(before) - Number(after)) / (2 * bend) : 0;
  };
  return inData(column + off(1), row + off(SIZE), window);
}
