/** β and the loss at every step. */
import { chartPanels } from "../../page/panels/charts.js";
import { loadFurtherRunsDrawing } from "../../page/panels/further_runs/drawing_loader.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  await loadFurtherRunsDrawing(store, boot.catalogue, null, chartPanels(store, actions));
}
