/**
 * One scenario, one string: what was chosen (`given`), what it resolves to, and the query that says it.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Scenario} Scenario
 * @typedef {import("./types.js").State} State
 * @typedef {import("./replies.js").Part} Part
 */
import { first, item, mapPair } from "./items.js";
import { isSameInLink, linkQuery, textOf as text } from "./link.js";
import { NAMES } from "./names.js";

/** Names that a run does not depend on. */
const NOT_OF_RUN = [...NAMES.map, ...NAMES.presentation];

/** For loops over a choice: the names that are given. @param {Given} given */
export const namesOf = (given) => /** @type {(keyof Given)[]} */ (Object.keys(given));

/** For whoever needs more of a loss than its id: its entry in the catalogue. @param {Catalogue} catalogue @param {string} id */
export const objectiveOf = (catalogue, id) => /** @type {import("./types.js").Objective} */ (catalogue.objectives.find((o) => o.id === id));

/**
 * For pages and frames: whether a loss is the typed one, which alone has formulas to start from.
 *
 * @param {Pick<import("./types.js").Objective, "presets">} loss
 */
export const isTyped = ({ presets }) => presets.length > 0;

/**
 * For what shows or counts the data: a scenario's points, a named set's or the reader's own.
 *
 * @param {Catalogue} catalogue
 * @param {Scenario} scenario
 * @returns {number[][]}
 */
export const dataOf = (catalogue, { data }) => (Array.isArray(data) ? data : (catalogue.datasets.find((d) => d.id === data)?.points ?? []));

/**
 * For defaults, and what goes back to them: what has a scenario's usual window, start, η and steps: its data set, where they
 * are its own and in the data's units, or its loss.
 *
 * @param {Catalogue} catalogue
 * @param {Pick<Scenario, "objective" | "data" | "scaling">} scenario
 */
export const usualOf = (catalogue, { objective, data, scaling }) =>
  (scaling === "none" && catalogue.datasets.find(({ id }) => id === data)?.defaults?.[objective]) || objectiveOf(catalogue, objective);

/**
 * For what draws on the map: the places of the map's two parameters in the list of all.
 *
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @returns {import("./types.js").Pair}
 */
export function placesOf({ objective, plane }, catalogue) {
  const { parameters } = objectiveOf(catalogue, objective);
  return mapPair(plane, (name) => parameters.indexOf(name));
}

/** For whoever needs more of an optimiser than its id: its entry in the catalogue. @param {Catalogue} catalogue @param {string} id */
export const optimiserOf = (catalogue, id) => /** @type {import("./types.js").Optimiser} */ (catalogue.optimisers.find((o) => o.id === id));

/**
 * For every change of a choice: each name of a scenario with its value, the given one or the default that suits the others.
 *
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Scenario}
 */
export function resolve(given, catalogue) {
  return /** @type {Scenario} */ ({ ...defaults(given, catalogue), ...given });
}

/** The value of each name that is not given, as it suits what is. @param {Given} given @param {Catalogue} catalogue @returns {Given} */
function defaults(given, catalogue) {
  const objective = given.objective ? objectiveOf(catalogue, given.objective) : (given.f && catalogue.objectives.find(isTyped)) || first(catalogue.objectives);
  const rule = given.optimiser ? optimiserOf(catalogue, given.optimiser) : first(catalogue.optimisers);
  const own = [...catalogue.optimisers.flatMap((o) => [...o.hyperparameters, ...o.switches]), ...catalogue.objectives.flatMap((o) => o.constants)];
  const plane = /** @type {[string, string]} */ (objective.parameters.slice(0, 2));
  const third = objective.parameters.findIndex((name) => !(given.plane ?? plane).includes(name));
  const usual = usualOf(catalogue, { objective: objective.id, data: given.data ?? objective.data, scaling: given.scaling ?? "none" });
  return {
    ...Object.fromEntries([...own, ...catalogue.parameters, ...catalogue.choices].map((p) => [p.id, p.default])),
    objective: objective.id,
    f: objective.presets[0]?.f ?? null,
    data: objective.data,
    reduction: objective.reduction,
    optimiser: rule.id,
    eta: rule.eta ?? usual.eta,
    steps: usual.steps,
    ...usual.defaults[rule.id],
    start: usual.start,
    window: usual.window,
    plane,
    at: third < 0 ? null : item(given.start ?? usual.start, third),
    moves: [],
    vs: [],
  };
}

/**
 * For every choice of a reader or a host: the names that are given after it. A value that is the default is not written into
 * links; with another loss the names that belong to the old one are dropped, in further runs too; a batch larger than the
 * data is dropped as well.
 *
 * @param {Given} given
 * @param {Given} change
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
export function choose(given, change, catalogue) {
  const chosen = { ...given };
  if (change.objective && change.objective !== chosen.objective) forget(chosen, (run) => namesOf(run).filter((name) => NAMES.loss_specific.includes(name)));
  if (change.optimiser && change.optimiser !== resolve(chosen, catalogue).optimiser) for (const name of NAMES.optimiser_specific) delete chosen[name];
  if (change.data || change.scaling) followData(chosen, change, catalogue);
  Object.assign(chosen, change);
  // The defaults of the chosen loss and optimiser contain these two themselves; a link may omit only the catalogue's first.
  // A formula without a loss names the typed loss, so it stays, even where it is that loss's default.
  /** @type {Given} */
  const usual = {
    ...defaults(chosen, catalogue),
    objective: first(catalogue.objectives).id,
    optimiser: first(catalogue.optimisers).id,
    ...(chosen.objective ? {} : { f: null }),
  };
  if (change.data) forget(chosen, ({ batch = 0 }) => (batch > dataOf(catalogue, /** @type {Scenario} */ (chosen)).length ? ["batch"] : []));
  for (const name of namesOf(chosen)) {
    if (isSameInLink(name, chosen[name], usual[name])) delete chosen[name];
  }
  return chosen;
}

