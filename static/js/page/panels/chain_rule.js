/**
 * The chain rule, asked for only when it is in sight. What draws it is loaded the first time.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 */

import { changed } from "../../state/store.js";
import { byId } from "../dom.js";
import { once } from "../once.js";

/** Pixels before the panel comes into sight. */
const EARLY = "300px";

/**
 * For a page's script, once: sets `chainVisible`, and loads what draws the chain rule when it is first wanted.
 *
 * @param {Store} store
 * @param {Catalogue} catalogue
 * @param {() => Promise<{ derivationPanel: (store: Store, catalogue: Catalogue) => void }>} later what draws it
 */
export function chainRulePanel(store, catalogue, later) {
  const draw = once(async () => (await later()).derivationPanel(store, catalogue));
  const watch = new IntersectionObserver(([entry]) => store.set({ chainVisible: Boolean(entry?.isIntersecting) }), { rootMargin: EARLY });
  watch.observe(byId("chain"));

  store.listen((state, before) => {
    if (state.chainVisible && changed(state, before, "chainVisible")) draw();
  });
}
