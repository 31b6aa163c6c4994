/**
 * The map: bands, axes, path and the current step, redrawn from state layer by layer.
 *
 * @typedef {import("../../state/types.js").Layout} Layout
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").State} State
 */

import * as words from "#words";
import { handlePosition, isInside, layoutOf, marginOf, windowAround } from "../../draw/layout.js";
import { axes, frame } from "../../draw/marks/axes.js";
import { bandKey, bands, hatching, shade, uprightBandKey, windowTransform } from "../../draw/marks/bands.js";
import { halfplane } from "../../draw/marks/halfplane.js";
import { lowest } from "../../draw/marks/lowest.js";
import { path } from "../../draw/marks/path.js";
import { dial, landing, stepArrows } from "../../draw/marks/step_arrows.js";
import { el, patch, px } from "../../draw/svg.js";
import { item, mapPair } from "../../state/items.js";
import { GROUPS } from "../../state/layers.js";
import { everyPoint, inPlane, landingOf, pathOf, shownRow } from "../../state/ledger.js";
import { isOutcomeHidden, lastVisibleStep, visibleChanged, visibleRow } from "../../state/quiz.js";
import { objectiveOf, placesOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { withSubscripts } from "../../text/formats.js";
import { offTheMap } from "../../text/words.js";
import { byId, onWidth, sized } from "../dom.js";
import { between, onWay } from "../motion.js";
import { mapNames } from "./map_names.js";
import { directionHandle } from "./own_direction.js";
import { startHandle } from "./start_handle.js";

const DIAL = 132;
/** Pixels of the key beside the map, as the style sheet has them. */
const KEY = 62;

/** Pixels for which the server places labels and arrows. */
const WIDEST = 2000;

/** The map's name for screen readers. @param {State} state */
function nameOf({ scenario, run }) {
  return words.map_name({ plane: scenario.plane.map(withSubscripts), further: run?.runs.length ?? 0 });
}

/**
 * For a page's script, once: keeps the map, and gives its parts to the panels that draw on it.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 */
export function lossMap(store, actions, catalogue) {
  const svg = byId("map-svg");
  const clip = "plot-clip";
  /** The server's drawing stands until there is a run to draw in its place. */
  let still = svg.childElementCount > 0;
  if (!still)
    patch(svg, [
      el("defs", {}, [el("clipPath", { id: clip }, [el("rect")])]),
      ...GROUPS.map(([name, clipped]) => el("g", { class: `layer ${name}`, ...(clipped ? { "clip-path": `url(#${clip})` } : {}) })),
    ]);
  const layer = (/** @type {string} */ name) => /** @type {SVGGElement} */ (svg.querySelector(`.layer.${name}`));
  const start = startHandle(/** @type {any} */ (svg), layer("start"), store, actions, catalogue);
  const direction_ = directionHandle(/** @type {any} */ (svg), layer("direction"), actions);

  /** @type {Layout} */
  let layout;
  let width = 0;
  /**
   * The bands as they were last drawn, and for which layout.
   *
   * @type {{ surface: State["surface"], palette: string, width: number, layout: Layout, nodes: import("../../state/types.js").Node[] } | null}
   */
  let sheet = null;
  /** @type {(() => void)[]} */
  const overlays = [];
  /**
   * The path to its end, which names keep clear of from the start, so that they stay where they are while it is drawn.
   *
   * @type {{ run: State["run"], layout: Layout, nodes: import("../../state/types.js").Node[] } | null}
   */
  let whole = null;
  /** What else names keep clear of, by layer. @type {Record<string, import("../../state/types.js").Node[]>} */
  const drawn = {};
  /** The step's point and where it ends, where they are drawn. @type {{ k: number, here: Pair | null, next: Pair | null }} */
  let named = { k: 0, here: null, next: null };

  /** @param {string} name @param {import("../../state/types.js").Node[]} nodes */
  function draw(name, nodes) {
    drawn[name] = nodes;
    patch(layer(name), nodes);
  }

  /** @param {State} state */
  function relayout(state) {
    layout = layoutOf(state.scenario.window, width, marginOf(state.layers));
    const room = Math.min(Math.round(Math.max(layout.plotWidth, layout.plotHeight)), WIDEST);
    if (room !== state.room) store.set({ room });
    if (still) return;
    sized(/** @type {any} */ (svg), layout.width, Math.ceil(layout.height - 1e-6)); // a fraction of a pixel from rounding must not change the height
    const { left: x, top: y, plotWidth, plotHeight } = layout;
    svg.setAttribute("aria-label", nameOf(state));
    patch(/** @type {Element} */ (svg.querySelector("clipPath")), [el("rect", { x, y, width: plotWidth, height: plotHeight })]);
    drawAxes(state);
  }

  /** @param {State} state */
  function drawAxes({ layers, scenario }) {
    patch(layer("axes"), layers.includes("axes") ? axes(layout, scenario.plane) : [frame(layout)]);
  }

  /** @param {State} state */
  function drawBands(state) {
    const { surface, palette } = state;
    if (surface !== sheet?.surface || palette !== sheet?.palette || width !== sheet.width || layout.plotWidth !== sheet.layout.plotWidth) {
      sheet = { surface, palette, width, layout, nodes: surface ? bands(surface.bands, layout, palette) : [] };
    }
    const holes = surface?.undefined ? hatching(layout) : [];
    patch(layer("bands"), [...holes, el("g", { class: "sheet", ...windowTransform(sheet.layout, layout) }, sheet.nodes), shade(layout)]);
    byId("landscape").textContent = surface?.description?.message ?? "";
    const key = byId("band-key");
    // Beside the playground's map where there is room for it, as the style sheet reckons; else below.
    const upright = key.closest(".keyed") !== null && matchMedia("(width >= 700px)").matches;
    key.parentElement?.classList.toggle("upright", upright);
    const room = Math.min(layout.plotWidth, 420);
    const [left, wide, high] = upright ? [0, KEY, Math.ceil(layout.height - 1e-6)] : [-12, room + 24, 28];
    const bands_ = surface?.bands ?? [];
    patch(key, upright ? uprightBandKey(bands_, layout, words.map_key(), palette) : bandKey(bands_, room, palette));
    key.setAttribute("viewBox", `${left} 0 ${wide} ${high}`);
    key.setAttribute("width", String(wide));
    key.setAttribute("height", String(high));
  }

  /** @param {State} state */
  function drawPath(state) {
    const { run, step, scenario, layers } = state;
    const upto = lastVisibleStep(state);
    const row = way();
    const points = run && layers.includes("path") ? pathOf(run, scenario.plane, upto) : [];
    // The path grows with the point that goes its way.
    const isGrowing = row !== null && upto === step && row < step && points.length > step;
    const drawn = isGrowing ? [...points.slice(0, Math.floor(row) + 1), between((k) => item(points, k), row)] : points;
    patch(layer("path"), points.length ? path(drawn, layout) : []);
    svg.setAttribute("aria-label", nameOf(state));
  }

  let shifted = false;
  /** Moves what is drawn of the step to where the point is on its way. @param {State} state */
  function placeNow({ run, step, scenario }) {
    const row = way();
    if (row === null && !shifted) return;
    const points = run ? pathOf(run, scenario.plane) : [];
    const [at, end] = row === null ? [] : [between((k) => item(points, k), row), item(points, step)];
    shifted = at !== undefined && end !== undefined && [at, end].every((point) => isInside(point, scenario.window));
    const by = at && end && shifted ? `translate(${px(layout.x(at[0]) - layout.x(end[0]))},${px(layout.y(at[1]) - layout.y(end[1]))})` : null;
    for (const part of svg.querySelectorAll(".layer:is(.now, .direction), .name-now")) {
      if (by) part.setAttribute("transform", by);
      else part.removeAttribute("transform");
    }
  }

  /** @param {State} state */
  function drawNow(state) {
    const places = placesOf(state.scenario, catalogue);
    const shadow = objectiveOf(catalogue, state.scenario.objective).parameters.length > 2;
    byId("dial-box").hidden = layout.equal && !shadow;
    const [w, b] = mapPair(state.scenario.plane, withSubscripts);
    byId("dial-note").textContent = (shadow ? words.dial_projection : words.dial_unequal_units)({ w, b });
    const row = visibleRow(state);
    if (!row || !state.run) {
      for (const name of ["half", "ahead", "now", "landed"]) draw(name, []);
      named = { k: 0, here: null, next: null };
      direction_.draw(null, null, layout);
      patch(byId("dial"), []);
      byId("map-note").hidden = true;
      return;
    }
    const flat = (/** @type {number[]} */ v) => mapPair(places, (i) => item(v, i));
    const here = inPlane(row, places);
    const inside = isInside(here.point, state.scenario.window);
    const arrows = state.layers.includes("arrows") && inside;
    const hidden = isOutcomeHidden(state);
    const next = arrows && !row.last && !hidden ? flat(landingOf(row)) : null;
    const ahead = next && landing(here, layout, next);
    named = { k: row.k, here: inside ? here.point : null, next };
    patch(layer("half"), inside && state.ownBeta !== null && !hidden ? halfplane(here.point, here.gradient, layout) : []);
    direction_.draw(arrows && !shadow && !hidden && state.lock !== "all" ? here : null, state.ownBeta, layout);
    patch(layer("ahead"), ahead?.line ?? []);
    draw(
      "now",
      arrows
        ? stepArrows(here, layout, shadow, handlePosition(flat(state.scenario.start), layout))
        : inside
          ? stepArrows({ ...here, last: true, gradient: [0, 0] }, layout)
          : [],
    );
    draw("landed", ahead?.dot ?? []);
    patch(byId("dial"), dial(row, DIAL));
    const stuck = state.stuck && String(state.stuck.at) === String(state.scenario.window) ? state.stuck.why : "";
    byId("map-note").hidden = inside && !stuck;
    byId("whole").hidden = inside || state.lock !== null;
    byId("map-note-text").textContent = [inside ? "" : offTheMap(row, state.run, state.scenario), stuck].filter(Boolean).join(" ");
  }

  /** The lowest places, unless minima are marked as such, and all names. @param {State} state */
  function drawPlaces({ surface, layers, scenario, run }) {
    const marked = layers.includes("lowest") && !layers.includes("stationary") ? (surface?.lowest ?? []) : [];
    const places = marked.filter((place) => isInside(place, scenario.window));
    draw("lowest", lowest(places, layout));
    const at = mapPair(placesOf(scenario, catalogue), (i) => item(scenario.start, i));
    const [cx, cy] = handlePosition(at, layout);
    const knob = el("circle", { class: "knob", cx: px(cx), cy: px(cy), r: 9 });
    if (whole?.run !== run || whole.layout !== layout) whole = { run, layout, nodes: run ? path(pathOf(run, scenario.plane), layout) : [] };
    const taken = [...Object.values(drawn).flat(), ...(layers.includes("path") ? whole.nodes : []), knob];
    patch(layer("names"), layers.includes("names") ? mapNames({ ...named, start: at, lowest: places }, scenario.window, taken, layout) : []);
  }

  /** @param {State} state */
  function drawAll(state) {
    relayout(state);
    if (still) return;
    drawBands(state);
    drawPath(state);
    drawNow(state);
    start.draw(state, layout);
    drawPlaces(state);
    placeNow(state);
    for (const draw of overlays) draw();
  }

  /** The step on its way, before the listener below draws what else has changed. */
  const way = onWay(store, () => {
    const state = store.get();
    if (still || !state.run) return;
    if (lastVisibleStep(state) === state.step) drawPath(state);
    placeNow(state);
  });

  onWidth(byId("map-box"), (now_) => {
    width = now_;
    drawAll(store.get());
  });

  store.listen((state, before) => {
    if (still) {
      still = !state.run;
      svg.classList.toggle("still", still);
      return still ? undefined : drawAll(state);
    }
    const window_ = before && String(state.scenario.window) !== String(before.scenario.window);
    if (before && marginOf(state.layers) !== marginOf(before.layers)) return drawAll(state);
    // With other parameters on the axes the path lies elsewhere: all is drawn anew.
    if (String(state.scenario.plane) !== String(before?.scenario.plane)) return drawAll(state);
    if (window_) relayout(state);
    if (window_ || changed(state, before, "surface", "palette")) drawBands(state);
    if (window_ || changed(state, before, "run", "layers") || visibleChanged(state, before)) drawPath(state);
    if (window_ || changed(state, before, "run", "step", "ownBeta", "move", "layers", "quiz", "stuck")) drawNow(state);
    if (window_ || changed(state, before, "scenario")) start.draw(state, layout);
    if (window_ || changed(state, before, "scenario", "surface", "run", "step", "ownBeta", "move", "layers", "quiz")) drawPlaces(state);
    placeNow(state);
  });

  byId("whole").addEventListener("click", () => {
    const { run, scenario } = store.get();
    if (run) actions.choose({ window: windowAround(everyPoint(run, scenario.plane)) });
    svg.focus({ preventScroll: true }); // the button is hidden now, and would lose the focus
  });

  return {
    svg: /** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg)),
    layer,
    layout: () => layout,
    /** The row that is shown, of the map's two parameters; null where there is none, or more than two. */
    here() {
      const row = shownRow(store.get());
      return row && row.point.length === 2 ? inPlane(row, [0, 1]) : null;
    },
    /** Calls after the map has been drawn at another width. @param {() => void} draw */
    resized(draw) {
      overlays.push(draw);
    },
  };
}

/** @typedef {ReturnType<typeof lossMap>} MapPanel */
