/**
 * The current step on the map: ∇L, u, β between them, and where the step lands.
 *
 * @typedef {import("../ledger.js").Row} Row
 * @typedef {import("../types.js").Layout} Layout
 * @typedef {import("../types.js").Node} Node
 */
import { degrees } from "../format.js";
import { direction } from "../layout.js";
import { el, polyline, px } from "../svg.js";
import { angle } from "./angle.js";
import { arrow } from "./arrow.js";

/** Lengths compare u with ∇L within these bounds; the directions are exact. */
const LONGEST = 92;
const SHORTEST = 54;
const RADIUS = 34;

/** @param {number} norm @param {number} longest */
const length = (norm, longest) => Math.max(SHORTEST, LONGEST * Math.min(1, norm / longest || 0));

/**
 * @param {Row} row
 * @param {Layout} layout
 * @param {number[] | null} next θ after the step
 * @returns {Node[]}
 */
export function now(row, layout, next) {
  const at = /** @type {[number, number]} */ ([layout.x(row.point[0]), layout.y(row.point[1])]);
  const g = direction(row.gradient, layout);
  const u = row.last ? null : direction(row.u, layout);
  const uNorm = row.last ? 0 : Math.hypot(...row.u);
  const longest = Math.max(row.gradNorm, uNorm);
  /** @type {Node[]} */
  const nodes = [];
  if (next) {
    const landing = /** @type {[number, number]} */ ([layout.x(next[0]), layout.y(next[1])]);
    nodes.push(el("path", { class: "landing", d: polyline([at, landing]) }));
    nodes.push(el("circle", { class: "landing-dot", cx: px(landing[0]), cy: px(landing[1]), r: 4 }));
  }
  if (g && u && layout.equal && row.beta !== null) nodes.push(angle(at, g, u, RADIUS, `β ${degrees(row.beta, 1)}`));
  if (g) nodes.push(arrow(at, g, length(row.gradNorm, longest), { kind: "gradient", label: "∇L", filled: true }));
  if (u) nodes.push(arrow(at, u, length(uNorm, longest), { kind: "step", label: "u", filled: false }));
  nodes.push(el("circle", { class: "here", cx: px(at[0]), cy: px(at[1]), r: 6.5 }));
  return nodes;
}

/**
 * The same angle on a dial with equal units, for windows that cannot have them.
 *
 * @param {Row} row
 * @param {[number, number]} centre pixels
 * @param {number} radius pixels
 * @returns {Node[]}
 */
export function dial(row, centre, radius) {
  const g = unit(row.gradient);
  const u = row.last ? null : unit(row.u);
  const [x, y] = centre;
  /** @type {Node[]} */
  const nodes = [el("circle", { class: "dial", cx: x, cy: y, r: radius })];
  if (g && u && row.beta !== null) nodes.push(angle(centre, g, u, radius * 0.38, `β ${degrees(row.beta, 1)}`));
  if (g) nodes.push(arrow(centre, g, radius * 0.72, { kind: "gradient", label: "∇L", filled: true }));
  if (u) nodes.push(arrow(centre, u, radius * 0.72, { kind: "step", label: "u", filled: false }));
  return nodes;
}

/** @param {number[]} v @returns {[number, number] | null} the unit vector in pixels, y down */
function unit(v) {
  const largest = Math.max(...v.map(Math.abs));
  if (!(largest > 0)) return null;
  const [dx, dy] = [v[0] / largest, -v[1] / largest];
  return [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
}
