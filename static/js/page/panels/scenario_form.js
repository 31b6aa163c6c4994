/**
 * The form: every choice of a scenario, generated from the catalogue.
 *
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 * @typedef {import("../../state/types.js").Parameter} Parameter
 * @typedef {import("../../state/types.js").Scenario} Scenario
 * @typedef {import("../../state/types.js").State} State
 */
import * as words from "#words";
import { item } from "../../state/items.js";
import { currentRates, etaParameter } from "../../state/rates.js";
import { objectiveOf, optimiserOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { isTooNarrow } from "../../state/window.js";
import { joinWithAnd, withSubscripts } from "../../text/formats.js";
import { byId, refill } from "../dom.js";
import { once } from "../once.js";
import { dataSelect } from "./data_select.js";
import { boxes, fill, numberField, sliderField, switchField, tooFar } from "./fields.js";
import { ownPointsPart } from "./own_points_loader.js";
import { rateAdvice } from "./rate_advice.js";
import { hasSchedule, scheduleFields, scheduleKind } from "./schedule_fields.js";
import { dials } from "./start_dials.js";

const MORE = ["steps", "tol", "grid", "levels"];

/**
 * For a page's script, once: keeps the form of the scenario.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Catalogue} catalogue
 * @param {string} api base address
 */
export function scenarioForm(store, actions, catalogue, api) {
  byId("controls").addEventListener("submit", (event) => event.preventDefault());

  const own = ownPointsPart(store, actions, catalogue, api);
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) => actions.choose({ [name]: value });
  const objective = choice("objective", choose("objective"));
  const reduction = choice("reduction", choose("reduction"));
  const data = dataSelect(store, actions, catalogue, api, own);
  const optimiser = choice("optimiser", choose("optimiser"));
  fill(
    objective,
    catalogue.objectives.map((o) => [o.id, o.title]),
  );
  fill(
    optimiser,
    catalogue.optimisers.map((o) => [o.id, o.title]),
  );

  const start = dials(byId("start"), store, actions);
  const window_ = boxes(byId("window"), windowRefusal, (values) => actions.choose({ window: windowOf(values) }));
  /** @type {import("./fields.js").Field[]} */
  const more = catalogue.parameters.filter((p) => MORE.includes(p.id)).map((p) => numberField(p, actions));
  refill(byId("more"), more);
  const settings = /** @type {HTMLDetailsElement} */ (byId("settings"));

  /** @type {import("./fields.js").Field[]} */
  let ofRule = [];
  const plane = planeField(actions);

  let eta = etaParameter(catalogue, null);

  /** @param {Scenario} scenario */
  function rebuild(scenario) {
    const loss = objectiveOf(catalogue, scenario.objective);
    const rule = optimiserOf(catalogue, scenario.optimiser);
    byId("reduction-field").hidden = loss.reductions.length < 2;
    fill(
      reduction,
      loss.reductions.map((r) => [r.id, r.about ? `${r.title} · ${r.about}` : r.title]),
    );
    data.rebuild(scenario);
    const chosen = loss.reductions.find((r) => r.id === scenario.reduction);
    byId("objective-formula").innerHTML = (chosen ?? loss).formula?.mathml ?? "";
    byId("optimiser-formula").innerHTML = rule.formula?.mathml ?? "";
    byId("objective-about").textContent = loss.about ?? "";
    byId("optimiser-about").textContent = rule.convention ?? "";
    const rule_ = [
      ...[...loss.constants, eta, ...rule.hyperparameters].map((p) => sliderField(p, actions)),
      ...rule.switches.map((s) => switchField(s, actions)),
    ];
    const pace = scheduleFields(scenario, catalogue, actions);
    ofRule = [...rule_, ...pace];
    refill(byId("sliders"), rule_);
    refill(byId("pace"), pace);
    start.rebuild(loss.parameters);
    plane.rebuild(loss.parameters);
    window_.rebuild(
      scenario.plane.map(withSubscripts).flatMap((name) => [words.window_low({ name }), words.window_high({ name })]),
      scenario.plane.flatMap((name) => [words.window_low_edge({ name }), words.window_high_edge({ name })]),
    );
  }

  /** What is below the data comes once they are others than the usual ones, or scaled. */
  const scaling = once(async () => (await import("./scaling_field.js")).scalingField(store, actions, { api, catalogue }));

  let built = "";

  /** @param {import("../../state/types.js").State} state @param {import("../../state/types.js").State | null} before */
  function draw(state, before) {
    if (!changed(state, before, "scenario", "rates", "stale", "explained", "complete")) return;
    const { scenario } = state;
    if (!state.stale.rates) eta = etaParameter(catalogue, currentRates(state)); // while late the slider stays as it is
    const kind = `${scenario.objective} ${scenario.optimiser} ${scenario.reduction} ${scenario.plane} ${scheduleKind(scenario, catalogue)} ${eta.shown} ${state.explained} ${state.complete}`;
    if (kind === built && !changed(state, before, "scenario")) return; // what is wrong in a box, and said to be, stays
    if (kind !== built) rebuild(scenario);
    built = kind;
    // A part with a choice that is not the default is opened once; the reader may close it.
    if (hasSchedule(scenario) && !(before && hasSchedule(before.scenario))) settings.open = true;
    objective.value = scenario.objective;
    reduction.value = scenario.reduction ?? "";
    data.show(scenario);
    optimiser.value = scenario.optimiser;
    own.show(scenario);
    const { data: usual } = objectiveOf(catalogue, scenario.objective);
    if (usual && (scenario.data !== usual || scenario.scaling !== "none")) scaling().catch(() => {});
    for (const field of [...ofRule, ...more]) field.show(scenario[field.name]);
    plane.show(scenario);
    start.show(scenario);
    window_.show(scenario.window);
  }
  store.listen(draw);
  rateAdvice(store, actions, catalogue); // after the sliders are drawn
  draw(store.get(), null); // an embed's form may come after the first frame
}

