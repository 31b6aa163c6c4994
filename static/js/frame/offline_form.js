/** In a file without a server: the optimiser, its numbers and the start, of the runs that the file can compute. */
import { byId, refill } from "../page/dom.js";
import { fill, sliderField, switchField } from "../page/panels/fields.js";
import { dials } from "../page/panels/start_dials.js";
import { etaParameter } from "../state/rates.js";
import { objectiveOf, optimiserOf, resolve } from "../state/scenario.js";
import { changed } from "../state/store.js";

/**
 * For the file's script, once: keeps the form.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/actions.js").Actions} actions
 * @param {import("../state/types.js").Catalogue} catalogue
 * @param {(scenario: import("../state/types.js").Scenario) => boolean} computes whether the file can compute a run
 */
export function offlineForm(store, actions, catalogue, computes) {
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  const optimiser = /** @type {HTMLSelectElement} */ (byId("optimiser"));
  optimiser.addEventListener("change", () => actions.choose({ optimiser: optimiser.value }));
  const { given } = store.get();
  const rules = catalogue.optimisers.filter(({ id }) => computes(resolve({ ...given, optimiser: id }, catalogue)));
  fill(
    optimiser,
    rules.map(({ id, title }) => [id, title]),
  );
  const start = dials(byId("start"), store, actions);
  const eta = etaParameter(catalogue, null);
  /** @type {import("../page/panels/fields.js").Field[]} */
  let fields = [];

  /** @param {import("../state/types.js").Scenario} scenario */
  function rebuild(scenario) {
    const loss = objectiveOf(catalogue, scenario.objective);
    const { hyperparameters, switches } = optimiserOf(catalogue, scenario.optimiser);
    const kinds = switches.filter(({ id, options }) => options.every((option) => computes({ ...scenario, [id]: option.id })));
    fields = [...[...loss.constants, eta, ...hyperparameters].map((p) => sliderField(p, actions)), ...kinds.map((one) => switchField(one, actions))];
    refill(byId("sliders"), fields);
    start.rebuild(loss.parameters);
  }

  store.listen((state, before) => {
    if (!changed(state, before, "scenario")) return;
    const { scenario } = state;
    if (scenario.optimiser !== before?.scenario.optimiser) rebuild(scenario);
    optimiser.value = scenario.optimiser;
    for (const field of fields) field.show(scenario[field.name]);
    start.show(scenario);
  });
}
