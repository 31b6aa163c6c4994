/**
 * Whether the loss falls or rises along a step: the one place that gives a difference a sign. Within the bound on its
 * rounding, its doubt, it has none.
 */
import { number } from "./numbers.js";

/** A step that the server has not told of yet. */
export const NOT_KNOWN = { actual: NaN, doubt: NaN };

/**
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

/** ΔL as a number; where it has no sign, what it lies between. @param {{ actual: number | null, doubt: number | null }} step @param {number} digits */
export const difference = (step, digits) =>
  changeOf(step) === "too_small" ? `0\u00a0±\u00a0${number(Math.abs(Number(step.actual)) + Number(step.doubt), 2)}` : number(step.actual, digits);
