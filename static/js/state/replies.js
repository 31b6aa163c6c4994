/**
 * Which question the present state puts to the server, for each reply that it holds: the one place that says whether what
 * is shown belongs to the scenario, the step and the direction that are chosen.
 *
 * A reply that answers another question is stale: late, and dimmed until its own comes. A question that is answered
 * without a reply has none: what would show it is empty.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {"surface" | "run" | "rates" | "move" | "derivation" | "local" | "slices" | "grid" | "scene" | "curvature"} Part
 * @typedef {Partial<Record<Part, string | null>>} Questions addresses; null: there is nothing to ask
 * @typedef {Partial<Record<Part, boolean>>} Stale
 */
import { endpointsOf } from "./endpoints.js";
import { digitsOf } from "./grid.js";
import { lastStep, rowOf } from "./ledger.js";
import { objectiveOf, usualOf } from "./scenario.js";
import { isCloseUp } from "./window.js";

/** All replies that a page may ask for. @type {Part[]} */
export const PARTS = ["surface", "run", "rates", "move", "derivation", "local", "slices", "grid", "scene", "curvature"];
/** Replies about the step that is shown, which cannot be asked for before the run is there. @type {Part[]} */
export const OF_STEP = ["move", "derivation", "local", "slices", "curvature"];
/** Replies about the map that is shown, not asked for before its bands are there. @type {Part[]} */
export const OF_MAP = ["grid", "scene"];

/** How far a step is asked about: every direction from here needs two orders, the mathematics all. */
const TO_SEE = "order=2&digits=4";
const TO_CALCULATE = "order=8&digits=5";

/** Layers that the server places, each with the part of `/surface` that has it. @type {Record<string, string>} */
const SCENE = { levels: "labels", field: "field", stationary: "stationary" };
/** The parts of `/surface` for the layers that are on, joined by commas. @param {State} state */
const placedParts = ({ layers }) => layers.flatMap((name) => SCENE[name] ?? []).join();

/** For the loader: a function from a state to the questions that it puts, by part. @param {import("./types.js").Boot} boot @param {Part[]} wanted */
export function questionsOf(boot, wanted) {
  const { catalogue } = boot;
  const ask = endpointsOf(boot);
  /** @type {Record<Part, (state: State) => string | null>} */
  const all = {
    // Four digits of a place within the window are a tenth of a pixel; the values of the grid's points are not drawn.
    surface: (state) => ask.surface(state, "bands", "digits=4"),
    // Ten digits, so that replies about its points agree with the run, however steep the loss; all digits where
    // the map is so much narrower than the loss's own window, by which they are counted, that it would show the rounding.
    run: (state) => ask.trajectory(state.given, digits(state)),
    rates: (state) => questionWhile(state, "rates", state.advising, () => ask.rates(state, state.run?.outcome === "diverged" ? "limit,working" : "limit")),
    move: moveQuestion,
    derivation: (state) =>
      questionWhile(state, "derivation", isWorkedOut(state), () => ofPoint(state, (point) => ask.derivation(state, { point, eta: undefined }))),
    local: (state) => questionWhile(state, "local", isWorkedOut(state), () => ofPoint(state, (point) => ask.gradient(state, { point, eta: undefined }))),
    slices: (state) =>
      questionWhile(state, "slices", state.slicesVisible && !(wanted === PARTS && objectiveOf(catalogue, state.scenario.objective).inputs), () =>
        ofPoint(state, (point) => ask.slices(state, point, digits(state))),
      ),
    grid: (state) => questionWhile(state, "grid", state.probing, () => ask.surface(state, "loss", `digits=${digitsOf(state.surface)}`)),
    scene: (state) =>
      questionWhile(state, "scene", state.room > 0 && isLayerOn(state, ...Object.keys(SCENE)), () =>
        ask.surface(state, placedParts(state), `width=${state.room}&digits=5`),
      ),
    curvature: (state) =>
      questionWhile(state, "curvature", isLayerOn(state, "eigen", "quadratic") && state.scenario.start.length === 2, () =>
        ofPoint(state, (point) => ask.gradient(state, { point, eta: undefined }, "digits=9")),
      ),
  };

  /** @param {State} state */
  function digits({ scenario }) {
    return isCloseUp(scenario.window, usualOf(catalogue, scenario).window) ? "" : "digits=10";
  }

  /** The question of a step along the reader's own direction, or along −∇L where the run has ended. @param {State} state */
  function moveQuestion(state) {
    if (state.ownBeta === null && !wanted.includes("move")) return null;
    const step = stepAsked(state);
    return step && ask.step(state, step, wanted === PARTS && state.depth === "see" ? TO_SEE : TO_CALCULATE);
  }

  const parts = PARTS.filter((part) => wanted.includes(part) || part === "move");
  return (/** @type {State} */ state) => /** @type {Questions} */ (Object.fromEntries(parts.map((part) => [part, all[part](state)])));
}

