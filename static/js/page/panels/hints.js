/**
 * Hints at what can be moved by hand: small plates on the pictures, each until that has been used once. They lie beside
 * their handle, clear of all that the picture says; screen readers know it from the handle's own name.
 *
 * @typedef {import("../../draw/svg.js").Box} Box left, top, right, bottom in pixels
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import * as words from "#words";
import { el, patch, px } from "../../draw/svg.js";
import { mapPair } from "../../state/items.js";
import { seen } from "../seen.js";

/**
 * @typedef {object} Hint
 * @property {import("../seen.js").Seen} name
 * @property {string} picture id
 * @property {string} handles where they can be taken, by a selector
 * @property {string} taken what the plate may not cover
 * @property {string} [instead] a class of the picture while the plate says what a name would
 * @property {() => string} text
 */
const KNOBS = ".layer:is(.start, .direction) .knob";
const ON_MAP = `${KNOBS}, .layer:is(.now, .ahead, .landed, .names, .lowest) :is(text:not(.name-start), circle, .shaft, .head, .arc), .layer.path > .path`;
/** @type {Hint[]} */
const HINTS = [
  { name: "start", picture: "map-svg", handles: ".layer.start[role] .knob", taken: ON_MAP, instead: "start-hinted", text: words.hint_start },
  { name: "direction", picture: "map-svg", handles: ".layer.direction[role]:not([hidden]) .knob", taken: ON_MAP, text: words.hint_direction },
  { name: "dots", picture: "neuron-plot", handles: ".datum-handle .datum", taken: ".datum, .line, .was, .residual, text", text: words.hint_dots },
];

/** Pixels about a plate's text, between a plate and what it keeps clear of, and from place to place along a line. */
const PADDING = { x: 9, y: 4 };
const CLEAR = 5;
const EVERY = 6;
/** Places along the longest line at most. */
const MOST = 300;
/** Pixels from a handle to its plate; and the ways there, the first preferred. */
const FAR = [10, 17, 24, 32, 40];
/** @type {Pair[]} */
const WAYS = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]]; // biome-ignore format: a table

/**
 * For a page's or a frame's script, once the first picture is there: shows the hints until what they say has been done.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../seen.js").Seen[]} names
 */
export function hints(store, names) {
  const wanted = HINTS.filter(({ name }) => names.includes(name));
  const pictures = [...new Set(wanted.map(({ picture }) => picture))].flatMap((id) => document.getElementById(id) ?? []);
  const plates = new Map(pictures.map((svg) => [svg.id, svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "g"))]));

  /** Whether a pointer is down: what it moves goes below the plates, and where they would be clear is looked up once it is up. */
  let held = false;

  function draw() {
    for (const [id, group] of plates) {
      group.toggleAttribute("hidden", held);
      if (held) continue;
      const svg = /** @type {SVGSVGElement} */ (group.ownerSVGElement);
      const isShown = svg.getClientRects().length > 0 && !store.get().playing;
      const open = isShown ? wanted.filter(({ name, picture }) => picture === id && !seen(name)) : [];
      patch(
        group,
        open.map(({ name, text }) => plate(name, text())),
      );
      for (const { instead } of wanted) if (instead) svg.classList.remove(instead);
      /** @type {Box[]} */
      const others = [];
      for (const [i, hint] of open.entries()) others.push(...settle(/** @type {SVGGElement} */ (group.children[i]), svg, hint, others));
    }
  }
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
  store.listen(soon);
  for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
    const press = () => {
      held = kind === "pointerdown";
      if (!held) soon();
    };
    document.addEventListener(kind, press, true);
  }
  const sizes = new ResizeObserver(soon);
  for (const svg of pictures) sizes.observe(svg);
}

/** A plate about its text, whose middle is at 0, 0. @param {string} name @param {string} text */
const plate = (name, text) =>
  el("g", { class: `plate ${name}`, "aria-hidden": "true" }, [el("rect", { rx: 6 }), el("text", { "text-anchor": "middle", y: 4.5 }, text)]);

