/**
 * Coordinates and loss under the pointer, and under a cross-hair that the keyboard moves. The loss is read off between
 * the points of the map's grid, hence ≈.
 *
 * @typedef {import("../../state/types.js").Pair} Pair
 */

import { pointer as placeOf } from "d3-selection";
import * as words from "#words";
import { isInside, keyStep, nudge } from "../../draw/layout.js";
import { cased, patch, px } from "../../draw/svg.js";

import { lossAt } from "../../state/grid.js";

import { mapPair } from "../../state/items.js";
import { changed } from "../../state/store.js";
import { formatNames, formatPoint } from "../../text/formats.js";
import { byId } from "../dom.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Milliseconds that the cross-hair rests before a screen reader is told its place. */
const PAUSE = 250;

/**
 * For the map's tools, once: shows coordinates and loss under the pointer and the cross-hair.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("./loss_map.js").MapPanel} map
 */
export function probePanel(store, map) {
  const { svg } = map;
  const readout = byId("readout");
  const said = byId("probe-said");
  const toggle = /** @type {HTMLInputElement} */ (byId("cross-hair"));
  /** @type {Pair | null} */
  let pointer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saying;

  /** @param {Pair} at */
  function reading(at) {
    const { scenario, grid, stale } = store.get();
    const known = stale.grid ? null : grid;
    const loss = known && lossAt(known, at);
    const place = { names: formatNames(scenario.plane), point: formatPoint(at, scenario.plane, scenario) };
    if (loss !== null) return words.probe_loss({ ...place, loss });
    return known ? words.probe_undefined(place) : words.probe_unknown(place);
  }
  function draw() {
    const { cross } = store.get();
    const at = pointer ?? cross;
    readout.hidden = !at;
    if (at) readout.textContent = reading(at);
    patch(map.layer("probe"), cross ? crossHair(cross, map.layout()) : []);
  }
  function tell() {
    clearTimeout(saying);
    saying = setTimeout(() => {
      const { cross } = store.get();
      said.textContent = cross ? words.probe_cross_hair({ reading: reading(cross) }) : words.probe_off();
    }, PAUSE);
  }
  /** @param {Pair | null} to */
  function put(to) {
    store.set({ cross: to, probing: Boolean(to ?? pointer) });
    toggle.checked = Boolean(to);
    draw();
    tell();
  }
  /** @returns {Pair} */
  function middle() {
    const { scenario } = store.get();
    const [wMin, wMax, bMin, bMax] = scenario.window;
    const here = map.here()?.point;
    return here && isInside(here, scenario.window) ? here : [(wMin + wMax) / 2, (bMin + bMax) / 2];
  }
  const flip = () => put(store.get().cross ? null : middle());

  toggle.addEventListener("change", flip);
  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c") return flip();
    const { cross } = store.get();
    if (event.key === "Escape" && cross) return put(null);
    const by = ARROWS[event.key];
    if (!by || !cross) return;
    event.preventDefault();
    event.stopPropagation(); // without a cross-hair these keys step along the path
    const [wMin, wMax, bMin, bMax] = store.get().scenario.window;
    const times = event.shiftKey ? 10 : 1;
    const spans = mapPair([wMax - wMin, bMax - bMin], keyStep);
    const to = mapPair(cross, (t, i) => (by[i] ? nudge(t, by[i] * times, spans[i]) : t));
    put([Math.min(Math.max(to[0], wMin), wMax), Math.min(Math.max(to[1], bMin), bMax)]);
  });

  /** @param {Pair | null} at */
  function pointAt(at) {
    pointer = at;
    const probing = Boolean(at ?? store.get().cross);
    if (probing !== store.get().probing) store.set({ probing });
    draw();
  }

  /** @param {MouseEvent} event */
  function under(event) {
    const { x, y } = map.layout();
    const [u, v] = placeOf(event, svg);
    /** @type {Pair} */
    const at = [x.invert(u), y.invert(v)];
    return isInside(at, store.get().scenario.window) ? at : null;
  }
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    pointAt(under(event));
  });
  svg.addEventListener("pointerleave", () => {
    pointAt(null);
  });
  // A finger cannot hover: with the cross-hair on, a tap puts it there.
  svg.addEventListener("click", (event) => {
    const at = store.get().cross && under(event);
    if (at) put(at);
  });

  map.resized(draw);
  store.listen((state, before) => {
    if (!state.cross && !pointer) return;
    if (changed(state, before, "scenario", "surface", "grid", "stale")) draw();
    if (state.cross && before && state.grid !== before.grid) tell();
  });
}

/** Lines through a point, all across the plot. @param {Pair} at @param {import("../../state/types.js").Layout} layout */
function crossHair(at, { x, y, left, top, plotWidth, plotHeight }) {
  const [cx, cy] = [px(x(at[0])), px(y(at[1]))];
  const d = `M${left},${cy}h${plotWidth}M${cx},${top}v${plotHeight}`;
  return cased("cross", d);
}
