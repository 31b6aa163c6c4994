/** The playground: reads what the server put into the page, makes the store, and gives each panel its place. */
import { createActions } from "./actions.js";
import { createAddress } from "./address.js";
import { byId } from "./dom.js";
import { keys } from "./keys.js";
import { createLoader } from "./loader.js";
import { chainPanel } from "./panels/chain.js";
import { stepCard, taylorCard } from "./panels/cards.js";
import { chartPanels } from "./panels/charts.js";
import { controlsPanel } from "./panels/controls.js";
import { directionPanel } from "./panels/direction.js";
import { formulaPanel } from "./panels/formula.js";
import { mapPanel } from "./panels/map.js";
import { neuronPanel } from "./panels/neuron.js";
import { onePanel } from "./panels/one.js";
import { playerPanel } from "./panels/player.js";
import { taylorPanel } from "./panels/taylor.js";
import { noticesPanel, troublePanel } from "./panels/trouble.js";
import { createStore } from "./store.js";
import { toolsPanels, toolsState } from "./tools.js";

/** @type {import("./types.js").Boot} */
const boot = JSON.parse(byId("boot").textContent ?? "");
const { catalogue, scenario } = boot;

const store = createStore({
  given: Object.fromEntries(boot.given.filter((name) => name !== "step" && name in scenario).map((name) => [name, scenario[name]])),
  scenario,
  step: scenario.step,
  playing: false,
  theme: boot.theme,
  surface: null,
  run: null,
  own: boot.beta ?? null,
  move: null,
  near: false,
  derivation: null,
  local: null,
  lit: null,
  datum: 0,
  trouble: null,
  refused: null,
  ...toolsState(boot),
});
const address = createAddress(store, catalogue);
const actions = createActions(store, catalogue, address);
const loader = createLoader(store, boot);

controlsPanel(store, actions, catalogue);
formulaPanel(store, actions, catalogue);
const map = mapPanel(store, actions, catalogue);
playerPanel(store, actions);
stepCard(store);
taylorCard(store);
directionPanel(store, actions);
taylorPanel(store, actions);
onePanel(boot.api);
chartPanels(store, actions);
neuronPanel(store, actions, catalogue);
chainPanel(store);
keys(byId("map"), actions, byId("help"));

toolsPanels(store, actions, boot, address, map);

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
troublePanel(store, loader);
addEventListener("pagehide", address.settled);
store.set({}); // the first frame
