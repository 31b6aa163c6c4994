/**
 * Which question the present state puts to the server, for each reply that it holds: the one place that says whether what
 * is shown belongs to the scenario, the step and the direction that are chosen.
 *
 * A reply that answers another question is stale: late, and dimmed until its own comes. A question that is answered, and
 * holds no reply, has none: what would show it is empty.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {"surface" | "run" | "move" | "derivation" | "local"} Part
 * @typedef {Partial<Record<Part, string | null>>} Questions addresses; null: there is nothing to ask
 * @typedef {Partial<Record<Part, boolean>>} Stale
 */
import { lastStep, rowOf } from "./ledger.js";
import { objectiveOf, runQuery, stepQuery, surfaceQuery } from "./scenario.js";
import { closeUp } from "./window.js";

/** @type {Part[]} */
export const PARTS = ["surface", "run", "move", "derivation", "local"];
/** What is of the step that is shown, and not known before the run is. @type {Part[]} */
export const OF_STEP = ["move", "derivation", "local"];

/** For the loader: the questions of a state. @param {import("./types.js").Boot} boot @param {Part[]} wanted */
export function questionsOf({ api, catalogue }, wanted) {
  /** @type {Record<Part, (state: State) => string | null>} */
  const all = {
    // Four digits of a place within the window are a tenth of a pixel; the values of the grid's points are not drawn.
    surface: ({ given, scenario }) => `${api}/surface?${joined(surfaceQuery(given, scenario, catalogue), "include=bands&digits=4")}`,
    // Enough that what is asked of its points, however steep the loss, agrees with what it says of them; all of them where
    // the map is so much narrower than the loss's own, by which they are counted, that it would show ten.
    run: ({ given, scenario }) =>
      `${api}/trajectory?${joined(runQuery(given), closeUp(scenario.window, objectiveOf(catalogue, scenario.objective).window) ? "" : "digits=10")}`,
    move: moveQuestion,
    derivation: (state) => pointQuestion("derivation", state),
    local: (state) => pointQuestion("gradient", state),
  };

  /** A step along the reader's own direction, and at a run's end the step that −∇L would be. @param {State} state */
  function moveQuestion({ given, scenario, run, step, own }) {
    if (!run) return null;
    const row = rowOf(run, Math.min(step, lastStep(run)));
    if (own === null && (!wanted.includes("move") || (row.last && !row.gradNorm))) return null;
    const along = own === null ? { u: row.last ? row.gradient.map((v) => -v) : row.u } : { beta: own };
    const eta = row.last ? scenario.eta : row.eta;
    return `${api}/step?${stepQuery(given, scenario, catalogue, { point: row.point, eta, ...along })}&order=8&digits=5`;
  }

  /** @param {string} endpoint @param {State} state */
  function pointQuestion(endpoint, { given, scenario, run, step }) {
    if (!run) return null;
    const { point } = rowOf(run, Math.min(step, lastStep(run)));
    return `${api}/${endpoint}?${stepQuery(given, scenario, catalogue, { point, eta: undefined })}`;
  }

  const parts = PARTS.filter((part) => wanted.includes(part) || part === "move");
  return (/** @type {State} */ state) => /** @type {Questions} */ (Object.fromEntries(parts.map((part) => [part, all[part](state)])));
}

/** For the store: which replies do not belong to what is chosen. @param {State} state @param {Questions} questions @returns {Stale} */
export function staleOf({ answered, draft }, questions) {
  const parts = /** @type {Part[]} */ (Object.keys(questions));
  const late = (/** @type {Part} */ part) => draft !== null || questions[part] !== answered[part];
  return Object.fromEntries(parts.map((part) => [part, late(part) || (OF_STEP.includes(part) && late("run"))]));
}

/** For print: whether all that is shown belongs together. @param {State} state */
export const isComplete = ({ stale }) => !Object.values(stale).some(Boolean);

/** @param {string[]} queries */
const joined = (...queries) => queries.filter(Boolean).join("&");
