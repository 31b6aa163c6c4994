/** The numbers of the step and its verdict. */
import { gaugePart, stepNumbers, verdictPart } from "../../page/panels/cards.js";

/** For the frame's script: puts the step's card into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store }) {
  verdictPart(store);
  stepNumbers(store);
  gaugePart(store);
}
