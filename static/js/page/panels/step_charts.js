/**
 * β and the loss at every step. A click goes to that step; the Step slider does the same by keyboard.
 *
 * @typedef {import("../../state/store.js").Store} Store
 */
import { pointer } from "d3-selection";
import * as words from "#words";
import { chart } from "../../draw/marks/chart.js";
import { groups, patch } from "../../draw/svg.js";
import { columnOf, lastStep } from "../../state/ledger.js";
import { lastKnownStep, lastVisibleStep, visibleChanged } from "../../state/quiz.js";
import { changed } from "../../state/store.js";
import { powerOfTen } from "../../text/formats.js";
import { byId, onWidth, sized } from "../dom.js";

const HEIGHT = 116;
/** At most so many powers of ten are written, and one more. */
const TICKS = 2;
/** A loss of so many times the loss at the start makes the chart logarithmic. */
const SOARING = 1000;

/**
 * For a page's script, once: keeps both charts, and gives them to what draws further runs on them.
 *
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function stepCharts(store, actions) {
  const beta = panel(store, actions, "beta-chart", (run, state) => ({ ...betaChart(run), upto: lastKnownStep(state) }));
  const loss = panel(store, actions, "loss-chart", (run, { logarithmic }) => lossChart(run, logarithmic));
  const log = /** @type {HTMLButtonElement} */ (byId("loss-log"));
  log.addEventListener("click", () => {
    const { run, logarithmic } = store.get();
    store.set({ logarithmic: !(run && isLogarithmic(run, logarithmic)) });
  });
  store.listen(({ run, logarithmic }, before) => {
    if (before && before.run === run && before.logarithmic === logarithmic) return;
    log.disabled = !run || !positive(run.steps.loss);
    byId("loss-note").hidden = !run || !log.disabled;
    log.setAttribute("aria-pressed", String(Boolean(run && isLogarithmic(run, logarithmic))));
  });
  return {
    charts: [beta, loss],
    /** What is drawn over the lines, in pixels as they are. @param {Over} over */
    drawn(over) {
      for (const { drawOver } of [beta, loss]) drawOver(over);
    },
  };
}

/** @typedef {ReturnType<typeof stepCharts>} ChartPanels */
/** @typedef {(lines: [number, number][][], box: import("../../draw/svg.js").Box) => import("../../state/types.js").Node[]} Over */

/** For this panel and for paper: β at every step. @param {import("../../state/types.js").Run} run @returns {import("../../draw/marks/chart.js").Chart} */
export const betaChart = (run) => ({
  kind: "angle",
  ...columnsOf(run, "beta"),
  domain: [0, 180],
  ticks: [0, 90, 180],
  good: [90, 180],
  goodName: words.chart_favourable(),
  along: words.chart_along(),
  format: (value) => `${value}°`,
});

/** For this panel and for paper: the loss at every step. @param {import("../../state/types.js").Run} run @param {boolean | null} logarithmic @returns {import("../../draw/marks/chart.js").Chart} */
export function lossChart(run, logarithmic) {
  const columns = columnsOf(run, "loss");
  return { kind: "loss", along: words.chart_along(), ...(isLogarithmic(run, logarithmic) ? logarithmicAxis(columns) : columns) };
}

/** A quantity of a run and of the further ones. @param {import("../../state/types.js").Run} run @param {string} name */
function columnsOf(run, name) {
  return { values: columnOf(run.steps, name), furtherRuns: run.runs.map(({ steps }) => columnOf(steps, name)) };
}

/**
 * For the chart of the loss: whether it shows powers of ten. Where the reader has not chosen, it does so when a loss rises so
 * high that all the others would be a line at 0.
 *
 * @param {import("../../state/types.js").Run} run
 * @param {boolean | null} said
 */
export function isLogarithmic(run, said) {
  const { values, furtherRuns } = columnsOf(run, "loss");
  const most = SOARING * Number(values[0]);
  return positive(values) && (said ?? (most > 0 && [values, ...furtherRuns].flat().some((value) => value !== null && value > most)));
}

/** Whether a loss has any value that a logarithm can show. @param {import("../../state/types.js").Column} loss */
const positive = (loss) => loss.some((value) => value !== null && value > 0);

/**
 * For the chart of the loss: its values as powers of ten, and the axis; a loss of 0 or less has none and is left out.
 *
 * @param {{ values: import("../../state/types.js").Column, furtherRuns: import("../../state/types.js").Column[] }} losses
 * @returns {Pick<import("../../draw/marks/chart.js").Chart, "values" | "furtherRuns" | "domain" | "ticks" | "format">}
 */
export function logarithmicAxis(losses) {
  const logarithms = (/** @type {import("../../state/types.js").Column} */ loss) =>
    loss.map((value) => (value !== null && value > 0 ? Math.log10(value) : null));
  const values = logarithms(losses.values);
  const furtherRuns = losses.furtherRuns.map(logarithms);
  const known = [values, ...furtherRuns].flat().filter((value) => value !== null);
  const low = Math.floor(known.reduce((least, value) => Math.min(least, value), Infinity));
  const high = Math.max(Math.ceil(known.reduce((most, value) => Math.max(most, value), -Infinity)), low + 1);
  const every = Math.ceil((high - low) / TICKS);
  const ticks = Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
  return { values, furtherRuns, domain: [low, high], ticks, format: powerOfTen };
}

/**
 * Keeps one chart: draws it, marks the step, and goes to a step that is clicked.
 *
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {string} id
 * @param {(run: import("../../state/types.js").Run, state: import("../../state/types.js").State) => import("../../draw/marks/chart.js").Chart} chartOf
 */
function panel(store, actions, id, chartOf) {
  const svg = byId(id);
  let width = 0;
  /** @type {ReturnType<typeof chart> | null} */
  let drawn = null;
  /** @type {Over} */
  let over = () => [];
  const { still, over: top, marks } = groups(svg, "still", "over", "marks");

  function redraw() {
    const { run, noPath, pointedRun: pointed } = store.get();
    if (noPath) {
      drawn = null;
      for (const part of [still, top, marks]) patch(part, []);
    }
    if (!run || !width) return;
    drawn = chart({ upto: lastVisibleStep(store.get()), pointed, ...chartOf(run, store.get()) }, width, HEIGHT);
    patch(still, drawn.still);
    patch(top, over(drawn.lines, drawn.box));
    mark();
  }
  function mark() {
    const { run, step } = store.get();
    if (run && drawn) patch(marks, drawn.marker(Math.min(step, lastStep(run))));
  }

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    redraw();
  });
  store.listen((state, before) => {
    if (changed(state, before, "run", "noPath", "logarithmic", "pointedRun") || visibleChanged(state, before)) redraw();
    else if (changed(state, before, "step")) mark();
  });
  const goto = (/** @type {PointerEvent} */ event) => {
    if (drawn) actions.goto(Math.round(drawn.x.invert(pointer(event, svg)[0])));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    goto(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) goto(event);
  });
  return {
    svg,
    /** Of all runs, in pixels as they are. */
    lines: () => drawn?.lines ?? [],
    /** @param {Over} draw */
    drawOver(draw) {
      over = draw;
      redraw();
    },
  };
}
