/** The neuron at the step, and the points that it learns from. */
import { neuronPanel } from "../../page/panels/neuron.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  neuronPanel(store, actions, boot.catalogue);
}
