/**
 * The form: every choice of a scenario, generated from the catalogue.
 *
 * @typedef {import("../types.js").Catalogue} Catalogue
 * @typedef {import("../types.js").Parameter} Parameter
 * @typedef {import("../types.js").State} State
 */
import { byId, make } from "../dom.js";
import { objectiveOf, optimiserOf } from "../scenario.js";
import { changed } from "../store.js";

const POSITIONS = 1000;

/**
 * @param {import("../store.js").Store} store
 * @param {import("../actions.js").Actions} actions
 * @param {Catalogue} catalogue
 */
export function controlsPanel(store, actions, catalogue) {
  byId("controls").addEventListener("submit", (event) => event.preventDefault());

  const objective = choice("objective", actions);
  const reduction = choice("reduction", actions);
  const data = choice("data", actions);
  const optimiser = choice("optimiser", actions);
  fill(objective, catalogue.objectives.map((o) => [o.id, o.title]));
  fill(optimiser, catalogue.optimisers.map((o) => [o.id, o.title]));

  const start = boxes("start", (values) => actions.choose({ start: values }));
  const window_ = boxes("window", (values) => actions.choose({ window: values }));
  const more = catalogue.parameters
    .filter((p) => ["steps", "tol", "grid", "levels"].includes(p.id))
    .map((p) => numberField(p, actions));
  byId("more").replaceChildren(...more.map((field) => field.element));

  /** @type {ReturnType<typeof sliderField>[]} */
  let sliders = [];

  /** @param {State} state */
  function rebuild({ scenario }) {
    const loss = objectiveOf(catalogue, scenario.objective);
    const rule = optimiserOf(catalogue, scenario.optimiser);
    byId("reduction-field").hidden = loss.reductions.length < 2;
    fill(reduction, loss.reductions.map((r) => [r.id, `${r.title} · ${r.about}`]));
    byId("data-field").hidden = loss.data === null;
    const own = Array.isArray(scenario.data) ? [["own", `Your own (${scenario.data.length} points)`]] : [];
    fill(data, [...catalogue.datasets.filter((d) => d.inputs === loss.inputs).map((d) => [d.id, d.title]), ...own]);
    const chosen = loss.reductions.find((r) => r.id === scenario.reduction);
    byId("objective-formula").innerHTML = (chosen ?? loss).formula.mathml;
    byId("optimiser-formula").innerHTML = rule.formula.mathml;
    byId("optimiser-formula").title = rule.convention;
    sliders = [etaOf(catalogue), ...rule.hyperparameters].map((p) => sliderField(p, actions));
    byId("sliders").replaceChildren(...sliders.map((field) => field.element));
    start.rebuild(loss.parameters, loss.parameters.map((p) => `Start ${p}`));
    window_.rebuild(["w from", "w to", "b from", "b to"], ["Window w from", "Window w to", "Window b from", "Window b to"]);
  }

  store.listen((state, before) => {
    if (!changed(state, before, "scenario")) return;
    const { scenario } = state;
    const kind = (/** @type {State | null} */ s) =>
      s && `${s.scenario.objective} ${s.scenario.optimiser} ${s.scenario.reduction} ${Array.isArray(s.scenario.data)}`;
    if (kind(state) !== kind(before)) rebuild(state);
    objective.value = scenario.objective;
    reduction.value = scenario.reduction ?? "";
    data.value = Array.isArray(scenario.data) ? "own" : (scenario.data ?? "");
    optimiser.value = scenario.optimiser;
    for (const field of [...sliders, ...more]) field.show(scenario[field.name]);
    start.show(scenario.start);
    window_.show(scenario.window);
  });
}

/** @param {Catalogue} catalogue */
const etaOf = (catalogue) => /** @type {Parameter} */ (catalogue.parameters.find((p) => p.id === "eta"));

/** @param {string} name @param {import("../actions.js").Actions} actions */
function choice(name, actions) {
  const select = /** @type {HTMLSelectElement} */ (byId(name));
  select.addEventListener("change", () => {
    if (select.value !== "own") actions.choose({ [name]: select.value });
  });
  return select;
}

/** @param {HTMLSelectElement} select @param {string[][]} options value, text */
function fill(select, options) {
  select.replaceChildren(...options.map(([value, text]) => make("option", { value, textContent: text })));
}

/** Where a value lies on its slider, 0 … POSITIONS. @param {Parameter} p */
export function sliderScale(p) {
  const [low, high] = p.shown;
  if (p.scale === "log") {
    const span = Math.log(high / low);
    return {
      position: (/** @type {number} */ value) => (POSITIONS * Math.log(Math.max(value, low) / low)) / span,
      value: (/** @type {number} */ position) => tidy(low * Math.exp((span * position) / POSITIONS), 3),
    };
  }
  return {
    position: (/** @type {number} */ value) => (POSITIONS * (value - low)) / (high - low),
    value: (/** @type {number} */ position) => tidy(low + ((high - low) * position) / POSITIONS, 3),
  };
}

