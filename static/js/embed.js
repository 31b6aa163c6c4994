/**
 * The figure in a frame: one view of the playground with what it takes to step through it. It touches neither address nor
 * history nor storage: in a sandbox there are none.
 */
import { createActions } from "./actions.js";
import { pageQuery } from "./address.js";
import { begin, bootOf } from "./begin.js";
import { byId } from "./dom.js";
import { watchHeight } from "./height.js";
import { createLoader } from "./loader.js";
import { messages } from "./messages.js";
import { playerPanel } from "./panels/player.js";
import { noticesPanel, troublePanel } from "./panels/trouble.js";
import { optimiserOf, objectiveOf } from "./scenario.js";
import { changed, createStore } from "./store.js";

/**
 * @typedef {object} Frame
 * @property {import("./store.js").Store} store
 * @property {import("./actions.js").Actions} actions
 * @property {import("./actions.js").Address} address
 * @property {import("./types.js").Boot} boot
 *
 * @typedef {object} View
 * @property {import("./loader.js").Part[]} wanted what it draws
 * @property {(boot: import("./types.js").Boot) => void} [prepare]
 * @property {(frame: Frame) => void} mount
 */

/** @type {Record<string, () => Promise<View>>} */
const VIEWS = {
  map: () => import("./views/map.js"),
  taylor: () => import("./views/taylor.js"),
  direction: () => import("./views/direction.js"),
  neuron: () => import("./views/neuron.js"),
  chain: () => import("./views/chain.js"),
  charts: () => import("./views/charts.js"),
};
/** Parts that come with an element of the page. @type {Record<string, () => Promise<{ mount: View["mount"] }>>} */
const PARTS = {
  "step-numbers": () => import("./views/numbers.js"),
  controls: () => import("./views/controls.js"),
  formulas: () => import("./views/formula.js"),
};

const boot = bootOf();
const { catalogue } = boot;
const there = Object.keys(PARTS).filter((id) => document.getElementById(id));
const [view, ...parts] = await Promise.all([VIEWS[boot.view](), ...there.map((id) => PARTS[id]())]);
view.prepare?.(boot);
const store = createStore(begin(boot));
const address = { pushed() {}, stepped() {} };
const actions = createActions(store, catalogue, address);
const loader = createLoader(store, boot, view.wanted);

for (const { mount } of [view, ...parts]) mount({ store, actions, address, boot });
playerPanel(store, actions);
noticesPanel();
troublePanel(store, loader);

const title = byId("title");
const link = document.querySelector("a#open");
store.listen((state, before) => {
  if (changed(state, before, "theme")) document.documentElement.dataset.theme = state.theme;
  if (before && changed(state, before, "scenario")) title.textContent = titleOf(state.scenario);
  if (link) link.setAttribute("href", `${link.getAttribute("href")?.split("?")[0]}?${pageQuery(state)}`);
});

/** @param {import("./types.js").Scenario} scenario */
const titleOf = ({ objective, optimiser, f }) =>
  `${optimiserOf(catalogue, optimiser).title} on ${f ? `L = ${f}` : objectiveOf(catalogue, objective).title}`;

messages(store, actions, boot, watchHeight);
if (boot.autoplay && !matchMedia("(prefers-reduced-motion: reduce)").matches) whenSeen(actions.play);
store.set({}); // the first frame

/** A page may hold many figures: each begins when a reader comes to it. @param {() => void} act */
function whenSeen(act) {
  const observer = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    observer.disconnect();
    act();
  });
  observer.observe(document.body);
}
