/** The chain rule on a sheet: each stage with its numbers, or with boxes for them. */
import * as words from "#words";
import { stageNumbers } from "../../draw/marks/stage_numbers.js";
import { item } from "../../state/items.js";
import { objectiveOf } from "../../state/scenario.js";
import { aboutChain, ruleOfStep } from "../../text/derivation_words.js";
import { formatNumber } from "../../text/formats.js";
import { make } from "../dom.js";
import { columnsOf } from "../panels/contributions.js";
import { stageRow } from "../panels/stage_row.js";

/** Stages that a worksheet does not ask for: the step has questions of its own; with data the others are no link of the chain. */
const NOT_ASKED = { always: ["step"], withData: ["step", "loss", "gradient"] };
/** Points beyond this are added up in one row. */
const MOST = 12;

/**
 * @typedef {object} Chain
 * @property {import("../../state/types.js").Derivation} derivation
 * @property {import("../../state/types.js").Local} local
 * @property {number} i the data point that is followed
 * @property {import("../../state/types.js").Objective} loss
 */

/** For sheets: what the chain rule of a state is made of. @param {import("../../state/types.js").State} state @param {import("../../state/types.js").Catalogue} catalogue @returns {Chain | null} */
export function chainOf({ derivation, local, datum }, catalogue) {
  if (!derivation || !local) return null;
  return { derivation, local, i: Math.min(datum, Math.max(local.samples.length - 1, 0)), loss: objectiveOf(catalogue, derivation.scenario.objective) };
}

/** For sheets: the sentence on the point that the numbers are of. @param {Chain} chain @param {import("../../state/types.js").State} state */
export const chainAbout = ({ local, i }, { scenario }) => make("p", { className: "note", textContent: aboutChain(local, i, scenario) });

/**
 * For the worked sheet: all stages with their numbers.
 *
 * @param {Chain} chain
 * @param {import("../../state/ledger.js").Row} row
 * @returns {HTMLElement[]} items of a list
 */
export function stagesWorkedOut({ derivation, local, i, loss }, row) {
  return derivation.stages.flatMap((stage) => {
    const rule = ruleOfStep(stage.rule, row, derivation);
    if (stage.id === "step" && rule !== stage.rule) return []; // the lines of the step have the one that is taken
    const item_ = stageRow(stage);
    fill(item_, stageNumbers(stage, derivation, local.samples[i], i, loss));
    return [item_];
  });
}

/**
 * For the worksheet and its answers: the stages up to the gradient.
 *
 * @param {Chain} chain
 * @param {boolean} answered
 * @returns {HTMLElement[]} items of a list
 */
export function stagesAsked({ derivation, local, i, loss }, answered) {
  return derivation.stages
    .filter(({ id }) => !(local.samples.length ? NOT_ASKED.withData : NOT_ASKED.always).includes(id))
    .map((stage) => {
      const row = stageRow(stage);
      if (answered) fill(row, stageNumbers(stage, derivation, local.samples[i], i, loss));
      else for (const cell of row.querySelectorAll(".stage-numbers")) cell.append("= ", make("span", { className: "blank" }));
      return row;
    });
}

/** @param {Element} row @param {string[]} lines MathML */
function fill(row, lines) {
  const cells = row.querySelectorAll(".stage-numbers");
  lines.forEach((numbers, k) => {
    const cell = cells[k];
    if (cell) cell.innerHTML = numbers;
  });
}

/**
 * For the worked sheet: what each data point adds to ∇L.
 *
 * @param {Chain} chain
 * @returns {HTMLElement[]} nothing without data
 */
export function sharesTable({ local: { samples, parameters, gradient }, i: chosen, loss }) {
  if (!samples.length || !loss.output) return [];
  const columns = columnsOf(parameters, loss.inputs === 2, loss.output);
  const rows = samples.slice(0, MOST).map((sample, i) =>
    row(
      String(i + 1),
      columns.map(({ id }) => formatNumber(sample[id], 4)),
      columns,
      i === chosen ? "chosen" : "",
    ),
  );
  const more = samples.length - rows.length;
  const rest = more ? [row(words.worksheet_others({ count: more }), sharesIn(columns, parameters, samples.slice(MOST)), columns)] : [];
  const total = columns.map(({ id }) => (id.startsWith("d") ? formatNumber(item(gradient, parameters.indexOf(id.slice(1))), 4) : ""));
  return [table(columns, [...rows, ...rest, row("∇L", total, columns, "gradient")])];
}

/**
 * For the worksheet: the point that is followed, with blanks for its share of ∇L, and what the others add.
 *
 * @param {Chain} chain
 * @returns {HTMLElement[]} nothing without data
 */
export function sharesAsked({ local: { samples, parameters }, i: chosen, loss }) {
  const sample = samples[chosen];
  if (!sample || !loss.output) return [];
  const columns = columnsOf(parameters, loss.inputs === 2, loss.output).filter(({ kind, id }) => kind === "input" || id === "y" || id.startsWith("d"));
  const others = samples.filter((_, i) => i !== chosen);
  const known = columns.map(({ id }) => (id.startsWith("d") ? null : formatNumber(sample[id], 4)));
  const sum = columns.map(({ id }) => (id.startsWith("d") ? null : ""));
  const rest = others.length ? [row(words.worksheet_others({ count: others.length }), sharesIn(columns, parameters, others), columns)] : [];
  return [table(columns, [row(String(chosen + 1), known, columns, "chosen"), ...rest, row("∇L", sum, columns, "gradient")])];
}

/** @typedef {ReturnType<typeof columnsOf>} Columns */

/** What some points add to ∇L together. @param {Columns} columns @param {string[]} parameters @param {Record<string, number>[]} samples */
const sharesIn = (columns, parameters, samples) =>
  columns.map(({ id }) =>
    parameters.some((p) => id === `d${p}`)
      ? formatNumber(
          samples.reduce((sum, sample) => sum + Number(sample[id]), 0),
          4,
        )
      : "",
  );

/** @param {string} name @param {(string | null)[]} cells null: a blank @param {Columns} columns @param {string} [className] */
const row = (name, cells, columns, className = "") =>
  make("tr", { className }, [
    make("th", { scope: "row", textContent: name }),
    ...cells.map((text, k) => make("td", { className: columns[k]?.kind ?? "" }, [text ?? make("span", { className: "blank" })])),
  ]);

/** @param {Columns} columns @param {Element[]} rows */
function table(columns, rows) {
  const head = [words.contribution_point(), ...columns.map(({ name }) => name)].map((textContent) => make("th", { scope: "col", textContent }));
  return make("table", { className: "points" }, [
    make("caption", { textContent: words.worksheet_shares() }),
    make("thead", {}, [make("tr", {}, head)]),
    make("tbody", {}, rows),
  ]);
}
