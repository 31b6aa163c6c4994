/** Will the loss fall? Asked where the slope alone does not say. */
import * as words from "#words";
import { isInside } from "../../../draw/layout.js";
import { changeOf } from "../../../state/change.js";
import { verdict } from "../../../text/words.js";

/** Degrees from 90 within which up and down are hard to tell; and the share of its promise below which a step keeps little of it. */
const SQUARE = 15;
const LITTLE = 0.35;
/** What is asked only where nothing else can be. */
const PLAIN = 0.1;

/** @type {import("./kinds.js").Kind} */
export const lossChange = {
  showsStep: true,
  interest({ row, map }) {
    if (row.beta === null || !isInside(row.point, map.window)) return PLAIN;
    const falls = changeOf(row) === "falls";
    if (row.firstOrder < 0 !== falls) return falls ? 2 : 1.7; // the slope promised the contrary
    if (Math.abs(row.beta - 90) <= SQUARE) return 1.5;
    if (row.beta < 90) return 1.2;
    return Number(row.actual) > LITTLE * row.firstOrder ? 1.3 : PLAIN;
  },
  prepare: ({ row }) => ({ row }),
  question: (k) => words.quiz_loss_change_question({ k }),
  choices: () => [
    { guess: true, text: words.quiz_loss_change_yes(), key: words.quiz_loss_change_yes_key() },
    { guess: false, text: words.quiz_loss_change_no(), key: words.quiz_loss_change_no_key() },
  ],
  judge: ({ row }, falls) => ({ right: falls === (changeOf(row) === "falls") }),
  explain: ({ row }, _answer, { run }) => ({
    plain: [words.quiz_sentence({ text: verdict(row, run).title })],
    exact: [words.quiz_loss_change_exact({ beta: row.beta, dot: row.dot, promised: row.firstOrder, actual: row.actual })],
  }),
  draw: () => [],
};
