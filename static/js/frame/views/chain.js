/** The chain rule stage by stage. */
import { chainRulePanel } from "../../page/panels/chain_rule.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run", "derivation", "local"];

/** For the frame's script: puts the chain rule into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  chainRulePanel(store, boot.catalogue, () => import("../../page/panels/derivation.js"));
}
