/** The mathematics of the step, on the page from the first press of Calculate: its numbers, Taylor, the chain rule, the table. */
import { createRequester } from "../../state/api.js";
import { catalogueEndpoint } from "../../state/endpoints.js";
import { byId } from "../dom.js";
import { loadStyleSheet } from "../style_sheet.js";
import { gaugePart, stepNumbers, taylorNumbers } from "./cards.js";
import { chainRulePanel } from "./chain_rule.js";
import { derivationPanel } from "./derivation.js";
import { ledgerTable } from "./ledger_table.js";
import { taylorCard } from "./taylor_card.js";
import { taylorOneDimension } from "./taylor_one_dimension.js";

/**
 * For the playground's script, once: keeps all that Calculate shows.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Boot} boot
 */
export async function calculation(store, actions, { catalogue, api }) {
  await loadStyleSheet(byId("out").dataset.calculate ?? "");
  if (!store.get().explained) {
    explain(catalogue, await createRequester()(catalogueEndpoint(api)));
    store.set({ explained: true });
  }
  stepNumbers(store);
  gaugePart(store);
  taylorNumbers(store);
  taylorCard(store, actions);
  byId("one-dimension").addEventListener("toggle", () => taylorOneDimension(api), { once: true });
  chainRulePanel(store, catalogue, async () => ({ derivationPanel }));
  ledgerTable(store, actions, api);
  store.set({}); // what comes late is told where the page stands
}

/**
 * Puts formulas, what losses are about and conventions into the page's catalogue, which came without them.
 *
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {import("../../state/types.js").Catalogue} whole
 */
function explain(catalogue, whole) {
  for (const { id, formula, about, reductions } of whole.objectives) {
    const entry = catalogue.objectives.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, about, reductions });
  }
  for (const { id, formula, convention } of whole.optimisers) {
    const entry = catalogue.optimisers.find((one) => one.id === id);
    if (entry) Object.assign(entry, { formula, convention });
  }
}
