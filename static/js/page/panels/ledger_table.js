/**
 * The ledger as a table, closed at first: what draws it is loaded when it is first opened.
 *
 * @typedef {import("../../state/store.js").Store} Store
 */

import { trajectoryLink } from "../../state/endpoints.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";
import { once } from "../once.js";

/**
 * For the playground's script, once: loads what draws the table when it is first opened.
 *
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {string} api
 */
export function ledgerTable(store, actions, api) {
  const box = /** @type {HTMLDetailsElement} */ (byId("table-box"));
  const rows = once(async () => (await import("./deferred.js")).ledgerRows(store, actions, api));
  box.addEventListener("toggle", rows);
  const links = ["json", "csv"].map((kind) => /** @type {HTMLAnchorElement | null} */ (document.getElementById(`table-${kind}`)));
  store.listen((state, before) => {
    if (!changed(state, before, "given")) return;
    for (const [i, link] of links.entries()) {
      if (link) link.href = trajectoryLink(api, state.given, i ? ".csv" : "");
    }
  });
}
