/** The numbers of the step and its verdict. */
import { gaugePart, stepCard } from "../../page/panels/cards.js";

/** @param {import("../embed.js").Frame} frame */
export function mount({ store }) {
  stepCard(store);
  gaugePart(store);
}
