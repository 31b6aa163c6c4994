/** The form. */
import { controlsPanel } from "../panels/controls.js";
import { formulaPanel } from "../panels/formula.js";

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  controlsPanel(store, actions, boot.catalogue);
  formulaPanel(store, actions, boot.catalogue);
}
