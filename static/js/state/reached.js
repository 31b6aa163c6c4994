/**
 * How far a run's path is drawn: on arrival it is not there yet, so that there is something to guess. Steps draw it as they
 * are shown, and Play does it once; from its end on every path is drawn whole, and what a setting does is seen at once.
 *
 * @typedef {import("./types.js").State} State
 */
import { lastStep } from "./ledger.js";

/** For the first state: where whole paths are drawn. */
export const WHOLE = Infinity;

/**
 * For a page's script: how far the path is drawn on arrival. A link to a step shows what led there.
 *
 * @param {Pick<import("./types.js").Boot, "given">} boot
 * @param {boolean} still whether nothing is to move
 */
export const reachedOnArrival = ({ given }, still) => (still || given.includes("step") ? WHOLE : 0);

/**
 * For the path and the charts: the last row that has been shown. Runs are compared, and steps turned by hand, on whole paths.
 *
 * @param {Pick<State, "reached" | "step" | "run" | "scenario">} state
 */
export function reachedStep({ reached, step, run, scenario }) {
  const isSeen = scenario.vs.length > 0 || scenario.moves.length > 0 || (run !== null && step >= lastStep(run));
  return isSeen ? WHOLE : Math.max(reached, step);
}

/** For a page's or a frame's script, once: what was reached stays drawn. @param {import("./store.js").Store} store */
export function keepReached(store) {
  store.listen((state) => {
    const reached = reachedStep(state);
    if (reached > state.reached) store.set({ reached });
  });
}
