/**
 * The map in a frame. It takes the room that the rest leaves, so that a frame of any height shows all of it: an invisible
 * drawing, the spacer, is as tall as the map is at full width, and may be squeezed.
 */
import { MOST_OBLONG, marginOf } from "../../draw/layout.js";
import { surfaceFromDrawing } from "../../draw/server_map.js";
import { byId } from "../../page/dom.js";
import { keys } from "../../page/keys.js";
import { loadExtraLayers } from "../../page/panels/extra_layers_loader.js";
import { loadFurtherRunsDrawing } from "../../page/panels/further_runs/drawing_loader.js";
import { lossMap } from "../../page/panels/loss_map.js";
import { noPathPanel } from "../../page/panels/no_path.js";
import { zoomPanel } from "../../page/panels/zoom.js";
import { recallSeen, seen } from "../../page/seen.js";
import { changed } from "../../state/store.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["surface", "run", "grid", "scene", "curvature"];

/**
 * For the frame's script, before the first state: puts the bands that the server has drawn among the page's replies, so that
 * they are not asked for.
 *
 * @param {import("../../state/types.js").Boot} boot
 */
export function prepare(boot) {
  if (boot.still) boot.replies = { ...boot.replies, surface: surfaceFromDrawing(byId("map-svg"), boot.scenario, boot.still) };
}

/** For the frame's script: puts the map into the page. @param {import("../embed.js").Frame} frame */
export async function mount({ store, actions, address, boot }) {
  fill(store);
  const map = lossMap(store, actions, boot.catalogue);
  noPathPanel(store, actions, boot);
  const zoomKeys = boot.lock === null ? " + - 0" : "";
  const alive = {
    role: "group",
    tabindex: "0",
    "aria-keyshortcuts": `Space ArrowLeft ArrowRight Home${zoomKeys}`,
  };
  for (const [name, value] of Object.entries(alive)) map.svg.setAttribute(name, value);
  keys(byId("map"), actions);
  await loadFurtherRunsDrawing(store, boot.catalogue, map, null); // what the server has drawn of them would stay at its own scale
  recallSeen();
  if (boot.lock === null && !seen("start")) (await import("../../page/panels/hints.js")).hints(store, ["start"]);
  if (document.getElementById("zoom-in")) {
    const { mapTools } = await import("../../page/tools.js");
    return mapTools(store, actions, boot, address, map);
  }
  loadExtraLayers(store, map);
  if (boot.lock === null) zoomPanel(store, actions, boot.catalogue, map);
}

/**
 * Keeps the map as wide as the height allows.
 *
 * @param {import("../../state/store.js").Store} store
 */
function fill(store) {
  const room = byId("room");
  const box = byId("map-box");
  const spacer = /** @type {Element} */ (room.querySelector(".spacer"));

  function fit() {
    const [width, height] = [room.clientWidth, room.clientHeight];
    const { layers, scenario } = store.get();
    const { left, right, top, bottom } = marginOf(layers);
    const allowed = (height - top - bottom) * oblong(scenario.window) + left + right;
    box.style.width = `${Math.min(width, Math.ceil(allowed))}px`;
  }
  new ResizeObserver(fit).observe(room);
  fit();
  store.listen((state, before) => {
    if (changed(state, before, "layers")) room.classList.toggle("bare", !state.layers.includes("axes"));
    if (!changed(state, before, "scenario")) return;
    spacer.setAttribute("viewBox", `0 0 ${oblong(state.scenario.window)} 1`);
    room.style.setProperty("--oblong", String(oblong(state.scenario.window)));
  });
}

/** How many times wider than tall the plot's room is. @param {import("../../state/types.js").Window} window */
const oblong = ([wMin, wMax, bMin, bMax]) => Math.min(Math.max((wMax - wMin) / (bMax - bMin), 1), MOST_OBLONG);
