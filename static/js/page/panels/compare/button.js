/** Comparing runs: what adds, edits and tells of further ones comes with the first. */
import { SILENT } from "../../../state/api.js";

/**
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/actions.js").Actions} actions
 * @param {import("../../../state/types.js").Catalogue} catalogue
 */
export function comparing(store, actions, catalogue) {
  if (!document.getElementById("compare")) return;
  /** @type {Promise<ReturnType<typeof import("./form.js").comparePanels>> | null} */
  let coming = null;
  const panel = () => (coming ??= import("./index.js").then(({ comparePanels }) => comparePanels(store, actions, catalogue)));

  /** @param {string} id @param {"add" | "addOwn"} does */
  const presses = (id, does) =>
    document.getElementById(id)?.addEventListener("click", async () => {
      const there = await panel().catch(() => (coming = null));
      if (there) there[does]();
      else store.set({ trouble: SILENT, again: false });
    });
  presses("compare", "add");
  presses("compare-own", "addOwn");
  store.listen(({ scenario }) => {
    if (scenario.vs.length) panel();
  });
}
