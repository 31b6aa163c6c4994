/** Comparing runs: what adds, edits and shows further ones is loaded with the first. */
import { NO_ANSWER } from "../../../state/api.js";
import { changed } from "../../../state/store.js";
import { once } from "../../once.js";

/**
 * For a page's script, once: puts the buttons that add a run to work, and loads what edits and compares runs with the first
 * one.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/actions.js").Actions} actions
 * @param {import("../../../state/types.js").Catalogue} catalogue
 */
export function furtherRunsButton(store, actions, catalogue) {
  if (!document.getElementById("compare")) return;
  const panel = once(async () => (await import("./index.js")).furtherRunsForm(store, actions, catalogue));

  /** @param {string} id @param {"add" | "addOwn"} does */
  const presses = (id, does) =>
    document.getElementById(id)?.addEventListener("click", async () => {
      const there = await panel().catch(() => null);
      if (there) there[does]();
      else store.set({ trouble: NO_ANSWER, again: false });
    });
  presses("compare", "add");
  presses("compare-own", "addOwn");
  store.listen((state, before) => {
    if (changed(state, before, "scenario") && state.scenario.vs.length) panel();
  });
  if (store.get().scenario.vs.length) panel(); // in a frame the store may have told its first state already
}
