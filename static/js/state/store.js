/**
 * The page's one state. Panels read it and are told, at most once a frame, that it changed; they keep no state of their own.
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
  /** Shown in the place of the state while the page is printed. @type {State | null} */
  let held = null;
  /** @type {State | null} */
  let told = null;
  let waiting = false;
  /** Each with whether it was ever told: one that comes later than the page is told at first as if nothing had been before. @type {{ tell: Listener, told: boolean }[]} */
  const listeners = [];
  /** @type {(state: State) => Partial<State>} */
  let derive = () => ({});

  function tell() {
    waiting = false;
    const before = told;
    told = held ?? state;
    for (const listener of listeners) {
      const first = !listener.told;
      listener.told = true;
      listener.tell(told, first ? null : before);
    }
  }

  return {
    get: () => held ?? state,
    /** The state itself, even while another is shown: for the loader. */
    latest: () => state,
    /** Changes parts of the state; the listeners are told in the next frame. @param {Partial<State>} change */
    set(change) {
      state = { ...state, ...change };
      state = { ...state, ...derive(state) };
      if (!waiting) {
        waiting = true;
        schedule(tell);
      }
    },
    /** Sets what computes the parts that follow from the rest of the state, after each change. @param {typeof derive} follows */
    derived(follows) {
      derive = follows;
      state = { ...state, ...derive(state) };
    },
    /** For print: shows another state at once; null: the store's own again. @param {State | null} other */
    hold(other) {
      held = other;
      tell();
    },
    /** Adds a listener, which gets the state and the one that it was told before; the first time null. @param {Listener} listener */
    listen(listener) {
      listeners.push({ tell: listener, told: false });
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/**
 * For listeners: whether any of the named parts differs from what they were last told.
 *
 * @param {State} state
 * @param {State | null} before
 * @param {(keyof State)[]} parts
 */
export const changed = (state, before, ...parts) => !before || parts.some((part) => state[part] !== before[part]);
