/** The start, a slider and a number box for each parameter; they are loaded only where they are asked for. */
import { byId } from "../../page/dom.js";
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";

/** For the frame's script: puts the dials into the page. @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, boot }) {
  const { dials } = await import("../../page/panels/start_dials.js");
  const start = dials(byId("start"), store, actions);
  /** @param {import("../../state/types.js").Scenario} scenario */
  function show(scenario) {
    start.rebuild(objectiveOf(boot.catalogue, scenario.objective).parameters);
    start.show(scenario);
  }
  store.listen((state, before) => {
    if (changed(state, before, "scenario")) show(state.scenario);
  });
  show(store.get().scenario); // before the first frame: their room is taken
}
