/**
 * A further run as a row of the form: its optimiser, its η, and all else that it may set for itself. The row comes to show
 * another run when one above it is removed.
 *
 * @typedef {import("../../../state/types.js").Catalogue} Catalogue
 * @typedef {import("../../../state/types.js").Given} Given
 * @typedef {import("../../../state/types.js").Parameter} Parameter
 * @typedef {import("../../../state/types.js").Scenario} Scenario
 */

import * as words from "#words";
import { badge } from "../../../draw/marks/further_runs.js";
import { objectiveOf, optimiserOf } from "../../../state/scenario.js";
import { withSubscripts } from "../../../text/formats.js";
import { make, refill } from "../../dom.js";
import { boxes, fill, numberField, parameterBox, switchField, tooFar } from "../fields.js";
import { scheduleFields, scheduleKind } from "../schedule_fields.js";
import { inlinePicture } from "./drawing.js";

const CROSS = "m5.4 4 4.6 4.6L14.6 4 16 5.4 11.4 10l4.6 4.6-1.4 1.4-4.6-4.6L5.4 16 4 14.6 8.6 10 4 5.4z";
const ARROW = "M1 0v8l7-4z";

/** @param {Catalogue} catalogue @param {string} id */
const parameterOf = (catalogue, id) => /** @type {Parameter} */ (catalogue.parameters.find((p) => p.id === id));

/**
 * For the form of further runs: a row, with what shows a run in it.
 *
 * @param {Catalogue} catalogue
 * @param {(i: number, change: Given) => void} change
 * @param {(i: number) => void} remove
 */
export function formRow(catalogue, change, remove) {
  let now = 0;
  let built = "";
  const actions = { choose: (/** @type {Given} */ names) => change(now, names) };
  const parts = skeleton(catalogue);
  const { element, number, optimiser, without, more, line, error, hand, settings } = parts;
  optimiser.addEventListener("change", () => actions.choose({ optimiser: optimiser.value }));
  without.addEventListener("click", () => remove(now));
  more.addEventListener("click", () => {
    settings.hidden = !settings.hidden;
    more.setAttribute("aria-expanded", String(!settings.hidden));
  });
  /** @type {import("../fields.js").Field[]} */
  let fields = [];

  /** @param {Scenario} scenario */
  function rebuild(scenario) {
    const run = now;
    const of = { id: `-${run}`, name: (/** @type {string} */ field) => words.run_field({ field, run }) };
    number.replaceChildren(inlinePicture([badge(now, 9, 9)], [18, 18]));
    optimiser.setAttribute("aria-label", words.run_optimiser({ run }));
    without.title = words.run_remove({ run });
    without.setAttribute("aria-label", without.title);
    more.setAttribute("aria-label", words.run_settings_of({ run }));
    settings.id = `settings${of.id}`;
    more.setAttribute("aria-controls", settings.id);
    const p = parameterOf(catalogue, "eta");
    const eta = parameterBox(p, actions, of);
    refill(line, [{ element: more }, { element: make("label", {}, ["η", eta.element]) }]);
    error.replaceChildren(eta.error);
    const further = settingsOf(scenario, catalogue, actions, of);
    refill(settings, further);
    fields = [{ ...eta, name: "eta" }, ...further];
  }

  return {
    element,
    /** The field that gets the focus when the row is new. */
    first: optimiser,
    /** @param {number} i @param {Scenario} scenario of this run */
    show(i, scenario) {
      now = i;
      const kind = `${i} ${scenario.objective} ${scenario.optimiser} ${scheduleKind(scenario, catalogue)}`;
      if (kind !== built) rebuild(scenario);
      built = kind;
      optimiser.value = scenario.optimiser;
      const { length } = scenario.moves;
      hand.textContent = length ? words.run_by_hand({ steps: length }) : "";
      for (const field of fields) field.show(scenario[field.name]);
    },
  };
}

/** The elements that stay the same, whichever run the row shows. @param {Catalogue} catalogue */
function skeleton(catalogue) {
  const optimiser = /** @type {HTMLSelectElement} */ (make("select"));
  fill(
    optimiser,
    catalogue.optimisers.map(({ id, title }) => [id, title]),
  );
  const without = make("button", { type: "button", className: "icon", innerHTML: `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${CROSS}"/></svg>` });
  const more = make("button", { type: "button", className: "disclosure", innerHTML: `<svg viewBox="0 0 8 8" aria-hidden="true"><path d="${ARROW}"/></svg>` });
  more.append(words.run_settings());
  more.setAttribute("aria-expanded", "false");
  const number = make("span");
  const line = make("div", { className: "row" });
  const error = make("div");
  const hand = make("p", { className: "about" });
  const settings = make("div", { className: "settings", hidden: true });
  const head = make("div", { className: "row" }, [number, optimiser, without]);
  return { element: make("li", {}, [head, line, error, hand, settings]), number, optimiser, without, more, line, error, hand, settings };
}

/**
 * All that a run may set but optimiser and η. Start, steps and tolerance are the first run's until they are changed.
 *
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @param {{ choose: (change: Given) => void }} actions
 * @param {import("../fields.js").Scope} of
 * @returns {import("../fields.js").Field[]}
 */
function settingsOf(scenario, catalogue, actions, of) {
  const rule = optimiserOf(catalogue, scenario.optimiser);
  const names = objectiveOf(catalogue, scenario.objective).parameters;
  const places = make("div", { className: "boxes", id: `start${of.id}` });
  const start = boxes(places, tooFar, (values) => actions.choose({ start: values }));
  start.rebuild(
    names.map(withSubscripts),
    names.map((name) => of.name(words.start_of({ name }))),
  );
  return [
    ...rule.hyperparameters.map((p) => numberField(p, actions, of)),
    ...rule.switches.map((s) => switchField(s, actions, of)),
    ...scheduleFields(scenario, catalogue, actions, of),
    {
      name: "start",
      element: make("fieldset", { className: "field pair" }, [make("legend", { textContent: words.scenario_start() }), places]),
      show: start.show,
    },
    ...["steps", "tol"].map((id) => numberField(parameterOf(catalogue, id), actions, of)),
  ];
}
