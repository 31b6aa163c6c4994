/** The neuron at the step, and the points that it learns from. */
import { neuronCard } from "../../page/panels/neuron_card.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** For the frame's script: puts the neuron's card into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  neuronCard(store, actions, boot.catalogue);
}
