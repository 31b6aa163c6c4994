/**
 * What a reader can do, and what follows: the state changes, the address follows, the server is asked.
 *
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Catalogue} Catalogue
 */
import { lastStep, rowOf } from "./ledger.js";
import { isOutcomeHidden } from "./quiz.js";
import { choose, stateAfter } from "./scenario.js";

/** Milliseconds a step while playing at the usual speed. */
const PACE = 140;

/** @typedef {{ pushChoice: (separate?: boolean) => void, replaceStep: () => void }} Address told when the address should follow */

/**
 * For a page's or a frame's script, once: all that a reader can do, for its panels to call.
 *
 * @param {import("./store.js").Store} store
 * @param {Catalogue} catalogue
 * @param {Address} address
 */
export function createActions(store, catalogue, address) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Before the run is there, a link's own step is not to be lost. */
  const last = () => {
    const { run, step } = store.get();
    return run ? lastStep(run) : step;
  };

  const show = (/** @type {number} */ k) => {
    store.set({ step: Math.min(Math.max(k, 0), last()), ownBeta: null });
    address.replaceStep();
  };

  function next() {
    if (!store.get().playing) return; // the way back through the history stops it too
    if (isOutcomeHidden(store.get())) return; // the reader is asked first
    show(store.get().step + 1);
    if (store.get().step >= last()) actions.pause();
    else timer = setTimeout(next, PACE / store.get().speed);
  }

  const actions = {
    /** Shows a choice that is still being made (a drag): the address does not follow yet. @param {Given} change */
    preview(change) {
      store.set(stateAfter(store.get(), choose(store.get().given, change, catalogue), catalogue));
    },
    /** The choice is made: one entry in the history. @param {boolean} [separate] never one with the choice before it */
    commit(separate) {
      address.pushChoice(separate);
    },
    /** @param {Given} change */
    choose(change) {
      actions.preview(change);
      actions.commit();
    },
    /** Another run is the one that is shown, at the same step. @param {Given} given all that is chosen then */
    show(given) {
      actions.pause();
      store.set({ ...stateAfter(store.get(), given, catalogue), ownBeta: null });
      actions.commit(true);
    },
    /** Shows a direction that is still being turned by hand, so many degrees from the gradient. @param {number | null} ownBeta */
    previewDirection(ownBeta) {
      actions.pause();
      store.set({ ownBeta });
    },
    /** Looks along a direction of one's own; null: the optimiser's. @param {number | null} ownBeta @param {boolean} [separate] never one choice with the turn before it */
    chooseDirection(ownBeta, separate) {
      actions.previewDirection(ownBeta);
      actions.commit(separate);
    },
    /** Walks the reader's own direction: the step is theirs from now on, and later steps of theirs are forgotten. */
    takeOwnStep() {
      const { run, step, ownBeta, scenario } = store.get();
      if (!run || ownBeta === null) return;
      const row = rowOf(run, Math.min(step, last()));
      const eta = row.last ? scenario.eta : row.eta;
      /** @type {Turn[]} */
      const moves = [...scenario.moves.filter(([k]) => k < row.k), [row.k, ownBeta, eta]];
      const steps = row.k === scenario.steps ? { steps: row.k + 1 } : {};
      actions.preview({ moves, ...steps });
      store.set({ ownBeta: null, step: row.k + 1 });
      actions.commit(true);
    },
    /** By hand: a run that plays is paused, or it would run away from under the hand. @param {number} k */
    goto(k) {
      actions.pause();
      show(k);
    },
    /** @param {number} by */
    move(by) {
      actions.goto(Math.min(store.get().step, last()) + by);
    },
    play() {
      if (store.get().step >= last()) show(0);
      store.set({ playing: true });
      clearTimeout(timer);
      timer = setTimeout(next, PACE / store.get().speed);
    },
    /** A run that plays goes on, after what was asked of the reader. @param {number} wait milliseconds */
    resume(wait) {
      clearTimeout(timer);
      timer = setTimeout(next, wait);
    },
    pause() {
      clearTimeout(timer);
      if (store.get().playing) store.set({ playing: false });
    },
    toggle() {
      if (store.get().playing) actions.pause();
      else actions.play();
    },
  };
  return actions;
}

/** @typedef {ReturnType<typeof createActions>} Actions */
