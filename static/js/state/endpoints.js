/**
 * The addresses of the API, each written here and nowhere else: for whoever asks the server or links to it.
 *
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Scenario} Scenario
 * @typedef {import("./types.js").LinkValue} LinkValue
 */
import { LANGUAGE } from "./language.js";
import { linkQuery } from "./link.js";
import { runQuery, slicesQuery, stepQuery, surfaceQuery } from "./scenario.js";

/**
 * An address of the API, which answers in the page's language.
 *
 * @param {string} path
 * @param {...string} queries
 */
function address(path, ...queries) {
  const query = [...queries, linkQuery({ lang: LANGUAGE })].filter(Boolean).join("&");
  return query ? `${path}?${query}` : path;
}

/**
 * For whoever asks about a scenario: a function for each endpoint, from the state to its address.
 *
 * @param {Pick<import("./types.js").Boot, "api" | "catalogue">} boot
 */
export function endpointsOf({ api, catalogue }) {
  /** @param {"gradient" | "derivation" | "step"} name @returns {(state: Chosen, step: Parameters<typeof stepQuery>[3], more?: string) => string} */
  const ofPoint =
    (name) =>
    ({ given, scenario }, step, more = "") =>
      address(`${api}/${name}`, stepQuery(given, scenario, catalogue, step), more);
  return {
    /** @param {Chosen} state @param {string} parts @param {string} [more] */
    surface: ({ given, scenario }, parts, more = "") => address(`${api}/surface`, surfaceQuery(given, scenario, catalogue), `include=${parts}`, more),
    /** @param {Given} given @param {string} [more] */
    trajectory: (given, more = "") => address(`${api}/trajectory`, runQuery(given), more),
    /** What η has to be, so that the scenario's own, and what comes beside the run, do not matter. @param {Pick<Chosen, "given">} state @param {string} parts */
    rates: ({ given: { eta: _eta, vs: _vs, moves: _moves, ...given } }, parts) => address(`${api}/rates`, runQuery(given), `include=${parts}`, "digits=4"),
    /** @param {Chosen} state @param {number[]} point @param {string} more */
    slices: ({ given, scenario }, point, more) => address(`${api}/slices`, slicesQuery(given, scenario, catalogue, point), more),
    gradient: ofPoint("gradient"),
    derivation: ofPoint("derivation"),
    step: ofPoint("step"),
  };
}

/** @typedef {Pick<import("./types.js").State, "given" | "scenario">} Chosen */

/** For links of the page: the address of the path as JSON or as a table. @param {string} api @param {Given} given @param {"" | ".csv"} [kind] */
export const trajectoryLink = (api, given, kind = "") => address(`${api}/trajectory${kind}`, runQuery(given));

/**
 * For what a host or a reader gives by names that only the server can read: the address of their run.
 *
 * @param {string} api
 * @param {Record<string, LinkValue>} names
 */
export const namesEndpoint = (api, names) => address(`${api}/trajectory`, linkQuery(names));

/** For frames: the address of the whole catalogue. @param {string} api */
export const catalogueEndpoint = (api) => address(`${api}/catalogue`);

/** For the recipe: the address of the program that takes a run's steps. @param {string} api @param {Given} given */
export const recipeEndpoint = (api, given) => address(`${api}/recipe`, runQuery(given));

/**
 * For the one-dimensional Taylor panel: the address of the series of a function of one variable.
 *
 * @param {string} api
 * @param {Record<string, LinkValue>} names
 */
export const taylorEndpoint = (api, names) => address(`${api}/taylor`, linkQuery(names));

/**
 * For the lesson: the address of the values of a formula at the places that a task says.
 *
 * @param {string} api
 * @param {string} places the query of the grid
 * @param {string} f
 */
export const formulaEndpoint = (api, places, f) => address(`${api}/surface`, places, linkQuery({ f }));

/**
 * For the panel of own points: the address that reads a table of points.
 *
 * @param {string} api
 * @param {string} objective whose points they are
 * @param {Record<string, LinkValue>} [more] what is asked of the table
 */
export const dataEndpoint = (api, objective, more) => address(`${api}/data`, linkQuery({ objective, ...more }));

/** For the definitions of words: the address of the glossary as JSON. @param {string} api */
export const glossaryEndpoint = (api) => address(`${api.slice(0, -"/api/v1".length)}/glossary.json`);
