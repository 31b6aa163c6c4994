/**
 * Predict, then reveal: the score of the guesses whether the loss falls. What comes after the step that is shown stays
 * hidden until it is guessed.
 *
 * @typedef {import("./types.js").State} State
 *
 * @typedef {object} Quiz
 * @property {number} right
 * @property {number} asked
 * @property {number} upto the last step whose outcome is known
 * @property {boolean | null} last whether the last guess was right
 */
import { changeOf } from "./change.js";
import { changeAt, lastStep, shownRow } from "./ledger.js";
import { reachedStep } from "./reached.js";

/** For the panel, when it is switched on: a quiz before the first guess. @type {Quiz} */
export const NEW_QUIZ = { right: 0, asked: 0, upto: -1, last: null };

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

/** For the map: the row that is shown, β left out while it is still to be guessed. @param {State} state */
export function visibleRow(state) {
  const row = shownRow(state);
  return row && isOutcomeHidden(state) ? { ...row, beta: null } : row;
}

/**
 * For the panel: the quiz after a guess about a step.
 *
 * @param {Quiz} quiz
 * @param {number} step
 * @param {boolean} falls the guess
 * @param {Pick<import("./ledger.js").Row, "actual" | "doubt">} row of the step
 * @returns {Quiz}
 */
export function afterGuess(quiz, step, falls, row) {
  const right = falls === (changeOf(row) === "falls");
  return { right: quiz.right + (right ? 1 : 0), asked: quiz.asked + 1, upto: step, last: right };
}
