/**
 * For parts of a page that are loaded when they are first wanted: a function that does its work once and gives the same
 * promise to every caller. After a failure the next caller tries again.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>}
 */
export function once(work) {
  /** @type {Promise<T> | null} */
  let result = null;
  return () => {
    result ??= work().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
}

/** Milliseconds after which a page has drawn what it came for. */
const AT_REST = 1500;

/**
 * For pages: loads what is not needed yet and must not be late when it is. A failure is not told: whoever needs it tries again.
 *
 * @param {() => Promise<unknown>} work
 */
export const atRest = (work) => setTimeout(() => work().catch(() => {}), AT_REST);
