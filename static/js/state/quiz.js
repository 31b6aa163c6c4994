/**
 * Predict, then reveal: which question is put to the reader, and what stays hidden until it is answered. What asks is loaded
 * with the first press; this is what the rest of the page has to know.
 *
 * @typedef {import("./types.js").State} State
 *
 * @typedef {object} Question
 * @property {string} kind an id of the registry of kinds
 * @property {number} step the step that it is about
 * @property {boolean} showsStep whether the map shows u before the answer
 * @property {any} facts what the kind has made of the step, for itself; null while the run plays towards it
 *
 * @typedef {object} Quiz
 * @property {number} upto the last step whose outcome is known
 * @property {Question | null} question the one that comes next, is put, or was answered last
 * @property {any} guess where the reader's mark is, in the kind's own terms
 * @property {{ right: boolean, [fact: string]: any } | null} answer what came of the guess
 * @property {string[]} asked kinds of the questions so far
 * @property {Pick<State, "given" | "step" | "ownBeta">} begun what was shown before, and is shown again at the end
 *
 * @typedef {object} Score
 * @property {number} streak right answers in a row
 * @property {number} longest of this visit
 */
import { changeAt, lastStep, shownRow } from "./ledger.js";
import { reachedStep } from "./reached.js";

/** For a page's first state. @type {Score} */
export const NEW_SCORE = { streak: 0, longest: 0 };

/**
 * For the button: a quiz before its first question, which knows what led to the step that is shown, or nothing at a run's end.
 *
 * @param {Pick<State, "given" | "step" | "ownBeta" | "run">} state
 * @returns {Quiz}
 */
export const newQuiz = ({ given, step, ownBeta, run }) => ({
  upto: run && step >= lastStep(run) ? -1 : step - 1,
  question: null,
  guess: null,
  answer: null,
  asked: [],
  begun: { given, step, ownBeta },
});

/**
 * For what shows a step: whether its outcome is still to be guessed, whatever direction is looked at from there. Where
 * rounding hides it nobody is asked.
 *
 * @param {Pick<State, "quiz" | "run" | "step">} state
 */
export const isOutcomeHidden = ({ quiz, run, step }) =>
  quiz !== null && run !== null && step > quiz.upto && step < lastStep(run) && changeAt(run, step) !== "too_small";

/** @typedef {Pick<State, "quiz" | "run" | "step" | "reached" | "scenario">} Seen */

/** For charts of what steps do, as β: the last row whose step may be seen. @param {Seen} state */
export function lastKnownStep(state) {
  if (!state.quiz) return reachedStep(state);
  return isOutcomeHidden(state) ? state.step - 1 : Math.max(state.step, state.quiz.upto);
}

/** For the path and the charts of where it is: the last row that may be seen. @param {Seen} state */
export const lastVisibleStep = (state) => lastKnownStep(state) + (state.quiz ? 1 : 0);

/** For the path and the charts: whether more or less of a run may be seen than before. @param {State} state @param {State | null} before */
export const visibleChanged = (state, before) => !before || lastKnownStep(state) !== lastKnownStep(before) || !state.quiz !== !before.quiz;

/** For the map: the row that is shown, without β and, where the question is about it, without u while that is to be guessed. @param {State} state */
export function visibleRow(state) {
  const row = shownRow(state);
  return row && isOutcomeHidden(state) ? { ...row, beta: null, last: !state.quiz?.question?.showsStep } : row;
}
