/**
 * The ledger as a table, closed until it is wanted: what draws it comes with the first opening.
 *
 * @typedef {import("../../state/store.js").Store} Store
 */
import { byId } from "../dom.js";
import { runQuery } from "../../state/scenario.js";
import { changed } from "../../state/store.js";

/**
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {string} api
 */
export function tablePanel(store, actions, api) {
  const box = /** @type {HTMLDetailsElement} */ (byId("table-box"));
  /** @type {Promise<void> | null} */
  let coming = null;
  box.addEventListener("toggle", () => {
    coming ??= import("./later.js").then(({ rowsPanel }) => rowsPanel(store, actions, api));
  });
  const links = ["json", "csv"].map((kind) => /** @type {HTMLAnchorElement | null} */ (document.getElementById(`table-${kind}`)));
  store.listen((state, before) => {
    if (!changed(state, before, "given")) return;
    links.forEach((link, i) => link && (link.href = `${api}/trajectory${i ? ".csv" : ""}?${runQuery(state.given)}`));
  });
}
