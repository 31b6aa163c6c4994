/** Items of a list that is known to have them: a missing one is a mistake of the program, and throws at once. */

/**
 * For loops over lists that belong together: item i, which has to be there.
 *
 * @template T
 * @param {readonly T[]} list
 * @param {number} i
 * @returns {T}
 */
export function item(list, i) {
  const found = list[i];
  if (found === undefined) throw new RangeError(`there is no item ${i} of ${list.length}`);
  return found;
}

/** The first item of a list that is known not to be empty. @template T @param {readonly T[]} list @returns {T} */
export const first = (list) => item(list, 0);

/** The last item of a list that is known not to be empty. @template T @param {readonly T[]} list @returns {T} */
export const last = (list) => item(list, list.length - 1);

/**
 * A pair with both of its items changed by a function.
 *
 * @template T, U
 * @param {readonly [T, T]} pair
 * @param {(value: T, i: 0 | 1) => U} change
 * @returns {[U, U]}
 */
export const mapPair = ([one, other], change) => [change(one, 0), change(other, 1)];

/** For what draws two parameters or one input: the first two of a list. @param {readonly number[]} list @returns {[number, number]} */
export const pairOf = (list) => [item(list, 0), item(list, 1)];

/** For what draws two inputs: the first three. @param {readonly number[]} list @returns {[number, number, number]} */
export const tripleOf = (list) => [item(list, 0), item(list, 1), item(list, 2)];
