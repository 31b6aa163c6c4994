/**
 * How the data are scaled: a select, the same run before and after, and what is to be known of the data. It stands below the data once they
 * are others than the loss's usual ones, or scaled.
 *
 * @typedef {import("../../state/types.js").Given} Given
 * @typedef {import("../../state/types.js").Run} Run
 * @typedef {import("../../state/types.js").State} State
 */
import * as words from "#words";
import { createRequester } from "../../state/api.js";
import { trajectoryLink } from "../../state/endpoints.js";
import { item } from "../../state/items.js";
import { objectiveOf, resolve } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { byId, make } from "../dom.js";
import { switchField } from "./fields.js";

const NONE = "none";
const USUAL = "standardise";

/**
 * For the form, once: keeps the field.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Pick<import("../../state/types.js").Boot, "api" | "catalogue">} boot
 */
export function scalingField(store, actions, { api, catalogue }) {
  const choice = /** @type {import("../../state/types.js").Switch} */ (catalogue.choices.find(({ id }) => id === "scaling"));
  const field = switchField(choice, actions);
  const button = make("button", { type: "button", className: "text", id: "scaling-compare", textContent: words.scaling_compare() });
  const said = make("p", { className: "about", id: "scaling-said" });
  said.setAttribute("role", "status");
  const notes = make("div", { className: "about", id: "data-notes" });
  notes.setAttribute("role", "status");
  const about = make("p", { className: "about" });
  field.element.append(about, make("p", { className: "row" }, [button]), said, notes);
  byId("own-field").after(field.element);
  const asks = [createRequester(), createRequester()];
  /** The way that is compared with none. */
  let way = USUAL;
  /** What was asked last, so that nothing is said of another scenario. */
  let asked = "";

  /** The same η for both: that of the scaled run, since a set's own suits its units. @param {Given} given */
  const rateOf = (given) => resolve({ ...given, scaling: way }, catalogue).eta;

  /** The run without scaling and the same with it. @param {Given} given */
  function addressesOf({ vs: _vs, scaling: _scaling, ...given }) {
    const same = { ...given, eta: rateOf(given) };
    return [trajectoryLink(api, same), trajectoryLink(api, { ...same, scaling: way })];
  }

  async function compare() {
    const { given, scenario } = store.get();
    const addresses = addressesOf(given);
    const eta = rateOf(given);
    asked = String(addresses);
    const toggled = scenario.scaling === NONE ? way : NONE;
    const mine = asked;
    try {
      const runs = await Promise.all(asks.map((ask, i) => ask(item(addresses, i))));
      if (mine !== asked || !runs.every(Boolean)) return;
      const [before = "", after = ""] = runs.map(endOf);
      actions.preview({ scaling: toggled, eta });
      actions.commit(true); // an entry of its own: each press can be undone
      said.textContent = words.scaling_compared({ eta, way, before, after });
    } catch (trouble) {
      if (mine === asked) said.textContent = /** @type {Error} */ (trouble).message;
    }
  }
  button.addEventListener("click", compare);

  /** @param {State} state */
  function show({ scenario, given, run, stale }) {
    if (scenario.scaling !== NONE) way = scenario.scaling;
    const loss = objectiveOf(catalogue, scenario.objective);
    field.element.hidden = loss.data === null || (scenario.data === loss.data && scenario.scaling === NONE);
    field.show(scenario.scaling);
    about.textContent = scenario.scaling === NONE ? "" : [words.scaling_about(), run?.own_units?.message ?? ""].join(" ").trim();
    if (asked !== String(addressesOf(given))) {
      asked = "";
      said.textContent = "";
    }
    notes.classList.toggle("late", Boolean(stale.run) || run?.message === null);
    const sentences = run?.notes.map(({ message }) => message) ?? [];
    const text = sentences.join("\n");
    if (notes.dataset.text === text) return;
    notes.dataset.text = text;
    notes.replaceChildren(...sentences.map((textContent) => make("p", { textContent })));
  }
  store.listen((state, before) => {
    if (changed(state, before, "scenario", "given", "run", "stale")) show(state);
  });
  show(store.get());
}

/** How a run ended, as a clause. @param {Run} run */
const endOf = ({ outcome, steps }) => words.scaling_end({ outcome, steps: steps.k.length - 1 });
