/** β and the loss at every step. */

import { loadFurtherRunsDrawing } from "../../page/panels/further_runs/drawing_loader.js";
import { stepCharts } from "../../page/panels/step_charts.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  await loadFurtherRunsDrawing(store, boot.catalogue, null, stepCharts(store, actions));
}
