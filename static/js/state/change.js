/**
 * Whether the loss falls or rises along a step: the one place that gives a difference a sign. It has none where it is no
 * larger than the bound on its rounding, `doubt`.
 */

/** For cards, before the server's answer is there: a step of which nothing is known. */
export const UNKNOWN_STEP = { actual: NaN, doubt: NaN };

/**
 * For whoever says or asks what a step did: the kind of change of its loss.
 *
 * @param {{ actual: number | null, doubt: number | null }} step `actual` is null where the loss has no value, NaN while
 *   it is not known
 * @returns {"falls" | "rises" | "too_small" | "no_value" | "unknown"}
 */
export function changeOf({ actual, doubt }) {
  if (actual === null) return "no_value";
  if (Number.isNaN(actual)) return "unknown";
  if (Math.abs(actual) <= Number(doubt)) return "too_small";
  return actual < 0 ? "falls" : "rises";
}