/**
 * Sizes a plate, and puts it where it is clear of the picture and of other plates; away where no such place is.
 *
 * @param {SVGGElement} drawn
 * @param {SVGSVGElement} svg
 * @param {Hint} hint
 * @param {Box[]} others
 * @returns {Box[]} where it lies
 */
function settle(drawn, svg, { handles, taken, instead }, others) {
  const [rect, text] = /** @type {[Element, SVGTextElement]} */ ([...drawn.children]);
  const { width } = text.getBBox();
  const half = /** @type {Pair} */ ([width / 2 + PADDING.x, 7 + PADDING.y]);
  for (const [name, value] of Object.entries({ x: -half[0], y: -half[1], width: 2 * half[0], height: 2 * half[1] })) rect.setAttribute(name, String(px(value)));
  const obstacles = [...boxes(svg, taken), ...others];
  const own = boxes(svg, handles);
  const rest = boxes(svg, KNOBS).filter((knob) => !own.some((one) => String(one) === String(knob)));
  const place = own
    .flatMap((handle) => around(handle, half, roomOf(svg)).filter((at) => rest.every((knob) => distance(at, half, handle) < distance(at, half, knob))))
    .find((at) => isClear(at, half, obstacles));
  drawn.toggleAttribute("hidden", !place);
  if (instead) svg.classList.toggle(instead, place !== undefined);
  if (!place) return [];
  drawn.setAttribute("transform", `translate(${px(place[0])},${px(place[1])})`);
  return [[place[0] - half[0], place[1] - half[1], place[0] + half[0], place[1] + half[1]]];
}

/**
 * Places for the middle of a plate around a handle, the nearest first; the whole plate lies in the room.
 *
 * @param {Box} handle
 * @param {Pair} half
 * @param {Box} room
 */
function around([left, top, right, bottom], half, [x, y, end, foot]) {
  const [middle, reach] = [mapPair([left + right, top + bottom], (t) => t / 2), mapPair([right - left, bottom - top], (t) => t / 2)];
  /** @type {[Pair, Pair]} */
  const within = [
    [x + half[0], end - half[0]],
    [y + half[1], foot - half[1]],
  ];
  return FAR.flatMap((far) =>
    WAYS.map((way) => mapPair(middle, (t, i) => Math.min(Math.max(t + way[i] * (reach[i] + far + half[i]), within[i][0]), within[i][1]))),
  );
}

/** Pixels from a plate to a box. @param {Pair} at @param {Pair} half @param {Box} box */
const distance = ([x, y], [w, h], [left, top, right, bottom]) => Math.hypot(Math.max(left - x - w, x - w - right, 0), Math.max(top - y - h, y - h - bottom, 0));

/** The room for plates: the map's plot, or the whole picture. @param {SVGSVGElement} svg @returns {Box} */
function roomOf(svg) {
  const { x, y, width, height } = /** @type {SVGGraphicsElement | null} */ (svg.querySelector(".frame"))?.getBBox() ?? svg.viewBox.baseVal;
  return [x, y, x + width, y + height];
}

/** @param {Pair} at @param {Pair} half @param {Box[]} obstacles */
function isClear([x, y], [w, h], obstacles) {
  return obstacles.every(([l, t, r, b]) => r < x - w - CLEAR || l > x + w + CLEAR || b < y - h - CLEAR || t > y + h + CLEAR);
}

/** What a picture shows, by selector, as boxes: a line as many small ones. @param {SVGSVGElement} svg @param {string} selector @returns {Box[]} */
function boxes(svg, selector) {
  return [...svg.querySelectorAll(selector)].flatMap((shape) => {
    if (!(shape instanceof SVGPathElement)) {
      const { x, y, width, height } = /** @type {SVGGraphicsElement} */ (shape).getBBox();
      return [/** @type {Box} */ ([x, y, x + width, y + height])];
    }
    const length = shape.getTotalLength();
    const every = Math.max(EVERY, length / MOST);
    return Array.from({ length: length ? Math.ceil(length / every) + 1 : 0 }, (_, i) => {
      const { x, y } = shape.getPointAtLength(Math.min(i * every, length));
      return /** @type {Box} */ ([x, y, x, y]);
    });
  });
}
