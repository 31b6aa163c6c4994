/** Loss and update rule as formulas; the first ones are in the page already. */
import { byId } from "../../page/dom.js";
import { isTyped, objectiveOf, optimiserOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";

/** For the frame's script: keeps the formulas those of the loss and the optimiser that are chosen. @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  store.listen((state, before) => {
    if (!changed(state, before, "scenario", "run") || (!before && state.scenario === boot.scenario)) return;
    const { objective, reduction, optimiser } = state.scenario;
    const loss = objectiveOf(boot.catalogue, objective);
    const formula = (isTyped(loss) ? state.run?.formula : loss.reductions.find((r) => r.id === reduction)?.formula) ?? loss.formula;
    byId("loss-formula").innerHTML = formula?.mathml ?? "";
    byId("rule-formula").innerHTML = optimiserOf(boot.catalogue, optimiser).formula?.mathml ?? "";
  });
}
