/** What a page begins with: the one state, from what the server put into the page. */
import { layersOf } from "./layers.js";
import { NEW_SCORE } from "./quiz.js";

/**
 * For a page's script: the state that its store begins with.
 *
 * @param {import("./types.js").Boot} boot
 * @param {number} reached how far the path is drawn
 * @returns {import("./types.js").State}
 */
export function initialState({ scenario, given, replies, theme, beta, show, hide, palette, depth, lock, speed, lang }, reached) {
  const names = /** @type {(keyof import("./types.js").Scenario)[]} */ (given).filter((name) => name !== "step" && name in scenario); // in the link's order
  return {
    given: Object.fromEntries(names.map((name) => [name, scenario[name]])),
    scenario,
    step: scenario.step,
    playing: false,
    reached,
    travels: false,
    theme,
    surface: replies?.surface ?? null,
    run: replies?.trajectory?.steps.k.length ? replies.trajectory : null,
    advising: false,
    rates: null,
    ownBeta: beta ?? null,
    move: null,
    chainVisible: false,
    paperFor: null,
    derivation: null,
    local: null,
    slicesVisible: false,
    slices: null,
    grid: null,
    scene: null,
    room: 0,
    curvature: null,
    cross: null,
    probing: false,
    pointedRun: null,
    lit: null,
    logarithmic: null,
    datum: 0,
    trouble: null,
    again: false,
    outdated: false,
    fewer: null,
    answered: {},
    provisional: {},
    stale: {},
    noPath: null,
    draft: null,
    past: false,
    future: false,
    layers: layersOf(show, hide),
    palette,
    depth,
    explained: depth === "calculate",
    complete: false,
    moving: false,
    stuck: null,
    speed: Number(speed),
    quiz: null,
    score: NEW_SCORE,
    lock,
    lang: given.includes("lang") ? lang : null,
  };
}
