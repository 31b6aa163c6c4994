/** The change of the loss in every direction from here, predicted and actual. */
import { ownDirectionPanel } from "../../page/panels/own_direction.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** For the frame's script: puts the card of directions into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, actions }) {
  ownDirectionPanel(store, actions);
}
