/** Runs by name, as the server has them: the optimiser, its η, and what of the rule is not as usual. */
import { language } from "#language";
import { optimiserOf } from "../state/scenario.js";
import { formatNumber } from "./formats.js";

/** Digits of a number in a title. */
const DIGITS = 6;

/**
 * For legends, while a hand is at a run: what it is called by its rule alone; the server's title says its course too.
 *
 * @param {import("../state/types.js").Scenario} scenario
 * @param {import("../state/types.js").Catalogue} catalogue
 */
export function runTitle(scenario, catalogue) {
  const { title, hyperparameters, switches } = optimiserOf(catalogue, scenario.optimiser);
  const numbers = [{ id: /** @type {const} */ ("eta"), symbol: "η", default: NaN }, ...hyperparameters].filter((p) => scenario[p.id] !== p.default);
  const equations = numbers.map(({ id, symbol }) => `${symbol} = ${formatNumber(scenario[id], DIGITS)}`);
  const conventions = switches.flatMap(({ id, options, default: usual }) =>
    scenario[id] === usual ? [] : options.filter((option) => option.id === scenario[id]).map((option) => option.title),
  );
  return [title, ...equations, ...conventions].join(language.pair);
}
