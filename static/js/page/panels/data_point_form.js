/**
 * One data point at a time, by boxes and buttons: what the plot does by dragging.
 *
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 */

import * as words from "#words";
import { ACTIVATIONS } from "../../draw/marks/neuron_curve.js";
import { first, item, last } from "../../state/items.js";
import { lastStep, rowOf } from "../../state/ledger.js";
import { inOwnUnits, newInputs, pointWithin, withoutPoint, withPointAt } from "../../state/points.js";
import { dataOf, objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { withSubscripts } from "../../text/formats.js";
import { byId, make } from "../dom.js";
import { boxes } from "./fields.js";

/**
 * For the neuron's card: the boxes and buttons of one data point, and what the plot may do with it.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Catalogue} catalogue
 */
export function dataPointForm(store, actions, catalogue) {
  const which = /** @type {HTMLSelectElement} */ (byId("datum"));
  const add = /** @type {HTMLButtonElement} */ (byId("datum-add"));
  const remove = /** @type {HTMLButtonElement} */ (byId("datum-remove"));

  const loss = () => objectiveOf(catalogue, store.get().scenario.objective);
  const points = () => dataOf(catalogue, store.get().scenario);
  const chosen = () => Math.min(store.get().datum, points().length - 1);
  const names = () => (loss().inputs > 1 ? ["x1", "x2", "y"] : ["x", "y"]);
  /** The label's limits, where it is what the plot's height shows. */
  const labels = () => (loss().inputs > 1 ? null : loss().labels);

  const numbers = boxes(byId("datum-boxes"), refused, (values) => edit.move(chosen(), values, true));

  /** @param {number[]} values */
  function refused(values) {
    const range = loss().labels;
    const y = last(values);
    return range && (y < range[0] || y > range[1]) ? words.data_point_label_refused({ low: range[0], high: range[1] }) : null;
  }

  /** @param {number[][]} data @param {boolean} done */
  const set = (data, done) => actions[done ? "choose" : "preview"]({ data });

  /** The label of a new point: with one input what the neuron answers there, which changes nothing yet; with two a class. @param {number[]} x */
  function answer(x) {
    const { run, step } = store.get();
    const { output } = loss();
    if (!run || lastStep(run) < 0 || !output) return 0.5;
    const theta = inOwnUnits(rowOf(run, Math.min(step, lastStep(run))).point, run.scaling);
    const z = x.reduce((sum, t, j) => sum + item(theta, j) * t, item(theta, x.length));
    const a = ACTIVATIONS[output.activation].of(z);
    return x.length > 1 ? Number(a < 0.5) : a; // the class that the neuron does not expect
  }

  const edit = {
    points,
    names,
    labels,
    /** @param {number} i @param {number[]} to @param {boolean} done false while it is dragged */
    move(i, to, done) {
      set(withPointAt(points(), i, to), done);
    },
    /** @param {number[]} [at] the first two numbers */
    add(at) {
      if (points().length >= catalogue.limits.points) return;
      const { inputs } = loss();
      const x = at ? at.slice(0, inputs) : newInputs(points(), inputs);
      const point =
        inputs > 1 ? [...pointWithin([first(x), item(x, 1)], [1, 1], null), answer(x)] : pointWithin([first(x), at?.[1] ?? answer(x)], [1, 1], labels());
      actions.pause();
      store.set({ datum: points().length });
      set([...points(), point], true);
    },
    /** @param {number} i */
    remove(i) {
      if (points().length < 2) return;
      actions.pause();
      set(withoutPoint(points(), i), true);
      store.set({ datum: Math.min(i, points().length - 1) });
    },
  };

  which.addEventListener("change", () => store.set({ datum: Number(which.value) }));
  add.addEventListener("click", () => edit.add());
  remove.addEventListener("click", () => edit.remove(chosen()));

  store.listen((state, before) => {
    if (!changed(state, before, "scenario", "datum")) return;
    const count = points().length;
    if (!count) return;
    if (which.options.length !== count) {
      which.replaceChildren(
        ...Array.from({ length: count }, (_, i) => make("option", { value: String(i), textContent: words.data_point_title({ number: i + 1 }) })),
      );
    }
    which.value = String(chosen());
    numbers.rebuild(
      names().map(withSubscripts),
      names().map((name) => words.data_point_of({ name })),
    );
    numbers.show(item(points(), chosen()));
    remove.disabled = count < 2;
    add.disabled = count >= catalogue.limits.points;
    const range = loss().labels;
    byId("datum-labels").textContent = range ? words.data_point_labels({ low: range[0], high: range[1] }) : "";
    byId("neuron-key").classList.toggle("two", loss().inputs > 1);
  });
  return edit;
}
