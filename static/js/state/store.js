/**
 * The page's one state. Panels read it and are told, at most once a frame, that it changed; nobody else keeps any.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {(state: State, before: State | null) => void} Listener
 */

/**
 * For a page's or a frame's script, once: the store, which panels read and listen to.
 *
 * @param {State} initial
 * @param {(draw: () => void) => void} [schedule] when to tell the listeners; the next frame by default
 */
export function createStore(initial, schedule = (draw) => requestAnimationFrame(draw)) {
  let state = initial;
  /** Shown in the place of the state, while the page is on its way to paper. @type {State | null} */
  let held = null;
  /** @type {State | null} */
  let told = null;
  let waiting = false;
  /** @type {Listener[]} */
  const listeners = [];
  /** @type {(state: State) => Partial<State>} */
  let derive = () => ({});

  function tell() {
    waiting = false;
    const before = told;
    told = held ?? state;
    for (const listener of listeners) listener(told, before);
  }

  return {
    get: () => held ?? state,
    /** What there is, whatever is shown: for who asks the server. */
    latest: () => state,
    /** @param {Partial<State>} change */
    set(change) {
      state = { ...state, ...change };
      state = { ...state, ...derive(state) };
      if (!waiting) {
        waiting = true;
        schedule(tell);
      }
    },
    /** What follows from the rest of the state is never set by hand. @param {typeof derive} follows */
    derived(follows) {
      derive = follows;
      state = { ...state, ...derive(state) };
    },
    /** Shows another state, at once; null: again the one that there is. @param {State | null} other */
    hold(other) {
      held = other;
      tell();
    },
    /** @param {Listener} listener */
    listen(listener) {
      listeners.push(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/**
 * Whether any of the named parts differs from what a listener was last told.
 *
 * @param {State} state
 * @param {State | null} before
 * @param {(keyof State)[]} parts
 */
export const changed = (state, before, ...parts) => !before || parts.some((part) => state[part] !== before[part]);
