/** β and the loss at every step. */
import { chartPanels } from "../panels/charts.js";

/** @type {import("../loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions }) {
  chartPanels(store, actions);
}
