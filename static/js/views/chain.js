/** The chain rule stage by stage. */
import { chainPanel } from "../panels/chain.js";

/** @type {import("../loader.js").Part[]} */
export const wanted = ["run", "derivation", "local"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store }) {
  chainPanel(store, undefined, () => import("../panels/derivation.js"));
}
