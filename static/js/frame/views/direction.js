/** What every direction from here promises and does. */
import { directionPanel } from "../../page/panels/direction.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "move"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, actions }) {
  directionPanel(store, actions);
}
