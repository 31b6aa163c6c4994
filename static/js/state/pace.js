/** How fast a run plays. */

/** Milliseconds a step at the usual speed, and for a whole run at most: a long one goes several steps at a time. */
const USUAL = 140;
const LONGEST = 15_000;
/** Milliseconds in which Play draws a path for the first time, a step of it at most, and between two drawings at least. */
const FIRST = 2500;
const SLOWEST = 400;
const FRAME = 1000 / 60;

/**
 * For Play: so many steps further, and milliseconds until then.
 *
 * @param {number} steps of the whole run
 * @param {{ speed: number, first: boolean, single: boolean, usual?: number }} how speed: times the usual; first: whether the path
 *   is drawn for the first time; single: whether each step is to be seen; usual: milliseconds a step, where it is not as ever
 */
export function pace(steps, { speed, first, single, usual = USUAL }) {
  if (first && !single) {
    const step = Math.min(FIRST / Math.max(steps, 1), SLOWEST) / speed;
    const stride = Math.ceil(FRAME / step);
    return { stride, wait: stride * step };
  }
  return { stride: single ? 1 : Math.max(Math.ceil((steps * USUAL) / LONGEST), 1), wait: usual / speed };
}
