/** The mathematics of the step, on the page from the first press of Calculate: its numbers, Taylor, the chain rule, the table. */
import { language } from "#language";
import { linkQuery } from "../../state/link.js";
import { byId, onceOpen } from "../dom.js";
import { explain } from "../explanations.js";
import { loadStyleSheet } from "../style_sheet.js";
import { gaugePart, stepNumbers, taylorNumbers } from "./cards.js";
import { chainRulePanel } from "./chain_rule.js";
import { derivationPanel } from "./derivation.js";
import { ledgerTable } from "./ledger_table.js";
import { ordersCard } from "./orders_card.js";
import { recipeCard } from "./recipe_card.js";
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
  await Promise.all([loadStyleSheet(byId("out").dataset.calculate ?? ""), explain(store, catalogue, api), fetchParts()]);
  stepNumbers(store);
  gaugePart(store);
  taylorNumbers(store);
  taylorCard(store, actions);
  onceOpen("orders", () => ordersCard(store));
  onceOpen("one-dimension", () => taylorOneDimension(api));
  chainRulePanel(store, catalogue, async () => ({ derivationPanel }));
  recipeCard(store, { catalogue, api });
  ledgerTable(store, actions, api);
  store.set({}); // what comes late is told where the page stands
}

/** Puts the parts of the mathematics into a page that came without them: they are those of a page that has them. */
async function fetchParts() {
  const holder = byId("worked");
  if (holder.childElementCount) return;
  const answer = await fetch(`${location.pathname}?${linkQuery({ depth: "calculate", lang: language.tag })}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.getElementById("stages")?.replaceChildren(); // another loss's, perhaps
  holder.replaceChildren(...(page.getElementById("worked")?.children ?? []));
}
