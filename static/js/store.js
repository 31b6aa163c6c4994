/**
 * The page's one state. Panels read it and are told, at most once a frame, that it changed; nobody else keeps any.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {(state: State, before: State | null) => void} Listener
 */

/**
 * @param {State} initial
 * @param {(draw: () => void) => void} [schedule] when to tell the listeners; the next frame by default
 */
export function createStore(initial, schedule = (draw) => requestAnimationFrame(draw)) {
  let state = initial;
  /** @type {State | null} */
  let told = null;
  let waiting = false;
  /** @type {Listener[]} */
  const listeners = [];

  function tell() {
    waiting = false;
    const before = told;
    told = state;
    for (const listener of listeners) listener(told, before);
  }

  return {
    get: () => state,
    /** @param {Partial<State>} change */
    set(change) {
      state = { ...state, ...change };
      if (!waiting) {
        waiting = true;
        schedule(tell);
      }
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
