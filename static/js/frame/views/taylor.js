/** The change of the loss that each order predicts for the step, and the actual one. */
import { onceOpen } from "../../page/dom.js";
import { taylorNumbers } from "../../page/panels/cards.js";
import { taylorCard } from "../../page/panels/taylor_card.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** For the frame's script: puts the Taylor card into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  taylorNumbers(store);
  taylorCard(store, actions);
  onceOpen("one-dimension", async () => (await import("../../page/panels/taylor_one_dimension.js")).taylorOneDimension(boot.api));
}
