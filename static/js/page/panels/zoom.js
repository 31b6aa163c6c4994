/**
 * Zoom and pan. The wheel zooms only with Ctrl or ⌘, or when the map has the focus, and one finger scrolls the page, so that
 * the map does not stop a reader who scrolls past it. One gesture is one entry in the history.
 *
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").Window} Window
 */

import { pointer } from "d3-selection";
import * as words from "#words";
import { windowAround } from "../../draw/layout.js";
import { item, mapPair } from "../../state/items.js";
import { everyPoint } from "../../state/ledger.js";
import { objectiveOf, usualOf } from "../../state/scenario.js";
import { panWindow, roundEdges, zoomRefusal, zoomWindow } from "../../state/window.js";
import { byId } from "../dom.js";

/** Milliseconds without a turn of the wheel after which the map rests. */
const REST = 240;
/** Pixels that the pointer may move within a click. */
const SHAKE = 3;
const STEP = 1.5;

/**
 * For the map, once: lets wheel, fingers, pointer and keys move its window, and gives what the zoom buttons do.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {import("./loss_map.js").MapPanel} map
 */
export function zoomPanel(store, actions, catalogue, map) {
  const { svg } = map;
  const shown = () => /** @type {Window} */ (store.get().scenario.window);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  /** @param {Window} window @param {number} times by which it is wider than the one that is shown */
  function move(window, times = 1) {
    if (times !== 1 && window === shown()) return refuse(times);
    clearTimeout(resting);
    if (!store.get().moving) store.set({ moving: true });
    actions.preview({ window });
  }
  function settle() {
    clearTimeout(resting);
    if (!store.get().moving) return;
    actions.preview({ window: roundEdges(shown()) });
    store.set({ moving: false });
    actions.commit(true);
  }
  /** Says why the map does not change, on the map and to screen readers. @param {number} times */
  function refuse(times) {
    const why = zoomRefusal(times);
    store.set({ stuck: { at: shown(), why } });
    byId("probe-said").textContent = why;
  }
  function by(/** @type {number} */ times) {
    const next = zoomWindow(shown(), times);
    if (next === shown()) refuse(times);
    else actions.choose({ window: roundEdges(next) });
  }
  /** What was chosen when the map was to be fitted to the minimum, which may not be known yet. @type {import("../../state/types.js").Given | null} */
  let asked = null;
  function fitMinimum() {
    const { rates, stale, scenario, given, trouble } = store.get();
    if (trouble || given !== asked) asked = null; // another choice has other minima, and nobody asked for those
    if (!asked || !rates || stale.rates) return;
    asked = null;
    if (!rates.minimum) {
      byId("probe-said").textContent = words.rate_no_minimum();
      store.set({ stuck: { at: shown(), why: words.rate_no_minimum() } });
      return;
    }
    const { parameters } = objectiveOf(catalogue, scenario.objective);
    const onPlane = (/** @type {number[]} */ theta) => mapPair(scenario.plane, (name) => item(theta, parameters.indexOf(name)));
    const [minimum, start] = [onPlane(rates.minimum), onPlane(scenario.start)];
    const third = parameters.findIndex((name) => !scenario.plane.includes(name));
    // The minimum is in the middle, and the start within.
    const half = 1.1 * Math.max(...minimum.map((value, i) => Math.abs(value - item(start, i)))) || 1;
    const [w, b] = minimum;
    const window = roundEdges([w - half, w + half, b - half, b + half]);
    actions.choose({ window, ...(third < 0 ? {} : { at: item(rates.minimum, third) }) });
  }
  store.listen(fitMinimum);
  const does = {
    in: () => by(1 / STEP),
    out: () => by(STEP),
    reset: () => actions.choose({ window: usualOf(catalogue, store.get().scenario).window }),
    fit() {
      const { run, scenario } = store.get();
      if (run) actions.choose({ window: windowAround(everyPoint(run, scenario.plane)) });
    },
    minimum() {
      // Where it lies the server says, and is asked for it now if it was not before.
      asked = store.get().given;
      store.set({ advising: true });
      fitMinimum();
    },
  };
  const keys = /** @type {Record<string, () => void>} */ ({ "+": does.in, "=": does.in, "-": does.out, 0: does.reset });
  svg.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !action) return;
    event.preventDefault();
    action();
  });

  /**
   * θ under a place of the screen, by the window as it is now: the next frame may not have drawn it yet.
   *
   * @param {{ clientX: number, clientY: number }} place
   * @returns {Pair}
   */
  function under(place) {
    const [x, y] = pointer(place, svg);
    const { left, top, plotWidth, plotHeight } = map.layout();
    const [wMin, wMax, bMin, bMax] = shown();
    const [across, down] = [(x - left) / plotWidth, (y - top) / plotHeight];
    return [wMin + across * (wMax - wMin), bMax - down * (bMax - bMin)];
  }

  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== svg) return;
      event.preventDefault();
      const notch = event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.002;
      const times = 2 ** Math.min(Math.max(event.deltaY * notch, -1), 1);
      move(zoomWindow(shown(), times, under(event)), times);
      resting = setTimeout(settle, REST);
    },
    { passive: false },
  );

  // By mouse or pen the background is dragged; a drag that begins on a handle is the handle's.
  /** @type {{ x: number, y: number, from: Pair } | null} */
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    const onHandle = /** @type {Element} */ (event.target).closest('[role="slider"]');
    if (event.button !== 0 || event.pointerType === "touch" || onHandle) return;
    held = { x: event.clientX, y: event.clientY, from: under(event) };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (!store.get().moving) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < SHAKE) return;
      svg.setPointerCapture(event.pointerId);
      svg.classList.add("pulled");
    }
    const at = under(event);
    move(panWindow(shown(), [held.from[0] - at[0], held.from[1] - at[1]]));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      if (held) settle();
      held = null;
      svg.classList.remove("pulled");
    });
  }

  // Two fingers hold two points of the map: pinch and pan in one.
  /** @type {{ apart: number, at: Pair } | null} */
  let pinched = null;
  const fingers = (/** @type {TouchEvent} */ event) => {
    const [one, other] = event.touches;
    if (!one || !other) return null;
    const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    return { apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1, at: under(middle) };
  };
  svg.addEventListener(
    "touchstart",
    (event) => {
      if (event.touches.length === 2) pinched = fingers(event);
    },
    { passive: true },
  );
  svg.addEventListener(
    "touchmove",
    (event) => {
      if (!pinched || event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      const pinch = fingers(event);
      if (!pinch) return;
      const from = pinched.at;
      const pulled = panWindow(shown(), [from[0] - pinch.at[0], from[1] - pinch.at[1]]);
      const times = pinched.apart / pinch.apart;
      const next = zoomWindow(pulled, times, from);
      if (next === pulled && times < 1) refuse(times);
      move(next);
      pinched = { apart: pinch.apart, at: from };
    },
    { passive: false },
  );
  for (const end of ["touchend", "touchcancel"]) {
    svg.addEventListener(end, () => {
      if (pinched) settle();
      pinched = null;
    });
  }

  return does;
}
