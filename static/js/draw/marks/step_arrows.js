/**
 * The current step on the map: ∇L, u, β between them, and where the step lands.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 * @typedef {import("../../state/ledger.js").MapRow} MapRow
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("./label.js").Box} Box
 * @typedef {[number, number]} Vector
 */

import { cosSin } from "../../state/directions.js";
import { item, mapPair } from "../../state/items.js";
import { formatDegrees } from "../../text/formats.js";
import { direction } from "../layout.js";
import { cased, el, farLine, isNear, px } from "../svg.js";
import { angle } from "./angle.js";
import { arrow, BEYOND } from "./arrow.js";
import { middleWithin } from "./label.js";

/** Lengths compare u with ∇L within these bounds; the directions are exact. */
const LONGEST = 92;
const SHORTEST = 54;
/** At the plot's edge an arrow may shrink to this, so that it and its label stay inside. */
const STUMP = 30;
const LABEL_ROOM = 31;
const RADIUS = 34;
/** Pixels of the disc at the point. */
const HERE = 6.5;
/** Pixels below a dial for its number. */
export const DIAL_FOOT = 24;
/** Arrows closer than this would write their labels onto each other. */
const [CLOSE] = cosSin(40);
/** Pixels that a label steps aside, and from the middle of u's name to a landing that would hide it. */
const ASIDE = 13;
/** Pixels from the middle of a name to that of the start's knob, which would hide it otherwise. */
const CLEAR = 22;

/**
 * For the map: the nodes of ∇L, u and β at the step that is shown.
 *
 * @param {MapRow} row of the two parameters that the map shows
 * @param {Layout} layout
 * @param {boolean} [shadow] whether there are more: the arrows are then shadows, and the angle between them is not β
 * @param {Vector | null} [knob] pixels of the start's, which no name lies under
 * @returns {Node[]}
 */
export function stepArrows(row, layout, shadow = false, knob = null) {
  const { at, g, u, uNorm, length } = arrowsOf(row, layout);
  const box = boxOf(layout);
  const aside = labelShifts(g, u);
  if (u && landsAt(row, layout, length(uNorm, u) + BEYOND)) aside[1] = across(u);
  const clearOf = (/** @type {Vector} */ along, /** @type {number} */ norm, /** @type {Vector} */ by) => {
    const out = length(norm, along) + BEYOND;
    return knob ? shiftClearOfKnob([at[0] + along[0] * out, at[1] + along[1] * out], along, by, box, knob) : by;
  };
  /** @type {Node[]} */
  const nodes = [];
  if (g && u && layout.equal && !shadow && row.beta !== null) {
    const radius = Math.min(RADIUS, 0.75 * length(row.gradNorm, g), 0.75 * length(uNorm, u));
    nodes.push(angle(at, g, u, radius, `β ${formatDegrees(row.beta, 1)}`, box));
  }
  if (g) nodes.push(arrow(at, g, length(row.gradNorm, g), { kind: "gradient", name: "∇L", filled: true, aside: clearOf(g, row.gradNorm, aside[0]), box }));
  if (u) nodes.push(arrow(at, u, length(uNorm, u), { kind: "step", name: "u", filled: false, aside: clearOf(u, uNorm, aside[1]), box }));
  nodes.push(el("circle", { class: "here", cx: px(at[0]), cy: px(at[1]), r: HERE }));
  return nodes;
}

/**
 * For the arrows, and for the handle of u: the step's point in pixels, the ways of ∇L and u, and how long an arrow is along a
 * way that has a norm.
 *
 * @param {MapRow} row
 * @param {Layout} layout
 */
export function arrowsOf(row, layout) {
  const at = /** @type {Vector} */ ([layout.x(row.point[0]), layout.y(row.point[1])]);
  const uNorm = row.last ? 0 : row.uNorm;
  const longest = Math.max(row.gradNorm, uNorm);
  return {
    at,
    g: direction(row.gradient, layout),
    u: row.last ? null : direction(row.u, layout),
    uNorm,
    length: (/** @type {number} */ norm, /** @type {Vector} */ along) =>
      Math.max(Math.min(Math.max(SHORTEST, LONGEST * (norm / longest || 0)), room(at, along, boxOf(layout)) - LABEL_ROOM), STUMP),
  };
}

/**
 * For the map: where the step lands, as a line to be drawn under the arrows, and over them the path's next dot, which is not within
 * the disc at the point.
 *
 * @param {MapRow} row
 * @param {Layout} layout
 * @param {Vector} next θ after the step
 * @returns {{ line: Node[], dot: Node[] }}
 */
export function landing(row, layout, next) {
  const [from, to] = mapPair([row.point, next], ([w, b]) => /** @type {Vector} */ ([layout.x(w), layout.y(b)]));
  return {
    line: cased("landing", farLine([from, to])),
    dot: isNear(to) && Math.hypot(to[0] - from[0], to[1] - from[1]) > HERE ? [el("circle", { class: "landing-dot", cx: px(to[0]), cy: px(to[1]), r: 4 })] : [],
  };
}

