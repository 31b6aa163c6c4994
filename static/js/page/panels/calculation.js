/** The mathematics of the step, on the page from the first press of Calculate: its numbers, Taylor, the chain rule, the table. */
import { byId, onceOpen } from "../dom.js";
import { explain } from "../explanations.js";
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
  await explain(store, catalogue, api);
  stepNumbers(store);
  gaugePart(store);
  taylorNumbers(store);
  taylorCard(store, actions);
  onceOpen("one-dimension", () => taylorOneDimension(api));
  chainRulePanel(store, catalogue, async () => ({ derivationPanel }));
  ledgerTable(store, actions, api);
  store.set({}); // what comes late is told where the page stands
}
