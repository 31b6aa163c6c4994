/**
 * A step worked out line by line, for paper: what happens to each parameter, the angle, the promise and what came of it.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 */

import { item } from "../../state/items.js";
import { landingOf } from "../../state/ledger.js";
import { coordinate, cosine, degrees, difference, FINE, number, withSubscripts } from "../../text/formats.js";

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${number(value, 5)})` : number(value, 5));

/**
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {{ plane: string[], window: number[] }} map
 * @returns {string[]} lines
 */
export function worksheetLines(row, names, map) {
  const gradient = `∇L = [${row.gradient.map((g) => number(g, 5)).join(", ")}], ‖∇L‖ = ${number(row.gradNorm, 5)}, L = ${number(row.loss, 5)}`;
  if (row.last) return [gradient, "No step is taken from here."];
  const next = landingOf(row);
  return [
    gradient,
    `u = [${row.u.map((u) => number(u, 5)).join(", ")}], η = ${number(row.eta, 5)}`,
    ...names.map(
      (name, i) =>
        `${withSubscripts(name)} ← ${withSubscripts(name)} + η u = ${coordinate(item(row.point, i), name, map, FINE)} + ${number(row.eta, 5)} · ${bracketed(item(row.u, i))} = ${coordinate(item(next, i), name, map, FINE)}`,
    ),
    `uᵀ∇L = ${row.u.map((u, i) => `${bracketed(u)} · ${bracketed(item(row.gradient, i))}`).join(" + ")} = ${number(row.dot, 5)}`,
    `cos β = uᵀ∇L / (‖u‖‖∇L‖) = ${number(row.dot, 5)} / ${number(row.kNorms, 5)} = ${cosine(row.cosBeta)}, so β = ${degrees(row.beta)}`,
    `Promised to first order: η uᵀ∇L = ${number(row.firstOrder, 5)}; to second: ${number(row.secondOrder, 5)}; the loss changed by ${difference(row, 5)}`,
  ];
}
