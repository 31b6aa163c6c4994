/**
 * The select of the data: the sets of the lecture, published ones, and the reader's own points. A page comes with the titles of
 * the published sets of its loss; all else about them is asked for when one is chosen, or another loss.
 *
 * @typedef {import("../../state/types.js").Scenario} Scenario
 */
import * as words from "#words";
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
  const first = store.get().scenario.objective;
  const published = once(async () => (await import("./published_sets.js")).publishedSets(store, actions, catalogue, api));
  const entryOf = (/** @type {unknown} */ id) => catalogue.datasets.find((set) => set.id === id);

  select.addEventListener("change", async () => {
    const { value } = select;
    if (value === OWN) own.begin();
    else if (entryOf(value)?.points) actions.choose({ data: value });
    else (await published()).choose(value);
  });

  return {
    /** @param {Scenario} scenario */
    async rebuild({ objective }) {
      const { inputs, data } = objectiveOf(catalogue, objective);
      byId("data-field").hidden = data === null;
      const made = catalogue.datasets.filter((set) => set.inputs === inputs && !set.columns?.length);
      fill(select, [...made.map(({ id, title }) => [id, title]), [OWN, words.data_own()]]);
      const more = catalogue.datasets.filter((set) => (set.points ? set.defaults?.[objective] : objective === first));
      const group = make("optgroup", { label: words.data_published() });
      group.append(...more.map(({ id, title }) => make("option", { value: id, textContent: title })));
      if (more.length) select.lastChild?.before(group);
      if (inputs && objective !== first && !store.get().complete) (await published()).load();
    },
    /** @param {Scenario} scenario */
    async show({ data }) {
      select.value = Array.isArray(data) ? OWN : (data ?? "");
      const set = entryOf(data);
      byId("data-about").hidden = !set?.columns?.length;
      if (set?.columns?.length) (await published()).tell(set);
    },
  };
}
