/**
 * The figure in a file of its own: map, player, numbers, charts and table, from what the file holds. It asks no server. Where
 * the file holds what computes its runs, they can be changed by hand.
 */

import { surfaceFromDrawing } from "../draw/server_map.js";
import { exponential } from "../kernel/exponential.js";
import { kernelOf } from "../kernel/kernel.js";
import { readBoot } from "../page/boot.js";
import { byId } from "../page/dom.js";
import { keys } from "../page/keys.js";
import { busyPanel } from "../page/panels/busy.js";
import { stepNumbers, verdictPart } from "../page/panels/cards.js";
import { furtherRunsDrawing } from "../page/panels/further_runs/drawing.js";
import { ledgerRows } from "../page/panels/ledger_rows.js";
import { lossMap } from "../page/panels/loss_map.js";
import { playerPanel } from "../page/panels/player.js";
import { stepCharts } from "../page/panels/step_charts.js";
import { createProvisional } from "../page/provisional.js";
import { termButtons } from "../page/terms.js";
import { createActions } from "../state/actions.js";
import { initialState } from "../state/initial.js";
import { createLoader } from "../state/loader.js";
import { WHOLE } from "../state/reached.js";
import { withScaledData } from "../state/scaling.js";
import { createStore } from "../state/store.js";
import { offlineForm } from "./offline_form.js";

/** @typedef {import("../state/types.js").Scenario} Scenario */

const boot = readBoot();
const svg = byId("map-svg");
const kernels = (globalThis.printedParts?.(exponential) ?? []).map(kernelOf).map(globalThis.withBatches ?? ((kernel) => kernel));
const kernelFor = (/** @type {Scenario} */ scenario) => kernels.find((kernel) => kernel.supports(scenario)) ?? null;
const scaledOf = (/** @type {Scenario} */ scenario) => withScaledData(scenario, boot.catalogue).scaled;
const surface = boot.still && surfaceFromDrawing(svg, boot.scenario, boot.still);
const trajectory = boot.replies?.trajectory && withSteps(boot.replies.trajectory);
const store = createStore(initialState({ ...boot, replies: { surface, trajectory } }, WHOLE));
const actions = createActions(store, boot.catalogue, { pushChoice() {}, replaceStep() {} });
if (kernels.length) {
  const notComputed = byId("not-computed");
  createLoader(store, boot, ["run"]).compute(createProvisional(boot, { ownKernel: kernelFor }));
  offlineForm(store, actions, boot.catalogue, (scenario) => kernelFor(scaledOf(scenario)) !== null);
  store.listen(({ stale }) => {
    notComputed.hidden = !stale.run;
  });
  busyPanel(store);
}

const map = lossMap(store, actions, boot.catalogue);
playerPanel(store, actions);
verdictPart(store);
stepNumbers(store);
const charts = stepCharts(store, actions);
if (store.get().run?.runs.length) furtherRunsDrawing(store, boot.catalogue, map, charts);
ledgerRows(store, actions, "");
keys(byId("map"), actions);
termButtons(boot, () => {}); // in a file nothing is loaded
svg.setAttribute("role", "group");
svg.setAttribute("tabindex", "0");

const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
speed.value = String(store.get().speed);
speed.addEventListener("change", () => store.set({ speed: Number(speed.value) }));
store.set({}); // the first frame

/**
 * The reply about the runs, with the steps that the file computes in the place of holding them; undefined where it cannot after all.
 *
 * @param {import("../state/types.js").Run} run
 */
function withSteps(run) {
  if (!kernels.length) return run;
  const [first, ...further] = [boot.scenario, ...run.runs.map(({ scenario }) => scenario)]
    .map(scaledOf)
    .map((scenario) => kernelFor(scenario)?.trajectory(scenario)?.steps);
  const runs = run.runs.flatMap((one, i) => (further[i] ? [{ ...one, steps: further[i] }] : []));
  return first && runs.length === further.length ? { ...run, steps: first, runs } : undefined;
}
