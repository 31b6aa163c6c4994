/** The worksheet: the picture and what is known of a step, questions with blanks, and on a leaf of their own the answers. */
import * as words from "#words";
import { worksheetQuestions } from "../../draw/marks/worksheet.js";
import { isAgainstGradient } from "../../state/ledger.js";
import { make } from "../dom.js";
import { mapOnPaper } from "./drawings.js";
import { chainAbout, sharesAsked, stagesAsked } from "./stages.js";

/** @typedef {import("../../draw/marks/worksheet.js").Part} Part */

/** For the sheet: its leaves, each with its title, class and content. @param {import("./sheet.js").Sheet} sheet */
export function worksheetParts({ state, catalogue, row, run, chain, head }) {
  const known = make("div", {}, [head, ...(chain ? sharesAsked(chain) : [])]);
  const pictures = make("div", { className: "pictures" }, [mapOnPaper(state, catalogue, { withoutDirection: isAgainstGradient(row) }), known]);
  const questions = row.last ? [] : worksheetQuestions(row, run.parameters, state.scenario);

  /** The same questions on both leaves, with the same numbers. @param {boolean} answered */
  function questionList(answered) {
    const stages = chain ? stagesAsked(chain, answered) : [];
    const items = questions.map(({ prompt, equations, short }) =>
      make("li", { className: short ? "short" : "" }, [prompt, ...equations.flatMap((parts) => [" ", equationOf(parts, answered)])]),
    );
    return [
      make("h3", { textContent: answered ? words.chain_title() : words.worksheet_gradient() }),
      ...(chain && !answered ? [chainAbout(chain, state)] : []),
      make("ol", { className: "stages" }, stages),
      make("h3", { textContent: words.worksheet_step() }),
      ...(items.length ? [make("ol", { className: "questions", start: stages.length + 1 }, items)] : [make("p", { textContent: words.sheet_ended() })]),
    ];
  }

  return [
    { title: words.worksheet_title(), kind: "asked", content: [nameLine(), pictures, ...questionList(false)] },
    { title: words.worksheet_answers(), kind: "answers", content: questionList(true) },
  ];
}

/** Where a student writes who it is. */
const nameLine = () =>
  make("p", { className: "name" }, [
    words.worksheet_name(),
    make("span", { className: "blank wide" }),
    words.worksheet_date(),
    make("span", { className: "blank" }),
  ]);

/** @param {Part[]} parts @param {boolean} answered */
const equationOf = (parts, answered) =>
  make("span", { className: parts.some((part) => typeof part !== "string" && part.wide) ? "" : "equation-line" }, parts.map(answered ? answer : blank));

/** @param {Part} part */
const blank = (part) => (typeof part === "string" ? part : make("span", { className: part.wide ? "blank wide" : "blank" }));

/** @param {Part} part */
const answer = (part) => (typeof part === "string" ? part : make("b", { className: "answer", textContent: part.answer }));
