/** What the step promised to each order, and what the loss did. */
import { taylorNumbers } from "../../page/panels/cards.js";
import { taylorCard } from "../../page/panels/taylor_card.js";
import { taylorOneDimension } from "../../page/panels/taylor_one_dimension.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  taylorNumbers(store);
  taylorCard(store, actions);
  taylorOneDimension(boot.api);
}
