/** What every direction from here promises and does. */
import { ownDirectionPanel } from "../../page/panels/own_direction.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions }) {
  ownDirectionPanel(store, actions);
}
