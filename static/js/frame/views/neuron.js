/** The neuron at the step, and the points that it learns from. */
import { neuronCard } from "../../page/panels/neuron_card.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  neuronCard(store, actions, boot.catalogue);
}
