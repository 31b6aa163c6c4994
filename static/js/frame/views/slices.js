/** The loss along each parameter through the point. */
import { slicesCard } from "../../page/panels/slices_card.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "slices"];

/** For the frame's script: puts the slices into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store }) {
  slicesCard(store);
}
