/**
 * Which places of the map have a name: the start, the step's point, where the step ends, the lowest place.
 *
 * @typedef {import("../../draw/marks/place_names.js").Name} Name
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import * as words from "#words";
import { isInside } from "../../draw/layout.js";
import { names } from "../../draw/marks/place_names.js";

/** Pixels of the plot's shorter side from which on it has names, and from which on all. */
const SOME = 200;
const ALL = 300;
/** Pixels from the step's point from which on its landing has a name. */
const APART = 16;

/**
 * For the map: the names on it, clear of what is drawn there.
 *
 * @param {{ start: Pair, k: number, here: Pair | null, next: Pair | null, lowest: Pair[] }} places in data units; null and none: not there to be named
 * @param {import("../../state/types.js").Window} window
 * @param {import("../../state/types.js").Node[]} drawn
 * @param {Layout} layout
 */
export function mapNames({ start, k, here, next, lowest }, window, drawn, layout) {
  const room = Math.min(layout.plotWidth, layout.plotHeight);
  if (room < SOME) return [];
  const pixels = (/** @type {Pair} */ [w, b]) => /** @type {Pair} */ ([layout.x(w), layout.y(b)]);
  /** @type {Name[]} */
  const wanted = [];
  if (isInside(start, window)) wanted.push({ kind: "start", text: words.map_start(), places: [pixels(start)], clear: 13, firm: true });
  if (here && k) wanted.push({ kind: "now", text: words.map_now({ k }), places: [pixels(here)], clear: 10, firm: true });
  if (here && next && isInside(next, window)) {
    const [[x, y], [toX, toY]] = [pixels(here), pixels(next)];
    if (Math.hypot(toX - x, toY - y) >= APART) wanted.push({ kind: "next", text: words.map_next(), places: [[toX, toY]], clear: 8 });
  }
  if (lowest.length) wanted.push({ kind: "lowest", text: words.map_lowest(), places: lowest.map(pixels), clear: 11 });
  return names(
    wanted.filter(({ firm }) => firm || room >= ALL),
    drawn,
    layout,
  );
}
