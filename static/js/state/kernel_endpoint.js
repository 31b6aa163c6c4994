/**
 * The address of what computes in the page, which only a piece asks for that comes later.
 *
 * @typedef {import("./types.js").Scenario} Scenario
 */
import { linkQuery } from "./link.js";

/** What decides which kernel computes a scenario: all else is handed to it. */
const OF_KERNEL = /** @type {const} */ (["objective", "f", "reduction", "optimiser", "epsilon_place", "schedule"]);

/**
 * For what computes in the page: the lasting address of the module of a scenario's loss and rule.
 *
 * @param {Pick<import("./types.js").Boot, "api" | "scripts">} boot
 * @param {Scenario} scenario
 * @param {boolean} [series] whether with Taylor's series along a step
 */
export const kernelEndpoint = ({ api, scripts: version }, scenario, series = false) =>
  `${api}/kernel.js?${linkQuery({ ...Object.fromEntries(OF_KERNEL.map((name) => [name, scenario[name]])), ...(series && { include: "series" }), version })}`;
