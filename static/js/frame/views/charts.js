/** β and the loss at every step. */
import { chartPanels } from "../../page/panels/charts.js";
import { furtherRuns } from "../../page/panels/compare/further.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  await furtherRuns(store, boot.catalogue, null, chartPanels(store, actions));
}
