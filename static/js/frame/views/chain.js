/** The chain rule stage by stage. */
import { chainPanel } from "../../page/panels/chain.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "derivation", "local"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  chainPanel(store, boot.catalogue, undefined, () => import("../../page/panels/derivation.js"));
}
