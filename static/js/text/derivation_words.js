/** Sentences about the chain rule at a point. */

import { language } from "#language";
import * as words from "#words";
import { isAgainstGradient } from "../state/ledger.js";
import { formatNames, formatNumber, formatPoint, withSubscripts } from "./formats.js";

/**
 * For the chain rule's last line: its rule, and what the step from here is, where it is not −∇L.
 *
 * @param {string} rule
 * @param {import("../state/ledger.js").Row | null} row
 * @param {import("../state/types.js").Derivation} derivation
 */
export function ruleOfStep(rule, row, { point }) {
  if (!row || row.last || String(row.point) !== String(point) || isAgainstGradient(row)) return rule;
  return words.chain_not_taken({ rule, u: `[${row.u.map((u) => formatNumber(u, 3)).join(language.pair)}]`, beta: row.beta });
}

/**
 * For the chain rule, on the page and on paper: the sentence on the point and the data point that the numbers are of.
 *
 * @param {import("../state/types.js").Local} local
 * @param {number} i
 * @param {{ plane: string[], window: number[] }} map
 */
export function aboutChain({ samples, point: at, parameters }, i, map) {
  const place = `${formatNames(parameters)} = ${formatPoint(at, parameters, map)}`;
  const sample = samples[i];
  if (!sample) return words.chain_at({ place });
  const values = ["x", "x1", "x2", "y"].filter((id) => id in sample).map((id) => `${withSubscripts(id)} = ${formatNumber(sample[id])}`);
  return words.chain_at_point({ place, number: i + 1, values: values.join(language.pair) });
}
