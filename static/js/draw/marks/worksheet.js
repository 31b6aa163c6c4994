/**
 * A step worked out line by line, for paper: the change of each parameter, the angle, and the change of the loss, predicted
 * and actual.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 */

import { language } from "#language";
import * as words from "#words";
import { item } from "../../state/items.js";
import { landingOf } from "../../state/ledger.js";
import { FINE, formatCosine, formatDifference, formatNumber, formatParameter, withSubscripts } from "../../text/formats.js";

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${formatNumber(value, 5)})` : formatNumber(value, 5));

/** @param {number[]} values */
const column = (values) => `[${inSeries(...values.map((value) => formatNumber(value, 5)))}]`;

/** Numbers and equations side by side. @param {...string} texts */
const inSeries = (...texts) => texts.join(language.pair);

/**
 * For print: the lines of a worked step.
 *
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {{ plane: string[], window: number[] }} map
 * @returns {string[]} lines
 */
export function worksheetLines(row, names, map) {
  const { gradNorm, loss, firstOrder, secondOrder } = row;
  const gradient = inSeries(`∇L = ${column(row.gradient)}`, `‖∇L‖ = ${formatNumber(gradNorm, 5)}`, `L = ${formatNumber(loss, 5)}`);
  if (row.last) return [gradient, words.sheet_ended()];
  const next = landingOf(row);
  return [
    gradient,
    inSeries(`u = ${column(row.u)}`, `η = ${formatNumber(row.eta, 5)}`),
    ...names.map(
      (name, i) =>
        `${withSubscripts(name)} ← ${withSubscripts(name)} + η u = ${formatParameter(item(row.point, i), name, map, FINE)} + ${formatNumber(row.eta, 5)} · ${bracketed(item(row.u, i))} = ${formatParameter(item(next, i), name, map, FINE)}`,
    ),
    `uᵀ∇L = ${row.u.map((u, i) => `${bracketed(u)} · ${bracketed(item(row.gradient, i))}`).join(" + ")} = ${formatNumber(row.dot, 5)}`,
    words.sheet_cosine({ dot: row.dot, norms: row.kNorms, cosine: formatCosine(row.cosBeta), beta: row.beta }),
    words.sheet_promised({ first: firstOrder, second: secondOrder, actual: formatDifference(row, 5) }),
  ];
}
