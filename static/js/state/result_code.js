/**
 * The code of a reader's results: which of the lesson's tasks are done, a bit for each in the lesson's order, with a sum by
 * which a slip of the pen is noticed. A teacher reads it back; it is no proof.
 */

/** Without letters that are read as others. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS = 5;
/** Values of the sum: a prime, so that two letters that change places are noticed too. */
const SUM = 31;

/** @param {number[]} values */
const sumOf = (values) => values.reduce((sum, value, i) => (sum + (i + 2) * (value + 1)) % SUM, 0);

/** For the sheet of answers: the code of what is done, "7K-2". @param {boolean[]} done */
export function resultCode(done) {
  const values = [];
  for (let i = 0; i < done.length; i += BITS) values.push(done.slice(i, i + BITS).reduce((value, bit, j) => value + (bit ? 2 ** j : 0), 0));
  return `${values.map((value) => LETTERS[value]).join("")}-${LETTERS[sumOf(values)]}`;
}

/** For teachers: what is done by a code for so many tasks; null where it is no such code. @param {string} code @param {number} count */
export function resultsOf(code, count) {
  const [text = "", sum = ""] = code.trim().toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1").split("-");
  const values = Array.from(text, (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1) || values.length !== Math.ceil(count / BITS) || sum !== LETTERS[sumOf(values)]) return null;
  const bits = values.flatMap((value) => Array.from({ length: BITS }, (_, j) => Boolean(value & (2 ** j))));
  return bits.slice(count).some(Boolean) ? null : bits.slice(0, count);
}
