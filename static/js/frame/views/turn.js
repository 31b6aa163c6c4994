/** Below the map: the row that turns u, with what the slope promised and what the step did. */
import { changePart } from "../../page/panels/cards.js";
import { turnRow } from "../../page/panels/turn_row.js";

/** For the frame's script: puts the row and the two changes into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, actions }) {
  turnRow(store, actions);
  changePart(store);
}
