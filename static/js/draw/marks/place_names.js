/**
 * Names beside what the map marks, each where it hides nothing.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {[Pair, Pair]} Line
 * @typedef {import("../svg.js").Box} Box in whole pixels
 *
 * What is drawn: words and discs, arrows and arcs, pieces of paths.
 * @typedef {{ marks: Box[], arrows: Line[], paths: Line[] }} Taken
 *
 * A text and the pixels that it is about, the first where it finds a place; `clear` pixels off. One that is `firm` may lie on
 * an arrow where there is no other place.
 * @typedef {{ kind: string, text: string, places: Pair[], clear: number, firm?: boolean }} Name
 */
import { first, item, pairOf } from "../../state/items.js";
import { clipped, el } from "../svg.js";
import { HALF_LINE, halfWidth } from "./label.js";

/** Pixels that a character takes, generously, of the outline, and from the middle of the line to its upper end. */
const WIDE = 7.2;
const OUTLINE = 3;
const HALF = 9;
/** Ways from a mark to its name, the first preferred, and pixels by which it may stand further off. @type {Pair[]} */
const WAYS = ["0 1", "0 -1", "1 0", "-1 0", "1 1", "-1 1", "1 -1", "-1 -1"].map((way) => pairOf(way.split(" ").map(Number)));
const FURTHER = [0, 12, 26];
/**
 * What it costs to lie on a word or a disc, on an arrow or β's arc, and on a piece of a path; of one that costs the first there
 * is no name, and none that could be done without where it costs the second.
 */
const ON_MARK = 1000;
const ON_ARROW = 30;
/** Pieces of a path that are looked at. */
const MOST = 100;
/** Pixels that a disc keeps free around it. */
const AROUND = 2;

/**
 * For the map: the names, each beside its mark and clear of what is drawn and of the names before.
 *
 * @param {Name[]} wanted
 * @param {Node[]} drawn
 * @param {Layout} layout
 * @returns {Node[]}
 */
export function names(wanted, drawn, { left, top, plotWidth, plotHeight }) {
  /** @type {Box} */
  const box = [Math.ceil(left), Math.ceil(top), Math.floor(left + plotWidth), Math.floor(top + plotHeight)];
  /** @type {Taken} */
  const taken = { marks: [], arrows: [], paths: [] };
  take(drawn, taken);
  return wanted.flatMap((name) => {
    const most = name.firm ? ON_MARK : ON_ARROW;
    for (const place of name.places) {
      const { cost, own } = best(name, place, taken, box);
      if (!own || cost >= most) continue;
      taken.marks.push(own);
      return el("text", { class: `name name-${name.kind}`, x: (own[0] + own[2]) / 2, y: own[1] + HALF + 5 }, name.text);
    }
    return [];
  });
}

/** The rectangle in the box that costs least, the first of equals, and its cost. @param {Name} name @param {Pair} place @param {Taken} taken @param {Box} box */
function best({ text, clear }, place, taken, box) {
  const [x, y] = [Math.floor(place[0] + 0.5), Math.floor(place[1] + 0.5)];
  const across = Math.ceil((text.length * WIDE) / 2) + OUTLINE;
  let cost = Number.POSITIVE_INFINITY;
  /** @type {Box | null} */
  let own = null;
  for (const further of FURTHER) {
    for (const [dx, dy] of WAYS) {
      const off = dx === 0 || dy === 0 ? clear + further : Math.floor((7 * (clear + further) + 5) / 10);
      const [cx, cy] = [x + dx * (across + off), y + dy * (HALF + off)];
      /** @type {Box} */
      const tried = [cx - across, cy - HALF, cx + across, cy + HALF];
      if (tried[0] < box[0] || tried[1] < box[1] || tried[2] > box[2] || tried[3] > box[3]) continue;
      const costs = costOf(tried, taken);
      if (costs < cost) [cost, own] = [costs, tried];
    }
  }
  return { cost, own };
}

/** @param {Box} box @param {Taken} taken */
function costOf(box, { marks, arrows, paths }) {
  const crossing = (/** @type {Line[]} */ lines) => lines.filter(([a, b]) => clipped(a, b, box).length).length;
  return ON_MARK * marks.filter((mark) => meets(box, mark)).length + ON_ARROW * crossing(arrows) + crossing(paths);
}

/** Adds to what is taken all that names keep clear of. @param {Node[]} nodes @param {Taken} taken */
function take(nodes, taken) {
  for (const { attrs, children } of nodes) {
    const kind = first(String(attrs.class ?? "").split(" "));
    const { x, y, cx, cy, r } = /** @type {Record<string, number>} */ (attrs);
    const d = String(attrs.d);
    if (kind === "label") taken.marks.push(about(Number(x), Number(y) - 5, halfWidth(String(children)), HALF_LINE));
    else if (["here", "landing-dot", "knob", "lowest-case"].includes(kind))
      taken.marks.push(about(Number(cx), Number(cy), Number(r) + AROUND, Number(r) + AROUND));
    else if (kind === "wedge") taken.arrows.push(...pieces(arc(numbers(d))));
    else if (kind === "shaft") taken.arrows.push(...pieces(pointsOf(d)));
    else if (kind === "head") taken.marks.push(about(...first(pointsOf(d)), 12, 12));
    else if (kind === "path-dots") {
      const dots = pointsOf(d);
      const every = Math.max(1, Math.ceil(dots.length / MOST));
      taken.paths.push(...pieces(dots).filter((_, i) => i % every === 0));
    }
    if (typeof children !== "string") take(children, taken);
  }
}

const numbers = (/** @type {string} */ d) => (d.match(/-?[\d.]+/g) ?? []).map(Number);

/** The points of straight lines, and dots, which have a zero each that is no coordinate. @param {string} d @returns {Pair[]} */
function pointsOf(d) {
  const all = numbers(d.replaceAll("h0", ""));
  return Array.from({ length: Math.floor(all.length / 2) }, (_, i) => [item(all, 2 * i), item(all, 2 * i + 1)]);
}

/** @param {Pair[]} points @returns {Line[]} */
const pieces = (points) => points.slice(1).map((point, i) => [item(points, i), point]);

/** The arc of a wedge as five points. @param {number[]} wedge its numbers @returns {Pair[]} */
function arc([x = 0, y = 0, fromX = 0, fromY = 0, r = 0, , , , clockwise, toX = 0, toY = 0]) {
  const turn = clockwise ? 1 : -1;
  /** The middle of the arc from a to b, at most half a circle: both turned by 90° to it would meet there too. @param {Pair} a @param {Pair} b @returns {Pair} */
  const between = (a, b) => {
    const [u, v] = [a[0] + b[0] + turn * (b[1] - a[1]), a[1] + b[1] + turn * (a[0] - b[0])];
    const length = Math.sqrt(u * u + v * v);
    return [(u * r) / length, (v * r) / length];
  };
  /** @type {Pair} */
  const start = [fromX - x, fromY - y];
  /** @type {Pair} */
  const end = [toX - x, toY - y];
  const middle = between(start, end);
  return [start, between(start, middle), middle, between(middle, end), end].map(([u, v]) => [x + u, y + v]);
}

/** @param {number} x @param {number} y @param {number} across @param {number} up @returns {Box} */
const about = (x, y, across, up) => [Math.floor(x - across), Math.floor(y - up), Math.ceil(x + across), Math.ceil(y + up)];

/** @param {Box} a @param {Box} b */
const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
