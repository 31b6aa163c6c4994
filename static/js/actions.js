/**
 * What a reader can do, and what follows: the state changes, the address follows, the server is asked.
 *
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Catalogue} Catalogue
 */
import { lastStep } from "./ledger.js";
import { choose, resolve } from "./scenario.js";

/** Milliseconds a step while playing. */
const PACE = 140;

/**
 * @param {import("./store.js").Store} store
 * @param {Catalogue} catalogue
 * @param {{ pushed: () => void, stepped: () => void }} address told when the address should follow
 */
export function createActions(store, catalogue, address) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  const last = () => {
    const { run } = store.get();
    return run ? lastStep(run) : 0;
  };

  const actions = {
    /** Shows a choice that is still being made (a drag): the address does not follow yet. @param {Given} change */
    preview(change) {
      const given = choose(store.get().given, change, catalogue);
      store.set({ given, scenario: resolve(given, catalogue) });
    },
    /** The choice is made: one entry in the history. */
    commit() {
      address.pushed();
    },
    /** @param {Given} change */
    choose(change) {
      actions.preview(change);
      actions.commit();
    },
    /** @param {number} k */
    goto(k) {
      store.set({ step: Math.min(Math.max(k, 0), last()) });
      address.stepped();
    },
    /** By so many steps, by hand: a run that plays is paused. @param {number} by */
    move(by) {
      actions.pause();
      actions.goto(Math.min(store.get().step, last()) + by);
    },
    play() {
      if (store.get().step >= last()) actions.goto(0);
      store.set({ playing: true });
      clearInterval(timer);
      timer = setInterval(() => {
        actions.goto(store.get().step + 1);
        if (store.get().step >= last()) actions.pause();
      }, PACE);
    },
    pause() {
      clearInterval(timer);
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
