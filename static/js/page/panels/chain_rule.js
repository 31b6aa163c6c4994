/**
 * The chain rule, asked for only when it is in sight, when the page is to be printed, or when nothing has changed for a while:
 * the browser's own Print does not wait for an answer. What draws it is loaded the first time.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 */

import { changed } from "../../state/store.js";
import { byId } from "../dom.js";
import { once } from "../once.js";

/** Pixels before the panel comes into sight. */
const EARLY = "300px";
/** Milliseconds without a change. */
const REST = 1500;

/**
 * For a page's script, once: sets `chainVisible`, and loads what draws the chain rule when it is first wanted.
 *
 * @param {Store} store
 * @param {Catalogue} catalogue
 * @param {() => Promise<{ derivationPanel: (store: Store, catalogue: Catalogue) => void }>} later what draws it
 */
export function chainRulePanel(store, catalogue, later) {
  let seen = false;
  const draw = once(async () => (await later()).derivationPanel(store, catalogue));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  const watch = new IntersectionObserver(
    ([entry]) => {
      seen = Boolean(entry?.isIntersecting);
      store.set({ chainVisible: seen });
    },
    { rootMargin: EARLY },
  );
  watch.observe(byId("chain"));

  store.listen((state, before) => {
    if (state.chainVisible && changed(state, before, "chainVisible")) draw();
    if (seen) return;
    if (state.chainVisible)
      store.set({ chainVisible: false }); // one question, for the state that has stopped changing
    else if (changed(state, before, "scenario", "run", "step", "playing")) {
      clearTimeout(resting);
      resting = setTimeout(() => store.set({ chainVisible: true }), REST);
    }
  });
}
