/**
 * e^−a by two tables, in a dozen operations: an engine's own exp is a call out of compiled code, which takes longer than all else that a
 * loss asks of a data point.
 */

/** The first powers e^(−i/parts). @param {number} count @param {number} parts */
const table = (count, parts) => Float64Array.from({ length: count }, (_, i) => Math.exp(-i / parts));

const WHOLES = table(709, 1);
const PARTS = table(128, 128);

/**
 * For printed losses: e^−a, less than four units in the last place off; of all beyond 708, where numbers are no longer normal, that of 708.
 *
 * @param {number} a at least 0
 * @returns {number}
 */
export function exponential(a) {
  const most = Math.min(a, 708);
  const i = (most * 128 + 0.5) | 0;
  const r = i / 128 - most;
  const rest = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r / 120))));
  return /** @type {any} */ (WHOLES[i >> 7]) * /** @type {any} */ (PARTS[i & 127]) * rest;
}
