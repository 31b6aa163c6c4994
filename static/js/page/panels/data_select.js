/**
 * The select of the data: the sets of the lecture, published ones, and the reader's own points. A page comes with the names of
 * the published sets of its loss; all else about them is asked for when one is chosen, or another loss.
 *
 * @typedef {import("../../state/types.js").Scenario} Scenario
 */
import * as words from "#words";
import { createRequester, NO_ANSWER } from "../../state/api.js";
import { catalogueEndpoint } from "../../state/endpoints.js";
import { objectiveOf } from "../../state/scenario.js";
import { byId, make } from "../dom.js";
import { once } from "../once.js";
import { fill } from "./fields.js";

const OWN = "own";

/**
 * For the form: the select, with its `rebuild` and `show`.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {string} api base address
 * @param {{ begin: () => void }} own the part of own points
 */
export function dataSelect(store, actions, catalogue, api, own) {
  const select = /** @type {HTMLSelectElement} */ (byId("data"));
  const about = byId("data-about");
  const loss = () => store.get().scenario.objective;
  const first = loss();
  const entryOf = (/** @type {unknown} */ id) => catalogue.datasets.find((set) => set.id === id);
  const load = once(async () => {
    const { datasets } = await createRequester()(catalogueEndpoint(api));
    Object.assign(catalogue, { datasets });
    store.set({ everySet: true });
  });

  select.addEventListener("change", async () => {
    const { value } = select;
    const of = loss();
    if (value === OWN) return own.begin();
    try {
      if (!entryOf(value)?.points) await load();
      if (loss() === of && select.value === value) actions.choose({ data: value });
    } catch {
      field.show(store.get().scenario);
      store.set({ trouble: NO_ANSWER, again: false });
    }
  });

  const field = {
    /** @param {Scenario} scenario */
    rebuild({ objective }) {
      const { inputs, data } = objectiveOf(catalogue, objective);
      byId("data-field").hidden = data === null;
      if (inputs && objective !== first && !store.get().everySet) load().catch(() => {}); // who chooses one tries again
      const sets = catalogue.datasets.filter((set) => !set.columns?.length && set.inputs === inputs);
      fill(select, [...sets.map(({ id, title }) => [id, title]), [OWN, words.data_own()]]);
      const published = catalogue.datasets
        .filter((set) => (set.defaults ? objective in set.defaults : !set.points && objective === first))
        .map(({ id, title }) => make("option", { value: id, textContent: title }));
      if (!published.length) return;
      const group = make("optgroup", { label: words.data_published() });
      group.append(...published);
      select.lastChild?.before(group);
    },
    /** @param {Scenario} scenario */
    async show({ data }) {
      select.value = Array.isArray(data) ? OWN : (data ?? "");
      const set = entryOf(data);
      about.hidden = !set?.columns;
      if (!set?.columns) return;
      const { aboutSet } = await import("./data_about.js");
      about.replaceChildren(...aboutSet(set));
    },
  };
  return field;
}
