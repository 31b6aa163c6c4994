/** Finding and watching elements. */

/**
 * For every script of a page: the element with this id, which has to be there.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return /** @type {T} */ (/** @type {unknown} */ (element));
}

/**
 * For panels: a new element with its properties and children.
 *
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {(Element | string)[]} [children]
 * @returns {any}
 */
export function make(tag, properties = {}, children = []) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/**
 * For panels: does this once a part is unfolded, which it may be before its script has come.
 *
 * @param {string} id
 * @param {() => void} work
 */
export function onceOpen(id, work) {
  const part = /** @type {HTMLDetailsElement} */ (byId(id));
  if (part.open) work();
  else part.addEventListener("toggle", work, { once: true });
}

/** In a message, where an element belongs: a sign that no text has. */
export const ELEMENT = "\ufffc";

/**
 * For panels: the children of an element that says a message, with these in the place of its `ELEMENT`.
 *
 * @param {string} message
 * @param {...Element} elements
 */
export function withElements(message, ...elements) {
  const [before = "", after = ""] = message.split(ELEMENT);
  return [before, ...elements, after];
}

/**
 * For forms: puts fields in the place of others. When a field had the focus, the new one of the same name gets it.
 *
 * @param {Element} holder
 * @param {{ element: Element }[]} fields
 */
export function refill(holder, fields) {
  const focused = holder.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  holder.replaceChildren(...fields.map(({ element }) => element));
  if (focused) /** @type {HTMLElement | undefined} */ ([...holder.querySelectorAll("input, select, button")].find((one) => nameOf(one) === focused))?.focus();
}

/** By what a field is known again after it was made anew. @param {Element | null} element */
const nameOf = (element) => element?.id || element?.getAttribute("aria-label");

/**
 * For panels that draw: calls `draw` with the element's width in whole pixels, now and whenever it changes.
 *
 * @param {Element} element
 * @param {(width: number) => void} draw
 */
export function onWidth(element, draw) {
  let last = -1;
  const look = () => {
    const width = Math.floor(element.getBoundingClientRect().width / zoomOf(element));
    if (width === last || width === 0) return;
    last = width;
    draw(width);
  };
  new ResizeObserver(look).observe(element);
  look();
}

/**
 * For what measures on the screen: by how much CSS zoom enlarges an element; screen pixels divided by this are its own.
 *
 * @param {any} element
 * @returns {number}
 */
export const zoomOf = (element) => element.currentCSSZoom ?? 1;

/** For panels that draw: gives an SVG element its size in pixels. @param {SVGElement} svg @param {number} width @param {number} height */
export function sized(svg, width, height) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
}
