/** Over the map, where a start has no path: why, and the way out. */
import { NO_ANSWER } from "../../state/api.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/**
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
      byId("map-svg").focus({ preventScroll: true }); // the button is about to go
      if (start) actions.choose({ start });
    } catch {
      store.set({ trouble: NO_ANSWER, again: false });
    }
  });
  store.listen((state, before) => {
    if (!changed(state, before, "noPath", "trouble", "surface", "stale")) return;
    // What the server refuses as a whole is told as trouble; there is no way out of it by another start.
    note.hidden = !state.noPath || Boolean(state.trouble);
    byId("nowhere-text").textContent = state.noPath ?? "";
    out.hidden = state.lock === "all" || !state.surface?.minimum;
  });
}