/**
 * For the map's card: ∇L, u and β on a dial with equal units, for maps that cannot show the true angle. With more than two
 * parameters it is the plane that holds both arrows, ∇L to the upper left.
 *
 * @param {Row} row
 * @param {number} size pixels across; below the circle stands the number
 * @returns {Node[]}
 */
export function dial(row, size) {
  const flat = row.gradient.length === 2;
  const g = flat || row.gradNorm === 0 ? unit(row.gradient) : UPPER_LEFT;
  const u = row.last ? null : flat ? unit(row.u) : row.beta === null ? null : rotate(UPPER_LEFT, row.beta);
  const at = /** @type {Vector} */ ([size / 2, size / 2]);
  const radius = size / 2 - 1;
  const below = { left: 0, right: size, top: size + 2, bottom: size + DIAL_FOOT };
  const aside = labelShifts(g, u);
  /** @type {Node[]} */
  const nodes = [el("circle", { class: "dial", cx: size / 2, cy: size / 2, r: radius })];
  if (g && u && row.beta !== null) nodes.push(angle(at, g, u, radius * 0.34, `β ${formatDegrees(row.beta, 1)}`, below));
  if (g) nodes.push(arrow(at, g, radius * 0.62, { kind: "gradient", name: "∇L", filled: true, aside: aside[0] }));
  if (u) nodes.push(arrow(at, u, radius * 0.62, { kind: "step", name: "u", filled: false, aside: aside[1] }));
  return nodes;
}

/** @type {Vector} */
const UPPER_LEFT = [-0.94, -Math.sqrt(1 - 0.94 ** 2)];

/** Clockwise on the screen. @param {Vector} v @param {number} beta degrees @returns {Vector} */
function rotate([x, y], beta) {
  const [cos, sin] = cosSin(beta);
  return [x * cos - y * sin, x * sin + y * cos];
}

/** @param {Layout} layout @returns {Box} */
const boxOf = ({ left, top, plotWidth, plotHeight }) => ({ left, top, right: left + plotWidth, bottom: top + plotHeight });

/** Pixels from a point of the box to its edge in a direction. @param {Vector} at @param {Vector} along @param {Box} box */
function room([x, y], [dx, dy], box) {
  const across = dx > 0 ? (box.right - x) / dx : dx < 0 ? (box.left - x) / dx : Infinity;
  const along = dy > 0 ? (box.bottom - y) / dy : dy < 0 ? (box.top - y) / dy : Infinity;
  return Math.min(across, along);
}

/** Where each label steps aside, away from the other arrow. @param {Vector | null} g @param {Vector | null} u @returns {[Vector, Vector]} */
function labelShifts(g, u) {
  if (!g || !u || g[0] * u[0] + g[1] * u[1] < CLOSE) return mapPair(/** @type {Vector} */ ([0, 0]), () => [0, 0]);
  const side = g[0] * u[1] - g[1] * u[0] >= 0 ? ASIDE : -ASIDE;
  return [
    [g[1] * side, -g[0] * side],
    [-u[1] * side, u[0] * side],
  ];
}

/**
 * Where a label steps aside so that the knob does not hide it, kept inside as it is: as it stands, else to the side that is farther.
 *
 * @param {Vector} label its middle @param {Vector} along @param {Vector} aside @param {Box} box @param {Vector} knob @returns {Vector}
 */
function shiftClearOfKnob(label, [dx, dy], aside, box, knob) {
  const far = (/** @type {Vector} */ by) => {
    const [x, y] = middleWithin("∇L", [label[0] + by[0], label[1] + by[1]], box);
    return Math.hypot(x - knob[0], y - knob[1]);
  };
  if (far(aside) >= CLEAR) return aside;
  /** @type {Vector} */
  const one = [dy * CLEAR, -dx * CLEAR];
  /** @type {Vector} */
  const other = [-dy * CLEAR, dx * CLEAR];
  return far(one) >= far(other) ? one : other;
}

/** The way that a label steps aside, square to its arrow. @param {Vector} u @returns {Vector} */
const across = ([dx, dy]) => [-dy * ASIDE, dx * ASIDE];

/** Whether the step, which goes along u, ends so many pixels from its point, or nearly. @param {MapRow} row @param {Layout} layout @param {number} far */
function landsAt({ point: [w, b], eta, u }, layout, far) {
  const reach = Math.hypot(layout.x(w + eta * u[0]) - layout.x(w), layout.y(b + eta * u[1]) - layout.y(b));
  return Math.abs(reach - far) < ASIDE;
}

/** @param {number[]} v @returns {Vector | null} the unit vector in pixels, y down */
function unit(v) {
  const largest = Math.max(...v.map(Math.abs));
  if (!(largest > 0)) return null;
  const [dx, dy] = [item(v, 0) / largest, -item(v, 1) / largest];
  return [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
}
