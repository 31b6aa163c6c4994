/**
 * The ledger's columns with their titles, the text of its cells, and its rows as text for a spreadsheet.
 *
 * @typedef {import("../state/types.js").Run} Run
 */
import * as words from "#words";
import { valueAt } from "../state/ledger.js";
import { FINE, formatCosine, formatDegrees, formatNumber, formatParameter, withSubscripts } from "./formats.js";

/** Rows that the table shows at once. */
export const MOST = 200;

/** Titles that are signs, with the quantity whose colour the column has. @type {Record<string, [string, string?]>} */
const SIGNS = {
  k: ["k"],
  loss: ["L"],
  grad_norm: ["‖∇L‖", "gradient"],
  eta: ["η"],
  dot: ["uᵀ∇L"],
  cos_beta: ["cos β", "angle"],
  beta: ["β", "angle"],
};
/** Titles in words, likewise. @type {Record<string, [() => string, string?]>} */
const WORDS = {
  first_order: [words.order_first, "first"],
  second_order: [words.table_second_order, "second"],
  actual: [words.order_actual_change],
  doubt: [words.table_doubt],
  tried: [words.table_tried],
};

/**
 * For the table: a column's title, and the quantity whose colour it has.
 *
 * @param {string} id of a column
 * @returns {{ id: string, title: string, quantity?: string }}
 */
export function columnHeading(id) {
  const [sign, quantity] = SIGNS[id] ?? [];
  if (sign) return { id, title: sign, quantity };
  const [title, ofWords] = WORDS[id] ?? [];
  if (title) return { id, title: title(), quantity: ofWords };
  const [, kind, parameter = ""] = id.match(/^(batch_grad|grad|u)_(.+)$/) ?? [];
  if (kind === "u") return { id, title: `u ${withSubscripts(parameter)}`, quantity: "step" };
  const derivative = `∂L/∂${withSubscripts(parameter)}`;
  if (kind) return { id, title: kind === "grad" ? derivative : words.table_batch({ derivative }), quantity: "gradient" };
  return { id, title: withSubscripts(id.replaceAll("_", " ")) };
}

/**
 * For the table: a value as its column shows it.
 *
 * @param {string} id
 * @param {number | null} value
 * @param {{ plane: string[], window: number[] }} [map]
 */
export function formatCell(id, value, map) {
  if (id === "k") return String(value);
  if (value !== null && map?.plane.includes(id)) return formatParameter(value, id, map, FINE);
  if (id === "beta") return formatDegrees(value);
  if (id === "cos_beta") return formatCosine(value);
  return formatNumber(value, 5);
}

/**
 * For the table: the first row and the one after the last of the page on which row k lies.
 *
 * @param {number} k
 * @param {number} count
 * @returns {[number, number]}
 */
export function pageOf(k, count) {
  const from = Math.floor(Math.min(k, count - 1) / MOST) * MOST;
  return [from, Math.min(from + MOST, count)];
}

/** For the button that copies: all rows with every digit, as spreadsheets take them from the clipboard. @param {Run["steps"]} steps */
export function tabSeparated(steps) {
  const names = Object.keys(steps);
  const lines = steps.k.map((_, i) => names.map((name) => valueAt(steps, name, i) ?? "").join("\t"));
  return `${[names.join("\t"), ...lines].join("\n")}\n`;
}
