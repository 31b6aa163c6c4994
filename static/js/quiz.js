/**
 * Predict, then reveal: the score of the guesses whether the loss falls, and the step that waits for one.
 *
 * @typedef {object} Quiz
 * @property {number} right
 * @property {number} asked
 * @property {number | null} open the step whose outcome is hidden until it is guessed; null: shown
 * @property {boolean | null} last whether the last guess was right
 */

/** @type {Quiz} */
export const BEGUN = { right: 0, asked: 0, open: null, last: null };

/**
 * The quiz after a guess about a step.
 *
 * @param {Quiz} quiz
 * @param {boolean} falls the guess
 * @param {number} actual ΔL
 * @returns {Quiz}
 */
export function guessed(quiz, falls, actual) {
  const right = falls === actual < 0;
  return { right: quiz.right + (right ? 1 : 0), asked: quiz.asked + 1, open: null, last: right };
}
