/**
 * The ledger as a table, closed at first: its rows are drawn when it is first opened.
 *
 * @typedef {import("../../state/store.js").Store} Store
 */

import { trajectoryLink } from "../../state/endpoints.js";
import { isLong } from "../../state/long_query.js";
import { changed } from "../../state/store.js";
import { onceOpen } from "../dom.js";
import { ledgerRows } from "./ledger_rows.js";

/**
 * For the playground's script, once: draws the table when it is first opened, and keeps its links.
 *
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {string} api
 */
export function ledgerTable(store, actions, api) {
  onceOpen("table-box", () => ledgerRows(store, actions, api));
  const links = ["json", "csv"].map((kind) => /** @type {HTMLAnchorElement | null} */ (document.getElementById(`table-${kind}`)));
  for (const link of links)
    link?.addEventListener("click", async (event) => {
      if (!isLong(link.href)) return;
      event.preventDefault();
      (await import("../../state/fragment.js")).save(link.href);
    });
  store.listen((state, before) => {
    if (!changed(state, before, "given")) return;
    for (const [i, link] of links.entries()) {
      if (link) link.href = trajectoryLink(api, state.given, i ? ".csv" : "");
    }
  });
}
