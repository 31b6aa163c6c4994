/** The form, which few embeds have. */

import { byId } from "../../page/dom.js";
import { furtherRunsButton } from "../../page/panels/further_runs/button.js";
import { objectiveOf } from "../../state/scenario.js";
import { misfit } from "../commands.js";

/** @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  const [{ scenarioForm: controlsPanel }, { typedLossPanel: formulaPanel }] = await Promise.all([
    import("../../page/panels/scenario_form.js"),
    import("../../page/panels/typed_loss.js"),
  ]);
  controlsPanel(store, actions, boot.catalogue, boot.api);
  const losses = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (byId("objective")));
  for (const option of losses.options) option.disabled = misfit(boot.view, objectiveOf(boot.catalogue, option.value)) !== null;
  furtherRunsButton(store, actions, boot.catalogue);
  formulaPanel(store, actions, boot.catalogue, boot.api);
}