/**
 * Other data, or the same in other units, may have other defaults. What differs is forgotten, in further runs too; with points
 * of the reader's own, which come of moving some, all stays as it was.
 *
 * @param {Given} chosen is changed
 * @param {Given} change
 * @param {Catalogue} catalogue
 */
function followData(chosen, change, catalogue) {
  const { objective, f, data, scaling, vs } = chosen;
  const own = Array.isArray(change.data);
  const follow = (/** @type {Given} */ run, /** @type {(keyof Given)[]} */ besides) => {
    const before = { ...run, objective, f, data, scaling };
    const after = { ...before, data: change.data ?? data, scaling: change.scaling ?? scaling };
    const [old, now] = mapPair([before, after], (one) => defaults(one, catalogue));
    for (const name of namesOf(now)) {
      if (besides.includes(name) || isSameInLink(name, old[name], now[name])) continue;
      if (!own) delete run[name];
      else if (!(name in run)) Object.assign(run, { [name]: old[name] });
    }
    return run;
  };
  follow(chosen, ["data"]);
  if (vs) chosen.vs = vs.map((run) => follow({ ...run }, ["data", ...NAMES.map, ...(own ? NAMES.inherited : [])]));
}

/** Takes names out of a run and out of each further one. @param {Given} given @param {(run: Given) => (keyof Given)[]} names */
function forget(given, names) {
  const without = (/** @type {Given} */ run) => {
    const gone = names(run);
    return /** @type {Given} */ (Object.fromEntries(namesOf(run).flatMap((name) => (gone.includes(name) ? [] : [[name, run[name]]]))));
  };
  if (given.vs) given.vs = given.vs.map(without);
  for (const name of names(given)) delete given[name];
}

/**
 * For addresses and endpoints: the query string of some names, in a fixed order, so that the same scenario has the same
 * address.
 *
 * @param {Record<string, import("./types.js").LinkValue>} values
 * @param {string[]} [names]
 */
export const query = (values, names = Object.keys(values)) => linkQuery(Object.fromEntries(names.map((name) => [name, values[name]])));

/**
 * For the endpoints of the map: its query string, the same for two scenarios that have the same map.
 *
 * @param {Given} given
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 */
export function surfaceQuery(given, scenario, catalogue) {
  const loss = objectiveOf(catalogue, scenario.objective);
  const usual = usualOf(catalogue, scenario).start;
  // With three parameters the map lies at the start's value of the third, and the other two do not matter to it.
  const start = usual.map((t, i) => (scenario.plane.includes(item(loss.parameters, i)) ? t : item(scenario.start, i)));
  const values = text(start) === text(usual) ? given : { ...given, start };
  return query(values, [...NAMES.loss, ...NAMES.map, ...loss.constants.map((p) => p.id), ...(values === given ? [] : ["start"])]);
}

/**
 * For the endpoints of a point or a step: its query string; a step goes along `u`, or is turned by `beta` degrees from the
 * gradient.
 *
 * @param {Given} given
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @param {{ point: number[], eta?: number, u?: number[], beta?: number }} step
 */
export function stepQuery(given, scenario, catalogue, step) {
  const loss = objectiveOf(catalogue, scenario.objective);
  return query({ ...given, ...step }, [...NAMES.loss, ...loss.constants.map((p) => p.id), "point", "eta", "u", "beta"]);
}

/**
 * For the endpoint of slices: its query string.
 *
 * @param {Given} given
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @param {number[]} point
 */
export function slicesQuery(given, scenario, catalogue, point) {
  const loss = objectiveOf(catalogue, scenario.objective);
  return query({ ...given, point }, [...NAMES.loss, ...loss.constants.map((p) => p.id), "window", "grid", "plane", "point"]);
}

/** For the endpoints of the path: its query string, the same for two scenarios that have the same run. @param {Given} given */
export const runQuery = (given) =>
  query(
    given,
    namesOf(given)
      .filter((name) => !NOT_OF_RUN.includes(name))
      .sort(),
  );

/** Replies of one loss and one plane, and those of one loss. */
const OF_PLANE = /** @type {const} */ (["surface", "grid", "scene", "curvature", "slices"]);
const OF_LOSS = /** @type {const} */ (["run", "move", ...OF_PLANE]);

/** Replies, emptied, and unanswered: who comes back before another is answered asks again. @param {State} state @param {readonly Part[]} parts @returns {Partial<State>} */
const dropped = ({ answered }, parts) => ({
  ...Object.fromEntries(parts.map((part) => [part, null])),
  answered: Object.fromEntries(Object.entries(answered).filter(([part]) => !parts.includes(/** @type {Part} */ (part)))),
});

/**
 * For a choice and for Back: the parts of the state that follow from what is given. Replies of another loss or plane are
 * dropped: it may have other parameters, and the map other axes.
 *
 * @param {State} state
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Partial<State>}
 */
export function stateAfter(state, given, catalogue) {
  const scenario = resolve(given, catalogue);
  const follows = { given, scenario };
  if (scenario.objective !== state.scenario.objective) return { ...follows, ...dropped(state, OF_LOSS), step: 0, ownBeta: null, draft: null, noPath: null };
  if (scenario.f !== state.scenario.f) return { ...follows, ownBeta: null, draft: null };
  return String(scenario.plane) === String(state.scenario.plane) ? follows : { ...follows, ...dropped(state, OF_PLANE) };
}
