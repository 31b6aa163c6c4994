/** The chain rule stage by stage. */
import { chainRulePanel } from "../../page/panels/chain_rule.js";

/** @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "derivation", "local"];

/** @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  chainRulePanel(store, boot.catalogue, undefined, () => import("../../page/panels/derivation.js"));
}
