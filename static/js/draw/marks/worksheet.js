/**
 * A step worked out line by line, for paper: the change of each parameter, the angle, and the change of the loss, predicted
 * and actual.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 */

import { item } from "../../state/items.js";
import { landingOf } from "../../state/ledger.js";
import { FINE, formatCosine, formatDegrees, formatDifference, formatNumber, formatParameter, withSubscripts } from "../../text/formats.js";

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${formatNumber(value, 5)})` : formatNumber(value, 5));

/**
 * For print: the lines of a worked step.
 *
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {{ plane: string[], window: number[] }} map
 * @returns {string[]} lines
 */
export function worksheetLines(row, names, map) {
  const gradient = `∇L = [${row.gradient.map((g) => formatNumber(g, 5)).join(", ")}], ‖∇L‖ = ${formatNumber(row.gradNorm, 5)}, L = ${formatNumber(row.loss, 5)}`;
  if (row.last) return [gradient, "No step is taken from here."];
  const next = landingOf(row);
  return [
    gradient,
    `u = [${row.u.map((u) => formatNumber(u, 5)).join(", ")}], η = ${formatNumber(row.eta, 5)}`,
    ...names.map(
      (name, i) =>
        `${withSubscripts(name)} ← ${withSubscripts(name)} + η u = ${formatParameter(item(row.point, i), name, map, FINE)} + ${formatNumber(row.eta, 5)} · ${bracketed(item(row.u, i))} = ${formatParameter(item(next, i), name, map, FINE)}`,
    ),
    `uᵀ∇L = ${row.u.map((u, i) => `${bracketed(u)} · ${bracketed(item(row.gradient, i))}`).join(" + ")} = ${formatNumber(row.dot, 5)}`,
    `cos β = uᵀ∇L / (‖u‖‖∇L‖) = ${formatNumber(row.dot, 5)} / ${formatNumber(row.kNorms, 5)} = ${formatCosine(row.cosBeta)}, so β = ${formatDegrees(row.beta)}`,
    `Promised to first order: η uᵀ∇L = ${formatNumber(row.firstOrder, 5)}; to second: ${formatNumber(row.secondOrder, 5)}; the loss changed by ${formatDifference(row, 5)}`,
  ];
}
