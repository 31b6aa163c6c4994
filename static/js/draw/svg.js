/**
 * SVG as values. A mark returns nodes; `patch` makes a parent's children be those nodes, touching only what changed;
 * `toSVG` prints them, which is how the marks are tested.
 *
 * @typedef {import("../state/types.js").Node} Node
 * @typedef {[number, number, number, number]} Box left, top, right, bottom in pixels
 */

import { mapPair } from "../state/items.js";

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * For every mark: an SVG element as a value.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} [attrs]
 * @param {Node[] | string} [children]
 * @returns {Node}
 */
export const el = (tag, attrs = {}, children = []) => ({ tag, attrs, children });

/**
 * For lines over the bands: a line on its wider casing, so that it is seen on any colour.
 *
 * @param {string} kind class
 * @param {string} d
 * @returns {Node[]}
 */
export const cased = (kind, d) => [`${kind}-case`, kind].map((name) => el("path", { class: name, d }));

/** For every mark: pixels to a tenth, which makes shorter paths with no visible difference. @param {number} v */
export const px = (v) => Math.round(v * 10) / 10;

/** Pixels from 0 beyond which browsers draw wrongly. */
const FAR = 20_000;
/** @type {Box} */
const SQUARE = [-FAR, -FAR, FAR, FAR];

/** For marks: whether a point lies where browsers still draw rightly. @param {import("../state/types.js").Pair} point pixels */
export const isNear = ([x, y]) => Math.abs(x) <= FAR && Math.abs(y) <= FAR;

/**
 * For paths and arrows: the path data of a line through points that may be far outside the picture. Each stretch ends where
 * it leaves the square of ±FAR, and keeps its direction, which clamping the points would not.
 *
 * @param {[number, number][]} points pixels
 */
export function farLine(points) {
  if (points.every(isNear)) return polyline(points);
  let d = "";
  /** @type {[number, number] | undefined} */
  let from;
  for (const to of points) {
    if (from) d += polyline(clipped(from, to, SQUARE));
    from = to;
  }
  return d;
}

/**
 * For `farLine` and the numbers of runs: the part of a line from `a` to `b` within a box (Liang and Barsky, 1984); nothing
 * where it passes by.
 *
 * @param {[number, number]} a
 * @param {[number, number]} b
 * @param {Box} box
 * @returns {[] | [[number, number], [number, number]]}
 */
export function clipped(a, b, box) {
  let [from, to] = [0, 1];
  const [left, top, right, bottom] = box;
  const axes = [
    [b[0] - a[0], left - a[0], right - a[0]],
    [b[1] - a[1], top - a[1], bottom - a[1]],
  ];
  for (const [by = 0, low = 0, high = 0] of axes) {
    if (by === 0 && (low > 0 || high < 0)) return [];
    if (by === 0) continue;
    from = Math.max(from, Math.min(low / by, high / by));
    to = Math.min(to, Math.max(low / by, high / by));
  }
  if (from >= to) return [];
  return mapPair([from, to], (t) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
}

/**
 * For marks: the path data through points that are already pixels; null breaks the line.
 *
 * @param {Iterable<[number, number] | null>} points
 */
export function polyline(points) {
  let d = "";
  let pen = "M";
  for (const point of points) {
    if (point) d += `${pen}${px(point[0])},${px(point[1])}`;
    pen = point ? "L" : "M";
  }
  return d;
}

/** What each element was last drawn from. @type {WeakMap<Element, Node>} */
const drawn = new WeakMap();

/**
 * For panels: makes a parent's children be these nodes, and changes only the elements that differ.
 *
 * @param {Element} parent
 * @param {Node[]} nodes
 */
export function patch(parent, nodes) {
  let child = parent.firstElementChild;
  for (const node of nodes) {
    if (!child || child.tagName !== node.tag) {
      const fresh = document.createElementNS(NAMESPACE, node.tag);
      parent.insertBefore(fresh, child);
      child = fresh;
    }
    update(child, node);
    child = child.nextElementSibling;
  }
  while (child) {
    const next = child.nextElementSibling;
    child.remove();
    child = next;
  }
}

/**
 * For panels: an element with a group for each name, the lowest first, and these groups.
 *
 * @template {string} K
 * @param {Element} parent
 * @param {K[]} names
 * @returns {Record<K, Element>}
 */
export function groups(parent, ...names) {
  patch(
    parent,
    names.map((name) => el("g", { class: name })),
  );
  return /** @type {Record<K, Element>} */ (Object.fromEntries(names.map((name, i) => [name, parent.children[i]])));
}

/** @param {Element} element @param {Node} node */
function update(element, node) {
  const before = drawn.get(element);
  drawn.set(element, node);
  // The server's drawing has attributes for its looks, for use without a style sheet; here they are taken off.
  for (const name of before ? Object.keys(before.attrs) : element.getAttributeNames()) {
    if (!(name in node.attrs)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(node.attrs)) {
    if (before?.attrs[name] !== value) element.setAttribute(name, String(value));
  }
  if (typeof node.children === "string") {
    if (before?.children !== node.children) element.textContent = node.children;
  } else {
    if (typeof before?.children === "string") element.textContent = "";
    patch(element, node.children);
  }
}

/** @param {string} value */
const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** For tests: a node as SVG text. @param {Node} node @returns {string} */
export function toSVG(node) {
  const attrs = Object.entries(node.attrs).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = typeof node.children === "string" ? escaped(node.children) : node.children.map(toSVG).join("");
  return `<${node.tag}${attrs.join("")}>${inside}</${node.tag}>`;
}
