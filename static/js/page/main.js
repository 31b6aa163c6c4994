/** The playground: reads what the server put into the page, makes the store, and gives each panel its place. */
import { createActions } from "../state/actions.js";
import { createAddress } from "../state/address.js";
import { NO_ANSWER } from "../state/api.js";
import { initialState } from "../state/initial.js";
import { createLoader } from "../state/loader.js";
import { keepReached, reachedOnArrival } from "../state/reached.js";
import { isTyped, objectiveOf } from "../state/scenario.js";
import { changed, createStore } from "../state/store.js";
import { readBoot } from "./boot.js";
import { byId } from "./dom.js";
import { keys } from "./keys.js";
import { closingMenu } from "./menu.js";
import { isStill } from "./motion.js";
import { atRest, once } from "./once.js";
import { busyPanel } from "./panels/busy.js";
import { stepFacts, verdictPart } from "./panels/cards.js";
import { depthSwitch } from "./panels/depth.js";
import { exportButtons } from "./panels/export_buttons.js";
import { furtherRunsButton } from "./panels/further_runs/button.js";
import { loadFurtherRunsDrawing } from "./panels/further_runs/drawing_loader.js";
import { languageMenu } from "./panels/language_menu.js";
import { lossMap } from "./panels/loss_map.js";
import { neuronCard } from "./panels/neuron_card.js";
import { noPathPanel } from "./panels/no_path.js";
import { ownDirectionPanel } from "./panels/own_direction.js";
import { playerPanel } from "./panels/player.js";
import { scenarioForm } from "./panels/scenario_form.js";
import { stepCharts } from "./panels/step_charts.js";
import { fewerPanel, noticesPanel, outdatedPanel, troublePanel } from "./panels/trouble.js";
import { undoPanel } from "./panels/undo.js";
import { computeWhenUsed } from "./provisional_loader.js";
import { HANDLES, seen } from "./seen.js";
import { termButtons } from "./terms.js";
import { mapTools } from "./tools.js";

const boot = readBoot();
const { catalogue } = boot;
const store = createStore(initialState({ ...boot, lock: null, speed: "1" }, reachedOnArrival(boot, isStill()))); // lock and speed are for embeds
keepReached(store);
const address = createAddress(store, catalogue);
const actions = createActions(store, catalogue, address);
const loader = createLoader(store, boot);

busyPanel(store);
scenarioForm(store, actions, catalogue, boot.api);
/** Loads the box for a typed loss when such a loss is first chosen. */
const formulaBox = once(async () => (await import("./panels/deferred.js")).typedLossPanel(store, actions, catalogue, boot.api));
store.listen((state, before) => {
  if (isTyped(objectiveOf(catalogue, state.scenario.objective)) && changed(state, before, "scenario")) formulaBox();
});
const map = lossMap(store, actions, catalogue);
noPathPanel(store, actions, boot);
playerPanel(store, actions);
verdictPart(store);
stepFacts(store);
ownDirectionPanel(store, actions);
/** Loads the mathematics, when it is first wanted. */
const calculation = once(async () => (await import("./panels/deferred.js")).calculation(store, actions, boot));
depthSwitch(store, actions, calculation);
const charts = stepCharts(store, actions);
neuronCard(store, actions, catalogue);
/** Loads the slices when a loss without data, which has no neuron, is first chosen. */
const slices = once(async () => (await import("./panels/deferred.js")).slicesCard(store));
store.listen(({ scenario }, before) => {
  const { inputs } = objectiveOf(catalogue, scenario.objective);
  byId("slices-card").hidden = inputs > 0;
  if (!inputs && scenario.objective !== before?.scenario.objective) slices();
});
const printing = once(async () => (await import("./panels/print.js")).printPanel(store, boot, address));
atRest(printing); // for the browser's own Print, which does not wait
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // no entry in the history: those are for choices
  map.svg.focus();
});
const help = /** @type {HTMLDialogElement} */ (byId("help"));
keys(byId("map"), actions, help);
byId("help-button").addEventListener("click", () => help.showModal());

/** Loads what shows hints, where one is left to show, after the first picture. */
const hinting = once(async () => (await import("./panels/hints.js")).hints(store, HANDLES));
store.listen(({ run, surface }) => {
  if (run && surface && HANDLES.some((name) => !seen(name))) hinting().catch(() => {}); // a page without hints is whole
});

atRest(computeWhenUsed(boot, loader));
mapTools(store, actions, boot, address, map);
loadFurtherRunsDrawing(store, catalogue, map, charts);
furtherRunsButton(store, actions, catalogue);
undoPanel(store, address);
exportButtons(store, boot, address, printing);

closingMenu(/** @type {HTMLDetailsElement} */ (byId("looks")));
const theme = /** @type {HTMLSelectElement} */ (byId("theme"));
theme.addEventListener("change", () => {
  store.set({ theme: theme.value });
  address.pushChoice();
});
store.listen((state, before) => {
  if (state.theme !== before?.theme) {
    theme.value = state.theme;
    document.documentElement.dataset.theme = state.theme;
  }
});
languageMenu(store, address);
noticesPanel();
termButtons(boot, () => store.set({ trouble: NO_ANSWER, again: false }));
fewerPanel(store);
outdatedPanel(store);
troublePanel(store, loader);
addEventListener("pagehide", address.flush);
store.set({}); // the first frame
