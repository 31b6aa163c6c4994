/**
 * The neuron at the current step, and the points that it learns from: to be dragged, moved by key, added, removed.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/actions.js").Actions} Actions
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 */

import { drag } from "d3-drag";
import { pointer, select } from "d3-selection";
import * as words from "#words";
import { keyStep, nudge } from "../../draw/layout.js";
import { classifier, squareScales } from "../../draw/marks/classifier.js";
import { dataPoints } from "../../draw/marks/data_points.js";
import { ACTIVATIONS, neuronCurve, scalesOf } from "../../draw/marks/neuron_curve.js";
import { groups, patch } from "../../draw/svg.js";
import { first, item, mapPair, pairOf, tripleOf } from "../../state/items.js";
import { lastStep, rowOf } from "../../state/ledger.js";
import { inOwnUnits, pointWithin } from "../../state/points.js";
import { dataOf, objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { formatNumber } from "../../text/formats.js";
import { byId, ELEMENT, make, onWidth, sized, withElements } from "../dom.js";
import { between, onWay } from "../motion.js";
import { markSeen } from "../seen.js";
import { dataPointForm } from "./data_point_form.js";

/** Pixels; with two inputs both axes have the same units, and need more. */
const HEIGHT = { one: 176, two: 260 };
/** Steps in the two numbers of a point, up being more. @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * For a page's script, once: keeps the neuron's card, and lets its points be changed.
 *
 * @param {Store} store
 * @param {Actions} actions
 * @param {Catalogue} catalogue
 */
export function neuronCard(store, actions, catalogue) {
  const svg = byId("neuron-plot");
  const { curves, data: handles } = groups(svg, "curves", "data");
  const edit = dataPointForm(store, actions, catalogue);
  const fixed = store.get().lock === "all";
  let width = 0;
  /**
   * The scales while a point is dragged: they stay as they were, so that the plot does not move.
   *
   * @type {import("../../draw/marks/neuron_curve.js").Scales | null}
   */
  let held = null;
  /** @type {import("../../draw/marks/neuron_curve.js").Scales} */
  let scales;
  /** θ on its way to the step. */
  const way = onWay(store, draw);

  function draw() {
    const row = way();
    const { run, step, scenario, datum, noPath } = store.get();
    if (noPath) for (const part of [curves, handles]) patch(part, []);
    const loss = objectiveOf(catalogue, scenario.objective);
    const points = dataOf(catalogue, scenario);
    if (!run || lastStep(run) < 0 || !width || !points.length || first(points).length !== loss.inputs + 1) return;
    const k = Math.min(step, lastStep(run));
    const thetaOf = (/** @type {number} */ i) => inOwnUnits(rowOf(run, i).point, run.scaling);
    const theta = thetaOf(k);
    const now = row === null ? theta : between(thetaOf, row);
    /** @template T @param {(list: number[]) => T} of @returns {{ now: T, last?: T, start?: T }} */
    const thetas = (of) => ({ now: of(now), ...(k > 0 && { last: of(thetaOf(k - 1)), start: of(thetaOf(0)) }) });
    const { activation } = /** @type {NonNullable<typeof loss.output>} */ (loss.output);
    const output = loss.inputs === 1 ? ACTIVATIONS[activation] : null;
    const height = output ? HEIGHT.one : HEIGHT.two;
    sized(/** @type {any} */ (svg), width, height);
    const fresh = () => (output ? scalesOf(points.map(pairOf), pairOf(theta), width, height, output.of) : squareScales(points.map(tripleOf), width, height));
    scales = held ?? fresh();
    byId("neuron-title").textContent = activation === "identity" ? words.neuron_line() : words.neuron_title();
    byId("neuron-goal").textContent =
      loss.inputs > 1 ? words.neuron_goal_of_classes() : activation === "identity" ? words.neuron_goal_of_line() : words.neuron_goal();
    byId("neuron-told").replaceChildren(
      ...withElements(words.neuron_told({ step: k, loss: ELEMENT }), make("b", { textContent: formatNumber(rowOf(run, k).loss) })),
    );
    patch(curves, output ? neuronCurve(points.map(pairOf), thetas(pairOf), scales, output) : classifier(points.map(tripleOf), thetas(tripleOf), scales));
    patch(
      handles,
      dataPoints(points, Math.min(datum, points.length - 1), (point) => [scales.x(item(point, 0)), scales.y(item(point, 1))], edit.names(), fixed),
    );
  }

  onWidth(svg, (now) => {
    width = now;
    draw();
  });
  store.listen((state, before) => {
    byId("neuron-card").hidden = !objectiveOf(catalogue, state.scenario.objective).inputs;
    if (changed(state, before, "run", "noPath", "step", "datum", "scenario")) draw();
  });

  const indexOf = (/** @type {EventTarget | null} */ target) => {
    const handle = /** @type {Element | null} */ (target)?.closest?.("[data-i]");
    return handle ? Number(handle.getAttribute("data-i")) : null;
  };
  const spans = () => mapPair([scales.x, scales.y], (scale) => scale.domain()[1] - scale.domain()[0]);
  const inside = (/** @type {number} */ pixel, /** @type {number[]} */ ends) => Math.min(Math.max(pixel, Math.min(...ends)), Math.max(...ends));
  const numbersAt = (/** @type {number} */ x, /** @type {number} */ y) =>
    pointWithin([scales.x.invert(inside(x, scales.x.range())), scales.y.invert(inside(y, scales.y.range()))], spans(), edit.labels());
  /** Gives a point's handle the focus. */
  const focus = () => {
    draw();
    /** @type {HTMLElement | null} */ (handles.querySelector(".chosen"))?.focus({ preventScroll: true });
  };

  select(handles).call(
    /** @type {any} */ (
      drag()
        .container(() => /** @type {any} */ (svg))
        .subject((event) => {
          const i = indexOf(event.sourceEvent.target);
          if (i === null) return null;
          const [u, v] = pairOf(item(edit.points(), i));
          return { i, x: scales.x(u), y: scales.y(v) };
        })
        .on("start", (event) => {
          held = scales;
          actions.pause();
          store.set({ datum: event.subject.i });
          focus();
        })
        .on("drag", (event) => {
          markSeen("dots");
          edit.move(event.subject.i, numbersAt(event.x, event.y), false);
        })
        .on("end", () => {
          held = null;
          actions.commit(true);
          draw();
        })
    ),
  );
  svg.addEventListener("pointerover", (event) => {
    const i = indexOf(event.target);
    if (i !== null && !held) store.set({ datum: i });
  });
  // Not on the plot itself: Chromium gives the focus to an SVG element that listens for it.
  byId("neuron-card").addEventListener("focusin", (event) => {
    const i = indexOf(event.target);
    if (i !== null) store.set({ datum: i });
  });
  svg.addEventListener("dblclick", (event) => {
    if (fixed || indexOf(event.target) !== null) return;
    const [x, y] = pointer(event, svg);
    edit.add(numbersAt(x, y));
    focus();
  });
  handles.addEventListener("keydown", (/** @type {any} */ event) => {
    const i = indexOf(event.target);
    if (i === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const turn = { PageUp: -1, PageDown: 1 }[/** @type {"PageUp"} */ (event.key)];
    const by = ARROWS[event.key];
    if (!by && !turn && event.key !== "Delete") return;
    event.preventDefault();
    if (!turn) markSeen("dots");
    if (turn) store.set({ datum: (i + turn + edit.points().length) % edit.points().length });
    else if (by) {
      const units = mapPair(spans(), keyStep);
      const to = mapPair(pairOf(item(edit.points(), i)), (t, axis) => (by[axis] ? nudge(t, by[axis] * (event.shiftKey ? 10 : 1), units[axis]) : t));
      edit.move(i, pointWithin(to, [1e-9, 1e-9], edit.labels()), true);
    } else edit.remove(i);
    if (!by) focus();
  });
}
