/** The form in a frame; it is loaded only where it is asked for, since few embeds have it. */

import { byId } from "../../page/dom.js";
import { furtherRunsButton } from "../../page/panels/further_runs/button.js";
import { objectiveOf } from "../../state/scenario.js";
import { misfit } from "../commands.js";

/** For the frame's script: puts the form into the page; it is loaded only where a frame has it. @param {import("../embed.js").Frame} frame */
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
