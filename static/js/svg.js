/**
 * SVG as values. A mark returns nodes; `patch` makes a parent's children be those nodes, touching only what changed;
 * `toSVG` prints them, which is how the marks are tested.
 *
 * @typedef {import("./types.js").Node} Node
 */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attrs]
 * @param {Node[] | string} [children]
 * @returns {Node}
 */
export const el = (tag, attrs = {}, children = []) => ({ tag, attrs, children });

/** Pixels to a tenth: shorter paths, no visible difference. @param {number} v */
export const px = (v) => Math.round(v * 10) / 10;

/**
 * A path through points that are already pixels; null breaks it.
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

/** @param {Element} element @param {Node} node */
function update(element, node) {
  const before = drawn.get(element);
  drawn.set(element, node);
  for (const name in before?.attrs) if (!(name in node.attrs)) element.removeAttribute(name);
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
const escaped = (value) =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param {Node} node @returns {string} */
export function toSVG(node) {
  const attrs = Object.entries(node.attrs).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = typeof node.children === "string" ? escaped(node.children) : node.children.map(toSVG).join("");
  return `<${node.tag}${attrs.join("")}>${inside}</${node.tag}>`;
}
