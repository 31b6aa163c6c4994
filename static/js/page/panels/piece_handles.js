/**
 * The picture of Taylor's pieces, whose x and x + δ are dragged, or moved by the arrow keys.
 *
 * @typedef {import("../../draw/marks/pieces.js").Found} Found
 * @typedef {import("../../state/types.js").Pair} Pair
 */
import { pointer } from "d3-selection";
import * as words from "#words";
import { keyStep, nudge } from "../../draw/layout.js";
import { HEIGHT, pieces, scalesOfPieces } from "../../draw/marks/pieces.js";
import { el, groups, patch, px } from "../../draw/svg.js";
import { onWidth, sized } from "../dom.js";

/** Steps of the arrow keys. @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
/** The part of the picture's width that δ takes, and the least before the picture is fitted anew. */
const SHARE = 0.45;
const LEAST = 0.18;

/** For the panel: from where to where a picture of this step goes. @param {number} x @param {number} delta @returns {Pair} */
export function spanOf(x, delta) {
  const width = Math.abs(delta) / SHARE || Math.max(Math.abs(x), 1);
  const middle = x + delta / 2;
  return [middle - width / 2, middle + width / 2];
}

/** For the panel: whether a picture still shows a step, and not too small. @param {Pair} span @param {number} x @param {number} delta */
export function shows([low, high], x, delta) {
  const edge = 0.04 * (high - low);
  const inside = (/** @type {number} */ at) => at >= low + edge && at <= high - edge;
  return inside(x) && inside(x + delta) && Math.abs(delta) >= LEAST * (high - low);
}

/** For handles: a place to about a pixel, so that it has few digits. @param {number} value @param {Pair} span */
const rounded = (value, [low, high]) => Number(value.toFixed(Math.min(Math.max(0, Math.ceil(1.7 - Math.log10(high - low))), 15)));

/**
 * For the panel: the picture, with its `draw`; `moved` is told each x and δ of a handle, and whether it is still held.
 *
 * @param {SVGSVGElement} svg
 * @param {boolean} fixed
 * @param {() => Pair} here x and δ as they are chosen, which the picture may not show yet: the next key goes on from there
 * @param {(x: number, delta: number, held: boolean) => void} moved
 */
export function pieceHandles(svg, fixed, here, moved) {
  const { still, near, far } = groups(svg, "still", "near", "far");
  for (const handle of [near, far]) handle.classList.add("handle");
  let width = 0;
  /** @type {{ found: Found, span: Pair } | null} */
  let shown = null;
  /** @type {ReturnType<typeof scalesOfPieces> | null} */
  let scales = null;

  onWidth(svg, (now) => {
    width = now;
    sized(svg, width, HEIGHT);
    redraw();
  });

  function redraw() {
    if (!shown || !width) return;
    const { found, span } = shown;
    scales = scalesOfPieces(found, span, width);
    patch(still, pieces(found, scales, words.expansion_rest(), "one-clip"));
    const { x, delta, value, actual } = found;
    moveHandle(near, x, value, words.expansion_x({ x }));
    moveHandle(far, x + delta, actual === null ? null : value + actual, words.expansion_place({ x: x + delta, delta }));
  }

  /** @param {Element} handle @param {number} at @param {number | null} value @param {string} said */
  function moveHandle(handle, at, value, said) {
    const { x, y } = /** @type {NonNullable<typeof scales>} */ (scales);
    const [cx, cy] = [px(x(at)), px(value === null ? y.range()[0] : y(value))];
    patch(handle, [
      ...(fixed ? [] : [el("circle", { class: "reach", cx, cy, r: 20 }), el("circle", { class: "ring", cx, cy, r: 12 })]),
      el("circle", { class: "knob", cx, cy, r: 7 }),
    ]);
    if (fixed) return;
    const [low, high] = x.domain();
    const about = { "aria-valuemin": Math.min(low, at), "aria-valuemax": Math.max(high, at), "aria-valuenow": at, "aria-valuetext": said };
    for (const [name, value] of Object.entries(about)) handle.setAttribute(name, String(value));
  }

  /** Where a handle goes: x with δ as it is, or x + δ. @param {boolean} isNear @param {number} to @param {boolean} held */
  function move(isNear, to, held) {
    if (!shown) return;
    const { span } = shown;
    const [x, delta] = here();
    if (!Number.isFinite(x + delta)) return; // a number is being typed
    if (isNear) moved(to, delta, held);
    else moved(x, Number((rounded(to, span) - x).toPrecision(12)), held);
  }

  for (const [handle, isNear, name] of /** @type {[SVGGElement, boolean, string][]} */ ([
    [near, true, "x"],
    [far, false, "x + δ"],
  ])) {
    if (fixed) break;
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "slider", "aria-label": name })) handle.setAttribute(attribute, value);
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId) || !scales || !shown) return;
      const [low, high] = shown.span;
      const [, delta] = here();
      const ends = isNear ? [Math.max(low, low - delta), Math.min(high, high - delta)] : [low, high];
      move(isNear, rounded(Math.min(Math.max(scales.x.invert(pointer(event, svg)[0]), Number(ends[0])), Number(ends[1])), shown.span), true);
    });
    handle.addEventListener("lostpointercapture", () => shown && moved(...here(), false));
    handle.addEventListener("keydown", (event) => {
      const by = ARROWS[event.key];
      if (!by || !shown || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const { span } = shown;
      const unit = keyStep(span[1] - span[0]);
      const [x, delta] = here();
      move(isNear, nudge(isNear ? x : x + delta, by * (event.shiftKey ? 10 : 1), unit), false);
    });
  }

  return {
    /** @param {Found} found @param {Pair} span */
    draw(found, span) {
      shown = { found, span };
      redraw();
    },
  };
}
