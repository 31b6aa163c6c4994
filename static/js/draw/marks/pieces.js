/**
 * Taylor in one dimension: the curve of f, and from f(x) to f(x + δ) the pieces of its series, each begun where the one before
 * ends, side by side so that a piece that goes back down does not hide the others.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").Scale} Scale
 * @typedef {object} Found
 * @property {number} x
 * @property {number} delta
 * @property {number} value f(x)
 * @property {number | null} actual f(x + δ) − f(x)
 * @property {{ order: number, term: number | null }[]} taylor
 * @property {{ x: number[], f: (number | null)[] }} curve
 */
import { item } from "../../state/items.js";
import { formatNumber } from "../../text/formats.js";
import { linearScale } from "../scale.js";
import { el, polyline, px } from "../svg.js";
import { rules } from "./rules.js";
import { ticksBelow } from "./ticks.js";

/** Pixels of the picture's height. */
export const HEIGHT = 280;
/** Pixels around the plot; the pieces' names are at the right. */
const MARGIN = { left: 46, right: 134, top: 12, bottom: 40 };
/** Pixels from a piece to the next, and between two names. */
const APART = 14;
const LINE = 17;
/** How far beyond the pieces the curve may go, in their heights. */
const ROOM = 0.6;
/** What each piece is called, and its class. */
const PIECES = [
  { kind: "first", name: "f′δ" },
  { kind: "second", name: "f″δ²/2!" },
  { kind: "third", name: "f‴δ³/3!" },
];

/**
 * For the picture: where each piece begins and ends, the rest last; none beyond a term that has no value.
 *
 * @param {Found} found
 * @param {string} rest what the rest is called
 */
export function piecesOf({ value, actual, taylor }, rest) {
  let at = value;
  /** @type {{ kind: string, name: string, size: number, from: number, to: number }[]} */
  const pieces = [];
  for (const [i, piece] of PIECES.entries()) {
    const size = taylor[i]?.term ?? null;
    if (size === null) break;
    pieces.push({ ...piece, size, from: at, to: at + size });
    at += size;
  }
  const left = actual === null ? 0 : value + actual - at;
  const size = Math.max(Math.abs(value), Math.abs(at));
  if (Math.abs(left) > 1e-14 * size) pieces.push({ kind: "rest", name: rest, size: left, from: at, to: at + left });
  return pieces;
}

/**
 * For the panel: the scales of the picture, so that all pieces and as much of the curve as they leave room for are in it.
 *
 * @param {Found} found
 * @param {Pair} span of x
 * @param {number} width pixels
 * @returns {{ x: Scale, y: Scale }}
 */
export function scalesOfPieces(found, span, width) {
  const levels = [found.value, ...piecesOf(found, "").flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const room = ROOM * (high - low || Math.abs(low) || 1);
  const near = found.curve.f.filter((v) => v !== null).map((v) => Math.min(Math.max(v, low - room), high + room));
  return {
    x: linearScale(span, [MARGIN.left, width - MARGIN.right]),
    y: linearScale([Math.min(low, ...near), Math.max(high, ...near)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4),
  };
}

/**
 * For the panel: the picture's nodes, without the handles.
 *
 * @param {Found} found
 * @param {{ x: Scale, y: Scale }} scales
 * @param {string} rest what the rest is called
 * @param {string} clip id of a clip path of this figure
 * @returns {Node[]}
 */
export function pieces(found, { x, y }, rest, clip) {
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const parts = piecesOf(found, rest);
  const start = x(found.x + found.delta);
  const back = start + APART * parts.length > right ? -1 : 1;
  const column = (/** @type {number} */ i) => start + back * APART * i;
  const curve = found.curve.f.map((v, i) => (v === null ? null : /** @type {Pair} */ ([x(item(found.curve.x, i)), y(v)])));
  const names = spread(
    parts.map(({ from, to }) => (y(from) + y(to)) / 2),
    [top + 6, bottom - 6],
  );
  const end = parts.at(-1)?.to ?? found.value;
  return [
    el("defs", {}, [el("clipPath", { id: clip }, [el("rect", { x: left, y: top - 4, width: right - left, height: bottom - top + 8 })])]),
    ...rules(y.ticks(4), { y, left, right }, { zero: "zero", foot: bottom + 32 }),
    ...ticksBelow(x.ticks(4), x, bottom + 16),
    el("path", { class: "guide", d: `M${px(x(found.x))},${px(y(found.value))}V${bottom}M${px(start)},${px(y(end))}V${bottom}` }),
    el("path", { class: "guide", d: `M${px(x(found.x))},${px(y(found.value))}H${px(column(0))}M${px(column(parts.length - 1))},${px(y(end))}H${px(start)}` }),
    el("text", { class: "axis small", x: px(x(found.x)), y: bottom + 32, "text-anchor": "middle" }, "x"),
    ...(Math.abs(start - x(found.x)) > 34 ? [el("text", { class: "axis small", x: px(start), y: bottom + 32, "text-anchor": "middle" }, "x + δ")] : []),
    el("g", { "clip-path": `url(#${clip})` }, [el("path", { class: "line loss", d: polyline(curve) })]),
    ...parts.flatMap(({ kind, name, size, from, to }, i) => {
      const at = px(column(i));
      const said = px(item(names, i));
      return [
        el("path", { class: "lead", d: `M${at},${px((y(from) + y(to)) / 2)}L${right + 6},${said}` }),
        el("path", { class: `piece ${kind}`, d: `M${at},${px(y(from))}V${px(y(to))}` }),
        el("text", { class: `piece-name ${kind}`, x: right + 10, y: said + 4, "text-anchor": "start" }, `${name} = ${formatNumber(size, 4)}`),
      ];
    }),
  ];
}

/**
 * For names beside a picture: places in their order, as near as may be to where they belong, a line apart, within the ends.
 *
 * @param {number[]} wanted pixels
 * @param {Pair} ends
 */
export function spread(wanted, [top, bottom]) {
  const order = wanted.map((_, i) => i).sort((i, j) => item(wanted, i) - item(wanted, j));
  const places = [...wanted];
  let least = top;
  for (const i of order) {
    places[i] = Math.max(item(wanted, i), least);
    least = item(places, i) + LINE;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    places[i] = Math.min(item(places, i), most);
    most = item(places, i) - LINE;
  }
  return places;
}
