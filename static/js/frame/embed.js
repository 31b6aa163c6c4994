/**
 * The figure in a frame: one view of the playground with what it takes to step through it. It touches neither address nor
 * history: in a sandbox there are none. Nor needs it storage, which only tells whether a hint was heeded.
 */

import { readBoot } from "../page/boot.js";
import { byId } from "../page/dom.js";
import { isStill } from "../page/motion.js";
import { busyPanel } from "../page/panels/busy.js";
import { playerPanel } from "../page/panels/player.js";
import { fewerPanel, noticesPanel, troublePanel } from "../page/panels/trouble.js";
import { computeWhenUsed } from "../page/provisional_loader.js";
import { termButtons } from "../page/terms.js";
import { createActions } from "../state/actions.js";
import { pageQuery } from "../state/address.js";
import { NO_ANSWER } from "../state/api.js";
import { initialState } from "../state/initial.js";
import { createLoader } from "../state/loader.js";
import { addressTail } from "../state/long_query.js";
import { keepReached, reachedOnArrival, WHOLE } from "../state/reached.js";
import { changed, createStore } from "../state/store.js";
import { subjectOf } from "../text/words.js";
import { tellLinks } from "./dialects.js";
import { watchHeight } from "./height.js";
import { messages } from "./messages.js";
import { parentPort } from "./parent.js";
import * as controls from "./views/controls.js";
import * as dials from "./views/dials.js";
import * as formula from "./views/formula.js";
import * as numbers from "./views/numbers.js";
import * as turn from "./views/turn.js";
import { VIEWS } from "./views.js";

/**
 * @typedef {object} Frame
 * @property {import("../state/store.js").Store} store
 * @property {import("../state/actions.js").Actions} actions
 * @property {import("../state/actions.js").Address} address
 * @property {import("../state/types.js").Boot} boot
 *
 * @typedef {object} View
 * @property {import("../state/loader.js").Part[]} wanted what it draws
 * @property {(boot: import("../state/types.js").Boot) => void} [prepare]
 * @property {(frame: Frame) => void | Promise<void>} mount
 */

/** Parts by an element that the page has for them. @type {[string, Pick<View, "mount">][]} */
const PARTS = [
  ["step-numbers", numbers],
  ["formulas", formula],
  ["controls", controls],
  ["dials-part", dials],
  ["turn-part", turn],
];

const boot = readBoot();
const { catalogue } = boot;
const load = VIEWS[boot.view];
if (!load) throw new RangeError(`there is no view ${boot.view}`);
const view = await load();
const parts = PARTS.flatMap(([id, part]) => (document.getElementById(id) ? [part] : []));
view.prepare?.(boot);
/** Whether it plays as soon as it is seen. */
const plays = boot.autoplay && !isStill();
const store = createStore(initialState(boot, plays ? reachedOnArrival(boot, false) : WHOLE));
keepReached(store);
const address = { pushChoice() {}, replaceStep() {} };
const actions = createActions(store, catalogue, address);
const loader = createLoader(store, boot, view.wanted);

const mounted = [view, ...parts].map(({ mount }) => mount({ store, actions, address, boot }));
playerPanel(store, actions);
busyPanel(store);
noticesPanel();
fewerPanel(store);
troublePanel(store, loader);
termButtons(boot, () => store.set({ trouble: NO_ANSWER, again: false }));

computeWhenUsed(boot, loader);

const title = byId("title");
const link = document.querySelector("a#open");
/** The query of the link. */
let linked = "";
store.listen((state, before) => {
  if (changed(state, before, "theme")) document.documentElement.dataset.theme = state.theme;
  if (!("alone" in title.dataset) && state.scenario !== boot.scenario && changed(state, before, "scenario"))
    document.title = title.textContent = subjectOf(state.scenario, catalogue);
  const query = pageQuery(state);
  if (query !== linked)
    addressTail(query).then((tail) => {
      if (query === linked) link?.setAttribute("href", `${link.getAttribute("href")?.split(/[?#]/)[0]}${tail}`);
    });
  linked = query;
});

await Promise.all(mounted); // a panel that is still being loaded would miss what the store tells
const port = parentPort();
tellLinks(port, document);
messages(store, actions, boot, watchHeight, port);
if (plays) whenSeen(actions.play);
store.set({}); // the first frame

/** Calls back when the frame comes into sight, since a page may hold many figures. @param {() => void} act */
function whenSeen(act) {
  const observer = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    observer.disconnect();
    act();
  });
  observer.observe(document.body);
}
