/**
 * Whether a task of the lesson is done. What is checked comes from the server (antigradient/lesson/base.py).
 *
 * @typedef {{ state: Record<string, any>, step: number | null, loss: number | null, beta: number | null }} Seen what a figure tells of itself
 * @typedef {[path: string, comparison: "<" | ">" | "=" | "near", value: number | string, within: number]} Condition
 */

/** The value at a path, "state.start.0". @param {any} seen @param {string} path */
const valueAt = (seen, path) => path.split(".").reduce((value, name) => value?.[name], seen);

/** Whether a figure's message fulfils a condition. @param {Seen} seen @param {Condition} condition */
export function holds(seen, [path, comparison, value, within]) {
  const found = valueAt(seen, path);
  if (found === null || found === undefined) return false;
  if (comparison === "=") return typeof value === "number" ? Number(found) === value : String(found) === value;
  if (comparison === "<") return Number(found) < Number(value);
  if (comparison === ">") return Number(found) > Number(value);
  return Math.abs(Number(found) - Number(value)) <= within;
}

/**
 * For a task that is done on a figure: takes its messages, and says whether each sight has been seen. The first message is
 * what the page itself has set, and does not count, however often it is told.
 *
 * @param {Condition[][]} sights
 */
export function createAct(sights) {
  const unseen = new Set(sights);
  let first = "";
  return (/** @type {Seen} */ seen) => {
    const text = JSON.stringify(seen);
    first ||= text;
    if (text !== first) for (const sight of unseen) if (sight.every((condition) => holds(seen, condition))) unseen.delete(sight);
    return !unseen.size;
  };
}

/** Whether two grids of values are the same, to rounding; what has no value in one has none in the other. @param {(number | null)[][]} one @param {(number | null)[][]} other */
export function sameGrid(one, other) {
  const [a, b] = [one.flat(), other.flat()];
  const values = a.filter((value) => value !== null).map(Math.abs);
  const scale = Math.max(...values, Number.MIN_VALUE);
  return a.length === b.length && values.length > 0 && a.every((value, i) => close(value, b[i] ?? null, scale));
}

/** @param {number | null} one @param {number | null} other @param {number} scale the greatest size of such values */
const close = (one, other, scale) => (one === null || other === null ? one === other : Math.abs(one - other) <= 1e-9 * scale);
