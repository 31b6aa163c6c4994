/** β and the loss at every step. */
import { chartPanels } from "../panels/charts.js";
import { furtherRuns } from "../panels/further.js";

/** @type {import("../loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  await furtherRuns(store, boot.catalogue, null, chartPanels(store, actions));
}
