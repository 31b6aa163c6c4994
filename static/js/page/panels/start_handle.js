/**
 * The start as a handle on the map: by hand, or with the arrow keys.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").State} State
 */

import { drag } from "d3-drag";
import { select } from "d3-selection";
import * as words from "#words";
import { handlePosition, keyStep, nudge } from "../../draw/layout.js";
import { el, patch, px } from "../../draw/svg.js";
import { item, mapPair } from "../../state/items.js";
import { placesOf } from "../../state/scenario.js";
import { formatCoordinate } from "../../text/formats.js";
import { markSeen } from "../seen.js";

/** Keys that move the handle, as steps in (w, b). @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * For the map: the handle of the start, with its `draw`.
 *
 * @param {SVGSVGElement} svg
 * @param {SVGGElement} handle
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 */
export function startHandle(svg, handle, store, actions, catalogue) {
  /** @type {Layout} */
  let layout;
  const places = () => placesOf(store.get().scenario, catalogue);
  /** The map's two parameters of the start. */
  const here = () => mapPair(places(), (i) => item(store.get().scenario.start, i));

  /** The start with the map's two parameters at a new place. @param {[number, number]} to */
  function moved(to) {
    const start = [...store.get().scenario.start];
    const [w, b] = places();
    start[w] = to[0];
    start[b] = to[1];
    return start;
  }
  const toStart = (/** @type {{ x: number, y: number }} */ { x, y }) => {
    const [wMin, wMax, bMin, bMax] = store.get().scenario.window;
    return moved([rounded(layout.x.invert(x), wMin, wMax), rounded(layout.y.invert(y), bMin, bMax)]);
  };
  const fixed = store.get().lock === "all";
  handle.classList.toggle("fixed", fixed);
  if (!fixed) held();

  return {
    /** @param {State} state @param {Layout} now */
    draw({ scenario }, now) {
      layout = now;
      const [x, y] = handlePosition(here(), layout);
      const knob = el("circle", { class: "knob", cx: px(x), cy: px(y), r: 9 });
      if (fixed) return patch(handle, [knob]);
      const [w, b] = here();
      const [wMin, wMax, bMin, bMax] = scenario.window;
      const [first, second] = scenario.plane;
      const attrs = {
        tabindex: 0,
        role: "slider",
        "aria-label": words.start_handle(),
        "aria-roledescription": words.start_handle_role(),
        "aria-valuemin": Math.min(wMin, w),
        "aria-valuemax": Math.max(wMax, w),
        "aria-valuenow": w,
        "aria-valuetext": words.start_place({ first, x: formatCoordinate(w, wMin, wMax), second, y: formatCoordinate(b, bMin, bMax) }),
      };
      for (const [name, value] of Object.entries(attrs)) handle.setAttribute(name, String(value));
      patch(handle, [el("circle", { class: "reach", cx: px(x), cy: px(y), r: 22 }), el("circle", { class: "ring", cx: px(x), cy: px(y), r: 14 }), knob]);
    },
  };

  function held() {
    select(handle).call(
      /** @type {any} */ (
        drag()
          .container(() => /** @type {any} */ (svg))
          .subject(() => {
            const [x, y] = handlePosition(here(), layout);
            return { x, y };
          })
          .on("start", () => {
            handle.classList.add("dragged");
            handle.focus({ preventScroll: true }); // so that the arrow keys can then move it in small steps
            actions.pause();
          })
          .on("drag", (event) => {
            markSeen("start");
            actions.preview({ start: toStart(event) });
          })
          .on("end", () => {
            handle.classList.remove("dragged");
            actions.commit(true);
          })
      ),
    );
    handle.addEventListener("keydown", (event) => {
      const by = ARROWS[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation(); // the map's own arrow keys step along the path
      markSeen("start");
      const [wMin, wMax, bMin, bMax] = store.get().scenario.window;
      const units = mapPair([wMax - wMin, bMax - bMin], keyStep);
      const times = event.shiftKey ? 10 : 1;
      actions.choose({ start: moved(mapPair(here(), (t, i) => (by[i] ? nudge(t, by[i] * times, units[i]) : t))) });
    });
  }
}

/** A coordinate to about a pixel, so that links stay short, and within the map. @param {number} value @param {number} low @param {number} high */
function rounded(value, low, high) {
  const places = Math.max(0, Math.ceil(2.7 - Math.log10(high - low)));
  return Math.min(Math.max(Number(value.toFixed(places)), low), high);
}
