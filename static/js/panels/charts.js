/**
 * β and the loss at every step. A click goes to that step; the Step slider does the same by keyboard.
 *
 * @typedef {import("../store.js").Store} Store
 */
import { byId, onWidth, sized } from "../dom.js";
import { number } from "../format.js";
import { lastStep } from "../ledger.js";
import { chart, stepScale } from "../marks/chart.js";
import { horizon } from "../quiz.js";
import { changed } from "../store.js";
import { el, patch } from "../svg.js";

const HEIGHT = 116;

/**
 * @param {Store} store
 * @param {import("../actions.js").Actions} actions
 */
export function chartPanels(store, actions) {
  panel(store, actions, "beta-chart", (run) => ({
    kind: "angle",
    values: run.steps.beta,
    domain: [0, 180],
    ticks: [0, 90, 180],
    good: [90, 180],
    format: (value) => `${value}°`,
  }));
  panel(store, actions, "loss-chart", (run) => ({ kind: "loss", values: run.steps.loss, format: (value) => number(value, 3) }));
}

/**
 * @param {Store} store
 * @param {import("../actions.js").Actions} actions
 * @param {string} id
 * @param {(run: import("../types.js").Run) => import("../marks/chart.js").Chart} chartOf
 */
function panel(store, actions, id, chartOf) {
  const svg = byId(id);
  let width = 0;
  /** @type {ReturnType<typeof chart> | null} */
  let drawn = null;
  patch(svg, [el("g", { class: "still" }), el("g", { class: "marks" })]);
  const [still, marks] = svg.children;

  function redraw() {
    const { run } = store.get();
    if (!run || !width) return;
    drawn = chart({ ...chartOf(run), upto: horizon(store.get()) }, width, HEIGHT);
    patch(still, drawn.still);
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
    if (changed(state, before, "run", "quiz") || (state.quiz && changed(state, before, "step", "own"))) redraw();
    else if (changed(state, before, "step")) mark();
  });
  const goto = (/** @type {PointerEvent} */ event) => {
    const { run } = store.get();
    if (!run) return;
    const x = stepScale(run.steps.k.length, width);
    actions.goto(Math.round(x.invert(event.clientX - svg.getBoundingClientRect().left)));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    goto(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) goto(event);
  });
}
