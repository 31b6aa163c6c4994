/** Formulas, what losses are about, and conventions: a page comes without them, since only the mathematics and paper show them. */
import { createRequester } from "../state/api.js";
import { catalogueEndpoint } from "../state/endpoints.js";

/**
 * For Calculate and for paper: puts them into the page's catalogue, if they are not there yet.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/types.js").Catalogue} catalogue
 * @param {string} api
 */
export async function explain(store, catalogue, api) {
  if (store.get().explained) return;
  const whole = await createRequester()(catalogueEndpoint(api));
  for (const { id, formula, about, reductions } of whole.objectives) {
    const entry = catalogue.objectives.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, about, reductions });
  }
  for (const { id, formula, convention } of whole.optimisers) {
    const entry = catalogue.optimisers.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, convention });
  }
  store.set({ explained: true });
}