/** @param {number} value @param {number} digits */
const tidy = (value, digits) => Number(value.toPrecision(digits));

/**
 * A slider with a number box.
 *
 * @param {Parameter} p
 * @param {import("../actions.js").Actions} actions
 */
function sliderField(p, actions) {
  const scale = sliderScale(p);
  const slider = make("input", { type: "range", min: "0", max: String(POSITIONS), step: "1", id: `slider-${p.id}` });
  slider.setAttribute("aria-label", p.title);
  const box = numberBox(p, actions);
  const label = make("label", { htmlFor: slider.id, textContent: p.title, title: p.help });
  slider.addEventListener("input", () => actions.preview({ [p.id]: scale.value(Number(slider.value)) }));
  slider.addEventListener("change", () => actions.commit());
  return {
    name: p.id,
    element: make("div", { className: "field slider" }, [make("div", { className: "row" }, [label, box.element]), slider, box.error]),
    /** @param {number} value */
    show(value) {
      box.show(value);
      const position = Math.min(Math.max(scale.position(value), 0), POSITIONS);
      if (document.activeElement !== slider || Math.abs(position - Number(slider.value)) > 1) slider.value = String(position);
      slider.setAttribute("aria-valuetext", String(value));
      slider.style.setProperty("--filled", `${(100 * position) / POSITIONS}%`);
    },
  };
}

/** @param {Parameter} p @param {import("../actions.js").Actions} actions */
function numberField(p, actions) {
  const box = numberBox(p, actions);
  const label = make("label", { className: "row", title: p.help }, [p.title, box.element]);
  return { name: p.id, element: make("div", { className: "field" }, [label, box.error]), show: box.show };
}

/**
 * A number box that says in words why a value is refused, and keeps the picture as it was meanwhile.
 *
 * @param {Parameter} p
 * @param {import("../actions.js").Actions} actions
 */
function numberBox(p, actions) {
  const element = make("input", { type: "number", step: "any", required: true, inputMode: "decimal" });
  element.setAttribute("aria-label", p.title);
  const error = make("p", { className: "refused", id: `refused-${p.id}`, hidden: true });
  element.setAttribute("aria-describedby", error.id);
  element.addEventListener("change", () => {
    const detail = refusal(p, element.value);
    element.setAttribute("aria-invalid", String(Boolean(detail)));
    error.hidden = !detail;
    error.textContent = detail ?? "";
    if (!detail) actions.choose({ [p.id]: Number(element.value) });
  });
  return {
    element,
    error,
    /** @param {number} value */
    show(value) {
      if (document.activeElement === element && Number(element.value) === value) return;
      element.value = String(value);
      element.removeAttribute("aria-invalid");
      error.hidden = true;
    },
  };
}

/**
 * Why a value is refused, or null.
 *
 * @param {Parameter} p
 * @param {string} text
 */
export function refusal(p, text) {
  const value = Number(text);
  const [low, high] = p.range;
  if (text.trim() === "" || !Number.isFinite(value)) return "Type a number.";
  if (p.integer && !Number.isInteger(value)) return "Type a whole number.";
  if (value < low || (value === low && p.excluded.includes(low))) return `Must be ${p.excluded.includes(low) ? "more than" : "at least"} ${low}.`;
  if (value > high || (value === high && p.excluded.includes(high))) return `Must be ${p.excluded.includes(high) ? "less than" : "at most"} ${high}.`;
  return null;
}

/**
 * A row of number boxes that make one value.
 *
 * @param {string} id
 * @param {(values: number[]) => void} chosen
 */
function boxes(id, chosen) {
  /** @type {HTMLInputElement[]} */
  let inputs = [];
  let built = "";
  return {
    /** @param {string[]} shown @param {string[]} names */
    rebuild(shown, names) {
      if (built === String(names)) return;
      built = String(names);
      inputs = names.map((name) => {
        const input = make("input", { type: "number", step: "any", required: true, inputMode: "decimal" });
        input.setAttribute("aria-label", name);
        input.addEventListener("change", () => {
          if (inputs.every((i) => i.value.trim() !== "" && Number.isFinite(Number(i.value)))) chosen(inputs.map((i) => Number(i.value)));
        });
        return input;
      });
      byId(id).replaceChildren(...inputs.map((input, i) => make("label", {}, [make("span", { textContent: shown[i] }), input])));
    },
    /** @param {number[]} values */
    show(values) {
      inputs.forEach((input, i) => {
        if (Number(input.value) !== values[i] || input.value === "") input.value = String(values[i]);
      });
    },
  };
}
