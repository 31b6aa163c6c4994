/** The rest of a page's catalogue: formulas, what losses are about, conventions, published data sets, formulas to start from. */
import { createRequester } from "../state/api.js";
import { catalogueEndpoint } from "../state/endpoints.js";

/**
 * For what a page came without: puts all of it into the page's catalogue.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/types.js").Catalogue} catalogue
 * @param {string} api
 */
export async function completeCatalogue(store, catalogue, api) {
  const whole = await createRequester()(catalogueEndpoint(api));
  for (const { id, formula, about, reductions, presets } of whole.objectives) {
    const entry = catalogue.objectives.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, about, reductions, presets });
  }
  for (const { id, formula, convention } of whole.optimisers) {
    const entry = catalogue.optimisers.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, convention });
  }
  catalogue.datasets = whole.datasets;
  store.set({ explained: true, complete: true });
}

/**
 * For Calculate and for paper: sees that formulas are there, and what is said of losses and rules.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/types.js").Catalogue} catalogue
 * @param {string} api
 */
export async function explain(store, catalogue, api) {
  if (!store.get().explained) await completeCatalogue(store, catalogue, api);
}
