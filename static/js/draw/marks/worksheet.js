/**
 * A step worked out line by line, for paper: the change of each parameter, the angle, and the change of the loss, predicted
 * and actual; and the same lines as questions, with what is asked left blank.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 * @typedef {{ plane: string[], window: number[] }} PlottedWindow
 * @typedef {string | { answer: string, wide?: boolean }} Part text that is there, or an answer with its blank
 * @typedef {{ prompt: string, equations: Part[][], short?: boolean }} Question each of its equations is on one line; a short one has room beside another
 */

import { language } from "#language";
import * as words from "#words";
import { changeOf } from "../../state/change.js";
import { item } from "../../state/items.js";
import { isAgainstGradient, landingOf } from "../../state/ledger.js";
import { FINE, formatCosine, formatDegrees, formatDifference, formatNumber, formatParameter, withSubscripts } from "../../text/formats.js";

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${formatNumber(value, 5)})` : formatNumber(value, 5));

/** @param {number[]} values */
const column = (values) => `[${inSeries(...values.map((value) => formatNumber(value, 5)))}]`;

/** Numbers and equations side by side. @param {...string} texts */
const inSeries = (...texts) => texts.join(language.pair);

/**
 * For the worked sheet: the lines of a step.
 *
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {PlottedWindow} map
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

/** @param {string} answer */
const blank = (answer) => ({ answer });
/** A blank as wide as a line, for a sentence. @param {string} answer */
const line = (answer) => ({ answer, wide: true });
/** Parts with a text between each two. @param {Part[]} parts @param {string} between @returns {Part[]} */
const joined = (parts, between) => parts.flatMap((part, i) => (i ? [between, part] : [part]));

/**
 * For the worksheet: what is asked of a step that is taken, once ∇L is known. u is asked for where it follows from ∇L alone; else it
 * is told, since a rule that remembers has it from steps that are not on the sheet.
 *
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {PlottedWindow} map
 * @returns {Question[]}
 */
export function worksheetQuestions(row, names, map) {
  const next = landingOf(row);
  const signs = names.map(withSubscripts);
  const eta = formatNumber(row.eta, 5);
  const direction = row.u.map((u) => formatNumber(u, 5));
  const against = isAgainstGradient(row);
  const coordinate = (/** @type {number[]} */ values, /** @type {number} */ i) => formatParameter(item(values, i), item(names, i), map, FINE);
  return [
    against
      ? { prompt: words.worksheet_direction(), equations: [["u = [", ...joined(direction.map(blank), language.pair), "]"]] }
      : { prompt: words.worksheet_direction_given(), equations: [[`u = [${inSeries(...direction)}]`]] },
    {
      prompt: words.worksheet_landing(),
      equations: signs.map((sign, i) => {
        const along = bracketed(item(row.u, i));
        return [`${sign} + η u = ${coordinate(row.point, i)} + ${eta} · `, against ? blank(along) : along, " = ", blank(coordinate(next, i))];
      }),
    },
    { short: true, prompt: words.worksheet_dot(), equations: [["uᵀ∇L = ", blank(formatNumber(row.dot, 5))]] },
    { short: true, prompt: words.worksheet_promise(), equations: [["η uᵀ∇L = ", blank(formatNumber(row.firstOrder, 5))]] },
    {
      prompt: words.worksheet_angle(),
      equations: [
        ["‖u‖ = ", blank(formatNumber(row.uNorm, 5))],
        ["‖∇L‖ = ", blank(formatNumber(row.gradNorm, 5))],
        ["cos β = uᵀ∇L / (‖u‖‖∇L‖) = ", blank(formatCosine(row.cosBeta))],
        ["β = ", blank(formatDegrees(row.beta))],
      ],
    },
    { prompt: words.worksheet_downhill(), equations: [[line(words.worksheet_downhill_answer({ direction: directionOf(row) }))]] },
    {
      prompt: words.worksheet_actual(),
      equations: [
        [`L(θ) = ${formatNumber(row.loss, 5)}`],
        ["L(θ + η u) = ", blank(formatNumber(lossAfter(row), 5))],
        ["ΔL = ", blank(formatDifference(row, 5))],
      ],
    },
    {
      prompt: words.worksheet_kept(),
      equations: [[line(words.worksheet_kept_answer({ kind: keptAs(row), first: row.firstOrder, second: row.secondOrder, actual: formatDifference(row, 5) }))]],
    },
  ];
}

/** The loss after a step; none where it has no value. @param {Row} row */
const lossAfter = ({ loss, actual }) => (actual === null ? null : loss + actual);

/** Where a step goes to first order, in a word. @param {Pick<Row, "dot" | "beta">} row */
const directionOf = ({ dot, beta }) => (beta === null ? "none" : dot < 0 ? "downhill" : dot > 0 ? "uphill" : "level");

/** What became of the promise: by which a sentence is chosen. @param {Row} row */
function keptAs(row) {
  const change = changeOf(row);
  if (change === "too_small" || change === "no_value") return change;
  return row.dot < 0 && change === "rises" ? "too_far" : "other";
}
