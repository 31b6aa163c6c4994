/** The form, which few embeds have. */
import { comparing } from "../panels/comparing.js";

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  const [{ controlsPanel }, { formulaPanel }] = await Promise.all([import("../panels/controls.js"), import("../panels/formula.js")]);
  controlsPanel(store, actions, boot.catalogue);
  comparing(store, actions, boot.catalogue);
  formulaPanel(store, actions, boot.catalogue);
}
