/**
 * What a reader can do, and what follows: the state changes, the address follows, the server is asked.
 *
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Catalogue} Catalogue
 */
import { lastStep, rowOf } from "./ledger.js";
import { pace } from "./pace.js";
import { isOutcomeHidden } from "./quiz.js";
import { WHOLE } from "./reached.js";
import { choose, stateAfter } from "./scenario.js";

/** @typedef {{ pushChoice: (separate?: boolean) => void, replaceStep: () => void }} Address what is told when the address bar has to follow */

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
  /** Up to when a run that plays has been shown, in milliseconds. */
  let time = 0;

  /** The last step that can be shown; before the run is there the present one, so that a link's own step is not lost. */
  const last = () => {
    const { run, step } = store.get();
    return run ? lastStep(run) : step;
  };

  /** @param {number} k @param {boolean} [travels] whether the point is seen to go there */
  const show = (k, travels = false) => {
    store.set({ step: Math.min(Math.max(k, 0), last()), ownBeta: null, travels });
    address.replaceStep();
  };

  const playingPace = () => {
    const { speed, reached, quiz, linger } = store.get();
    return pace(last(), { speed, first: reached !== WHOLE, single: Boolean(quiz?.question || linger), usual: linger }); // towards a question each step is seen
  };
  function next() {
    if (!store.get().playing) return; // Back in the history stops playing too
    if (isOutcomeHidden(store.get())) return; // the run waits for the reader's guess
    const { stride, wait } = playingPace();
    if (store.get().quiz) time = Date.now() - wait; // it has waited for answers
    const times = Math.max(Math.floor((Date.now() - time) / wait), 1); // a slow machine passes steps over: a run has its time
    show(store.get().step + times * stride, true);
    if (store.get().step >= last()) actions.pause();
    else timer = setTimeout(next, due(times * wait));
  }
  /** Milliseconds until the next step, after so many more have been shown. @param {number} shown */
  function due(shown) {
    time += shown;
    return time + playingPace().wait - Date.now();
  }

  const actions = {
    /** Shows a choice that is still being made (a drag): the address does not change yet. @param {Given} change */
    preview(change) {
      store.set(stateAfter(store.get(), choose(store.get().given, change, catalogue), catalogue));
    },
    /** The choice is made: one entry in the history. @param {boolean} [separate] an entry of its own, however soon it follows the last */
    commit(separate) {
      address.pushChoice(separate);
    },
    /** Shows a choice and makes it an entry in the history. @param {Given} change */
    choose(change) {
      actions.preview(change);
      actions.commit();
    },
    /** Shows another run in the place of the first, at the same step. @param {Given} given all that is chosen then */
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
    /**
     * Chooses the direction that is shown, in degrees; null: the optimiser's.
     *
     * @param {number | null} ownBeta
     * @param {boolean} [separate] an entry of its own
     */
    chooseDirection(ownBeta, separate) {
      actions.previewDirection(ownBeta);
      actions.commit(separate);
    },
    /** Takes a step along the reader's own direction: the run has it from now on, and later steps by hand are dropped. */
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
    /** Shows step k, by hand: a run that plays is paused, or it would leave the step that was asked for. @param {number} k */
    goto(k) {
      actions.pause();
      show(k);
    },
    /** Shows the step so many further on, or back. @param {number} by */
    move(by) {
      actions.pause();
      show(Math.min(store.get().step, last()) + by, true);
    },
    play() {
      if (store.get().step >= last()) show(0);
      store.set({ playing: true });
      clearTimeout(timer);
      time = Date.now();
      timer = setTimeout(next, due(0));
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
