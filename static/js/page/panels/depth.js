/**
 * See or Calculate: whether the page works the step out. What the mathematics needs is loaded when it is first wanted.
 *
 * @typedef {import("../../state/types.js").Depth} Depth
 */
import { NO_ANSWER } from "../../state/api.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/** @type {Depth[]} */
const DEPTHS = ["see", "calculate"];

/**
 * For the playground's script, once: puts the switch to work.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {() => Promise<unknown>} calculation loads the mathematics, once
 */
export function depthSwitch(store, actions, calculation) {
  const buttons = DEPTHS.map((depth) => byId(`depth-${depth}`));
  for (const [i, button] of buttons.entries()) {
    button.addEventListener("click", () => {
      store.set({ depth: DEPTHS[i] });
      actions.commit(true);
    });
  }
  store.listen((state, before) => {
    if (!changed(state, before, "depth")) return;
    byId("play-area").dataset.depth = state.depth;
    for (const [i, button] of buttons.entries()) button.setAttribute("aria-pressed", String(state.depth === DEPTHS[i]));
    if (state.depth === "calculate") calculation().catch(() => store.set({ depth: "see", trouble: NO_ANSWER, again: false }));
  });
}
