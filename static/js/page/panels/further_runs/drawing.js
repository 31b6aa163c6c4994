/**
 * Further runs, each known by its number, its dash and its hue: their paths on the map, their numbers on the charts, and the
 * legend that names them.
 *
 * @typedef {import("../../../state/store.js").Store} Store
 * @typedef {import("../../../state/types.js").State} State
 */

import * as words from "#words";
import { furtherRuns, lineBadges, runBadges, runDots, SWATCH, swatch } from "../../../draw/marks/further_runs.js";
import { patch } from "../../../draw/svg.js";
import { item, mapPair } from "../../../state/items.js";
import { allRuns, lastStep, pathOf } from "../../../state/ledger.js";
import { lastVisibleStep, visibleChanged } from "../../../state/quiz.js";
import { placesOf } from "../../../state/scenario.js";
import { changed } from "../../../state/store.js";
import { withoutBreaks } from "../../../text/formats.js";
import { ELEMENT, make } from "../../dom.js";
import { watchPointing } from "./pointing.js";

/** Pixels of a badge on a chart, and from the middle of one to the next. */
const RADIUS = 7;
const CLEAR = 20;

/**
 * For the map and the charts, with the first further run: draws the runs, and keeps the legend.
 *
 * @param {Store} store
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {import("../loss_map.js").MapPanel | null} map
 * @param {import("../step_charts.js").ChartPanels | null} charts
 */
export function furtherRunsDrawing(store, catalogue, map, charts) {
  const drawings = map ? [onMap(store, catalogue, map)] : [];
  // On their upper and lower edge too: β may be 180° all along.
  charts?.drawn((lines, [left, top, right, bottom]) =>
    lineBadges(lines, [left, top - RADIUS - 1, right, bottom + RADIUS + 1], CLEAR, RADIUS, { pointed: pointedRun(store.get()) }),
  );
  const list = document.getElementById("runs");
  if (list) legend(store, list);
  watchPointing(store, [...drawings, ...(charts?.charts ?? [])]);
}

/** The run that is pointed at, if it is still there. @param {State} state */
function pointedRun({ run, pointedRun: number }) {
  const one = run && number !== null ? allRuns(run)[number] : null;
  return one && number !== null ? { number, title: withoutBreaks(one.title) } : null;
}

/**
 * Keeps the paths, dots and numbers of further runs on the map; gives where the lines of all runs are.
 *
 * @param {Store} store
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {import("../loss_map.js").MapPanel} map
 */
function onMap(store, catalogue, map) {
  /** Of all runs. @type {import("../../../state/types.js").Pair[][]} */
  let paths = [];
  /** @type {import("../../../state/types.js").Node[]} */
  let named = [];

  function draw() {
    if (map.svg.classList.contains("still")) return; // the server's drawing stands until the map is drawn anew
    const state = store.get();
    const { run, scenario, layers } = state;
    const shown = run?.runs.length && layers.includes("path") ? allRuns(run) : [];
    paths = shown.map((one) => pathOf(one, scenario.plane, lastVisibleStep(state)));
    const [first = [], ...further] = paths;
    const start = mapPair(placesOf(scenario, catalogue), (i) => item(scenario.start, i));
    const pointed = pointedRun(state);
    named = further.length ? runBadges(first, further, start, map.layout(), pointed) : [];
    patch(map.layer("others"), furtherRuns(further, map.layout(), pointed));
    map.layer("path").classList.toggle("quiet", Boolean(pointed?.number));
    move();
  }
  function move() {
    if (map.svg.classList.contains("still")) return;
    const { run, step } = store.get();
    patch(map.layer("abreast"), run ? [...runDots(paths.slice(1), Math.min(step, lastStep(run)), map.layout()), ...named] : []);
  }

  map.resized(draw);
  store.listen((state, before) => {
    if (changed(state, before, "run", "scenario", "layers", "pointedRun") || visibleChanged(state, before)) draw();
    else if (changed(state, before, "step")) move();
  });
  draw();
  return {
    svg: map.svg,
    lines() {
      const { x, y } = map.layout();
      return paths.map((path) => path.map(([w, b]) => /** @type {[number, number]} */ ([x(w), y(b)])));
    },
  };
}

/** Keeps the legend: an item for each run, the one that is pointed at marked. @param {Store} store @param {HTMLElement} list */
function legend(store, list) {
  function draw() {
    const { run, quiz } = store.get();
    const runs = run?.runs.length ? allRuns(run) : [];
    list.hidden = !runs.length;
    list.replaceChildren(...runs.map((one, i) => legendItem(one, i, !quiz)));
    mark();
  }
  function mark() {
    const { pointedRun: number } = store.get();
    for (const [i, element] of [...list.children].entries()) element.classList.toggle("pointed", i === number);
  }
  store.listen((state, before) => {
    if (before ? changed(state, before, "run", "quiz") : state.run) draw();
    else if (changed(state, before, "pointedRun")) mark();
  });
  if (store.get().run) draw(); // the server's own stands until there is one
}

/**
 * @param {Pick<import("../../../state/types.js").Run, "title" | "outcome" | "steps">} run
 * @param {number} i
 * @param {boolean} told where it came to
 */
function legendItem(run, i, told) {
  const picture = inlinePicture(swatch(i), SWATCH);
  const named = i ? [make("span", { className: "hidden", textContent: words.run_number({ number: i }) }), " "] : [];
  const title = withoutBreaks(run.title);
  const [before = "", after = ""] = words.run_entry({ title: ELEMENT, result: runResult(run) }).split(ELEMENT);
  const entry = told ? [before + title, make("span", { className: "result", textContent: after })] : [title];
  const element = make("li", { tabIndex: 0 }, [picture, make("span", {}, [...named, ...entry])]);
  element.dataset.run = String(i);
  return element;
}

/** For the legend: where a run ended, in words. @param {Pick<import("../../../state/types.js").Run, "outcome" | "steps">} run */
export function runResult({ outcome, steps }) {
  const last = steps.k.length - 1;
  return last < 0 ? words.run_no_path() : words.run_result({ loss: steps.loss[last], step: last, outcome });
}

/**
 * For tables and rows: nodes as a picture of their own, hidden from screen readers beside a text that says the same.
 *
 * @param {import("../../../state/types.js").Node[]} nodes
 * @param {number[]} size
 */
export function inlinePicture(nodes, [width, height]) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = { class: "figure swatch", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, String(value));
  patch(picture, nodes);
  return picture;
}
