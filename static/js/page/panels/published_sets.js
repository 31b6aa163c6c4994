/** Published data sets: loaded when one is first wanted, and told about. */
import * as words from "#words";
import { NO_ANSWER } from "../../state/api.js";
import { withSubscripts } from "../../text/formats.js";
import { byId, make } from "../dom.js";
import { completeCatalogue } from "../explanations.js";
import { once } from "../once.js";

/**
 * For the select of the data.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {string} api base address
 */
export function publishedSets(store, actions, catalogue, api) {
  const complete = once(() => completeCatalogue(store, catalogue, api));
  const select = /** @type {HTMLSelectElement} */ (byId("data"));
  return {
    /** Asks for all sets. A failure is not told: who chooses one tries again. */
    load: () => complete().catch(() => {}),
    /** Makes a set the data, once its points are there. @param {string} id */
    async choose(id) {
      const { objective, data } = store.get().scenario;
      try {
        await complete();
        const now = store.get().scenario;
        if (now.objective === objective && now.data === data) actions.choose({ data: id });
      } catch {
        select.value = String(data);
        store.set({ trouble: NO_ANSWER, again: false });
      }
    },
    /** Says what x and y are, and below a fold where the set is from. @param {import("../../state/types.js").Dataset} set */
    tell({ id, columns = [], source, sample, licence }) {
      const about = byId("data-about");
      if (about.dataset.id === id) return;
      about.dataset.id = id;
      const axes = columns.map(({ name, title, unit }) => {
        const facts = { name: withSubscripts(name), title };
        return unit ? words.data_column_unit({ ...facts, unit }) : words.data_column(facts);
      });
      const paragraph = (/** @type {string} */ textContent) => make("p", { className: "about", textContent });
      const origin = make("details", { className: "own" }, [
        make("summary", { textContent: words.data_origin() }),
        ...[source, sample, licence].flatMap((text) => (text ? [paragraph(text)] : [])),
      ]);
      about.replaceChildren(...axes.map(paragraph), origin);
    },
  };
}