/**
 * For the question of a step and for who answers it here: the step along the reader's own direction, the run's, or along −∇L
 * where the run has ended; null where there is none.
 *
 * @param {Pick<State, "scenario" | "run" | "step" | "ownBeta">} state
 * @returns {import("./types.js").StepAsked | null}
 */
export function stepAsked({ scenario, run, step, ownBeta }) {
  if (!run) return null;
  const row = rowOf(run, Math.min(step, lastStep(run)));
  if (ownBeta === null && row.last && !row.gradNorm) return null;
  const along = ownBeta === null ? { u: row.last ? row.gradient.map((v) => -v) : row.u } : { beta: ownBeta };
  return { point: row.point, eta: row.last ? scenario.eta : row.eta, ...along };
}

/** Whether the chain rule with its numbers is on the page, or on paper. @param {State} state */
const isWorkedOut = (state) => state.depth === "calculate" || state.chainVisible || isPaperWanted(state);

/** @typedef {Pick<State, "paperFor" | "scenario" | "run" | "step">} Wanted */

/** For the loader: whether what paper needs is asked for, which is over with the next step. @param {Wanted} state */
export const isPaperWanted = ({ paperFor, scenario, run, step }) => paperFor?.scenario === scenario && paperFor.run === run && paperFor.step === step;

/** Whether one of some layers is drawn. @param {State} state @param {...string} names */
const isLayerOn = ({ layers }, ...names) => names.some((name) => layers.includes(name));

/**
 * The question while its reply is wanted; else the one that was answered last, so that nothing is asked.
 *
 * @param {State} state
 * @param {Part} part
 * @param {boolean} wanted
 * @param {() => string | null} question
 */
const questionWhile = ({ answered }, part, wanted, question) => (wanted ? question() : (answered[part] ?? null));

/** The question about the point of the step that is shown. @param {State} state @param {(point: number[]) => string} question */
const ofPoint = ({ run, step }, question) => (run ? question(rowOf(run, Math.min(step, lastStep(run))).point) : null);

/**
 * For the loader, which puts it into the store: which replies do not belong to what is chosen.
 *
 * @param {State} state
 * @param {Questions} questions
 * @returns {Stale}
 */
export function staleOf({ answered, provisional, draft }, questions) {
  const parts = /** @type {Part[]} */ (Object.keys(questions));
  const late = (/** @type {Part} */ part) => draft !== null || (questions[part] !== answered[part] && questions[part] !== provisional[part]);
  return Object.fromEntries(parts.map((part) => [part, late(part) || (OF_STEP.includes(part) && late("run"))]));
}

/** For print: whether all that a sheet needs is there and belongs together. @param {Wanted & Pick<State, "stale" | "provisional">} state */
export const isComplete = (state) => isPaperWanted(state) && ![...Object.values(state.stale), ...Object.values(state.provisional)].some(Boolean);
