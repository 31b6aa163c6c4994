/** β and the loss at every step. */

import { loadFurtherRunsDrawing } from "../../page/panels/further_runs/drawing_loader.js";
import { stepCharts } from "../../page/panels/step_charts.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** For the frame's script: puts the charts into the page. @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  await loadFurtherRunsDrawing(store, boot.catalogue, null, stepCharts(store, actions));
}
