/** Over the map, where a start has no path: the reason, and a button that finds another start. */
import { NO_ANSWER } from "../../state/api.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/**
 * For a page's script, once: shows why there is no path, and the button that finds a start with one.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Boot} boot
 */
export function noPathPanel(store, actions, boot) {
  const note = byId("nowhere");
  const out = byId("to-value");
  out.addEventListener("click", async () => {
    const { given } = store.get();
    try {
      const { startWithValue } = await import("./deferred.js");
      const start = await startWithValue(store, boot);
      if (store.get().given !== given) return;
      byId("map-svg").focus({ preventScroll: true }); // the button is hidden next, and would lose the focus
      if (start) actions.choose({ start });
    } catch {
      store.set({ trouble: NO_ANSWER, again: false });
    }
  });
  store.listen((state, before) => {
    if (!changed(state, before, "noPath", "trouble", "surface", "stale")) return;
    // What the server refuses as a whole is shown as trouble: another start would not help.
    note.hidden = !state.noPath || Boolean(state.trouble);
    byId("nowhere-text").textContent = state.noPath ?? "";
    out.hidden = state.lock === "all" || !state.surface?.minimum;
  });
}
