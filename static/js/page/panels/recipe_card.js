/** The recipe's card on the playground: of a loss with data; its program comes when it is unfolded, and is followed while it is. */
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";
import { once } from "../once.js";
import { PASS, recipePanel } from "./program.js";

/**
 * For the mathematics, once: keeps the card.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {Pick<import("../../state/types.js").Boot, "api" | "catalogue">} boot
 */
export function recipeCard(store, boot) {
  const [card, box] = [byId("recipe-card"), /** @type {HTMLDetailsElement} */ (byId("recipe-box"))];
  const panel = once(async () => recipePanel(store, boot, false));

  function look() {
    const { depth, linger } = store.get();
    const followed = box.open && !card.hidden && depth === "calculate";
    if (followed) panel();
    if (followed !== Boolean(linger)) store.set({ linger: followed ? PASS : undefined });
  }

  box.addEventListener("toggle", look);
  store.listen((state, before) => {
    if (!changed(state, before, "scenario", "depth")) return;
    card.hidden = !objectiveOf(boot.catalogue, state.scenario.objective).inputs;
    look();
  });
}
