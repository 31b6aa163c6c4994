/** The figure in a file of its own: map, player, numbers, charts and table, from what the file holds. It asks no server. */

import { surfaceFromDrawing } from "../draw/server_map.js";
import { readBoot } from "../page/boot.js";
import { byId } from "../page/dom.js";
import { keys } from "../page/keys.js";
import { stepNumbers, verdictPart } from "../page/panels/cards.js";
import { furtherRunsDrawing } from "../page/panels/further_runs/drawing.js";
import { ledgerRows } from "../page/panels/ledger_rows.js";
import { lossMap } from "../page/panels/loss_map.js";
import { playerPanel } from "../page/panels/player.js";
import { stepCharts } from "../page/panels/step_charts.js";
import { termButtons } from "../page/terms.js";
import { createActions } from "../state/actions.js";
import { initialState } from "../state/initial.js";
import { WHOLE } from "../state/reached.js";
import { createStore } from "../state/store.js";

const boot = readBoot();
const svg = byId("map-svg");
const surface = boot.still && surfaceFromDrawing(svg, boot.scenario, boot.still);
const store = createStore(initialState({ ...boot, replies: { ...boot.replies, surface } }, WHOLE));
const actions = createActions(store, boot.catalogue, { pushChoice() {}, replaceStep() {} });

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
