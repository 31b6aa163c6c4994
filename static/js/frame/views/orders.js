/** How fast each term of Taylor's series shrinks with η. */
import { ordersCard } from "../../page/panels/orders_card.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** For the frame's script: puts the card of orders into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store }) {
  ordersCard(store);
}
