/** What the step promised to each order, and what the loss did. */
import { taylorCard } from "../../page/panels/cards.js";
import { onePanel } from "../../page/panels/one.js";
import { taylorPanel } from "../../page/panels/taylor.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions, boot }) {
  taylorCard(store);
  taylorPanel(store, actions);
  onePanel(boot.api);
}
