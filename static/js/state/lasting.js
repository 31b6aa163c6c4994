/**
 * A choice as a link says it that has to last: it names the defaults that its figure depends on and that may change later.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Given} Given
 */
import lasting from "../../shared/contract/lasting.json" with { type: "json" };
import { pageQuery } from "./address.js";
import { NAMES } from "./names.js";
import { runByItself } from "./run_edits.js";
import { optimiserOf, resolve } from "./scenario.js";

const LASTING = /** @type {(keyof Given)[]} */ (lasting.names);

/**
 * For Share and paper: the query of the address that brings back what is shown, next year too.
 *
 * @param {import("./types.js").State} state
 * @param {Catalogue} catalogue
 */
export const lastingQuery = (state, catalogue) => pageQuery({ ...state, given: lastingGiven(state.given, catalogue) }, true);

/**
 * For Share: the choice with every name that a lasting link says. The server's `with_always_said`
 * (antigradient/query/links.py) says the same names.
 *
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
export function lastingGiven(given, catalogue) {
  const own = LASTING.filter((name) => NAMES.run.includes(name) && !NAMES.inherited.includes(name));
  const vs = (given.vs ?? []).map((run, i) => ({ ...run, ...lastingValues(runByItself(given, i + 1), own, catalogue) }));
  return { ...given, ...lastingValues(given, LASTING, catalogue), ...(vs.length ? { vs } : {}) };
}

/**
 * These names of a run and its optimiser's own, with their values.
 *
 * @param {Given} run
 * @param {(keyof Given)[]} names
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
function lastingValues(run, names, catalogue) {
  const scenario = resolve(run, catalogue);
  const { hyperparameters, switches } = optimiserOf(catalogue, scenario.optimiser);
  return Object.fromEntries([...names, ...[...hyperparameters, ...switches].map(({ id }) => id)].map((name) => [name, scenario[name]]));
}
