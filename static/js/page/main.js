/** The playground: reads what the server put into the page, makes the store, and gives each panel its place. */
import { createActions } from "../state/actions.js";
import { createAddress } from "../state/address.js";
import { initialState } from "../state/initial.js";
import { createLoader } from "../state/loader.js";
import { isTyped, objectiveOf } from "../state/scenario.js";
import { changed, createStore } from "../state/store.js";
import { readBoot } from "./boot.js";
import { byId } from "./dom.js";
import { keys } from "./keys.js";
import { once } from "./once.js";
import { busyPanel } from "./panels/busy.js";
import { gaugePart, stepCard, taylorCard } from "./panels/cards.js";
import { chainPanel } from "./panels/chain.js";
import { chartPanels } from "./panels/charts.js";
import { controlsPanel } from "./panels/controls.js";
import { directionPanel } from "./panels/direction.js";
import { furtherRunsButton } from "./panels/further_runs/button.js";
import { loadFurtherRunsDrawing } from "./panels/further_runs/drawing_loader.js";
import { mapPanel } from "./panels/map.js";
import { neuronPanel } from "./panels/neuron.js";
import { nowherePanel } from "./panels/nowhere.js";
import { outPanel } from "./panels/out.js";
import { playerPanel } from "./panels/player.js";
import { tablePanel } from "./panels/table.js";
import { taylorPanel } from "./panels/taylor.js";
import { fewerPanel, noticesPanel, outdatedPanel, troublePanel } from "./panels/trouble.js";
import { undoPanel } from "./panels/undo.js";
import { mapTools } from "./tools.js";

const boot = readBoot();
const { catalogue } = boot;
const store = createStore(initialState({ ...boot, lock: null, speed: "1" })); // both are for embeds
const address = createAddress(store, catalogue);
const actions = createActions(store, catalogue, address);
const loader = createLoader(store, boot);

busyPanel(store);
controlsPanel(store, actions, catalogue, boot.api);
/** The box for a loss of one's own comes with the first such loss. */
const formulaBox = once(async () => (await import("./panels/later.js")).formulaPanel(store, actions, catalogue, boot.api));
store.listen((state, before) => {
  if (isTyped(objectiveOf(catalogue, state.scenario.objective)) && changed(state, before, "scenario")) formulaBox();
});
const map = mapPanel(store, actions, catalogue);
nowherePanel(store, actions, boot);
playerPanel(store, actions);
stepCard(store);
gaugePart(store);
taylorCard(store);
directionPanel(store, actions);
taylorPanel(store, actions);
byId("one-dimension").addEventListener("toggle", async () => (await import("./panels/later.js")).onePanel(boot.api), { once: true });
const charts = chartPanels(store, actions);
neuronPanel(store, actions, catalogue);
const printing = once(async () => (await import("./panels/print.js")).printPanel(store, catalogue, address));
chainPanel(store, catalogue, () => {
  printing().catch(() => {}); // asked for again when it is wanted
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // not an entry of the history, which is for choices
  map.svg.focus();
});
const help = /** @type {HTMLDialogElement} */ (byId("help"));
keys(byId("map"), actions, help);
byId("help-button").addEventListener("click", () => help.showModal());

mapTools(store, actions, boot, address, map);
loadFurtherRunsDrawing(store, catalogue, map, charts);
furtherRunsButton(store, actions, catalogue);
undoPanel(store, address);
tablePanel(store, actions, boot.api);
outPanel(store, boot.api, address, printing);

const theme = /** @type {HTMLSelectElement} */ (byId("theme"));
theme.addEventListener("change", () => {
  store.set({ theme: theme.value });
  address.pushed();
});
store.listen((state, before) => {
  if (state.theme !== before?.theme) {
    theme.value = state.theme;
    document.documentElement.dataset.theme = state.theme;
  }
});
noticesPanel();
fewerPanel(store);
outdatedPanel(store);
troublePanel(store, loader);
addEventListener("pagehide", address.settled);
store.set({}); // the first frame