/**
 * Which two of three parameters span the map, and where it holds the third.
 *
 * @param {import("../../state/actions.js").Actions} actions
 */
function planeField(actions) {
  const select = choice("plane", (value) => {
    const [w = "", b = ""] = value.split(",");
    actions.choose({ plane: [w, b], at: undefined });
  });
  const at = boxes(byId("at"), tooFar, ([value]) => actions.choose({ at: value }));
  /** @type {string[]} */
  let names = [];
  return {
    /** @param {string[]} parameters */
    rebuild(parameters) {
      names = parameters;
      byId("plane-field").hidden = parameters.length < 3;
      const pairs = parameters.flatMap((p, i) => parameters.slice(i + 1).map((q) => [p, q]));
      fill(
        select,
        pairs.map((pair) => [String(pair), joinWithAnd(pair.map(withSubscripts))]),
      );
    },
    /** @param {Scenario} scenario */
    show(scenario) {
      select.value = String(scenario.plane);
      const third = names.findIndex((name) => !scenario.plane.includes(name));
      if (third < 0) return;
      const name = item(names, third);
      at.rebuild([words.plane_held({ name: withSubscripts(name) })], [words.plane_held({ name })]);
      at.show([scenario.at ?? item(scenario.start, third)]);
    },
  };
}

/** @param {number[]} values of four boxes @returns {import("../../state/types.js").Window} */
const windowOf = (values) => [item(values, 0), item(values, 1), item(values, 2), item(values, 3)];

/** The sentence why four edges make no window, or null. @param {number[]} values */
function windowRefusal(values) {
  const [wMin, wMax, bMin, bMax] = windowOf(values);
  if (wMin >= wMax || bMin >= bMax) return words.window_out_of_order();
  if (isTooNarrow(wMin, wMax) || isTooNarrow(bMin, bMax)) return words.window_too_narrow();
  return tooFar([wMin, wMax, bMin, bMax]);
}

/** A select that calls back with what is chosen. @param {string} id @param {(value: string) => void} chosen */
function choice(id, chosen) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}
