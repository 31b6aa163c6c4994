/**
 * The address bar: the whole state, in the words of the API. A choice is an entry of the history; a step replaces the
 * entry, or Back would have to pass a hundred entries after a run of a hundred steps.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").LinkValue} LinkValue
 * @typedef {Given & { beta: number | null, theme: string, palette: string, depth: string, layers: string }} Choice
 */

import { mapPair } from "./items.js";
import { layersInLink } from "./layers.js";
import { isSameInLink } from "./link.js";
import { addressTail, isLong } from "./long_query.js";
import { DEFAULT_PALETTE } from "./palettes.js";
import { query, stateAfter } from "./scenario.js";

/** Browsers refuse more than about 100 changes in 30 seconds; a playing run, or a key that is held, makes more. */
const QUIET = 350;
/** So many changes in a period are written at once all the same: a reload takes the address from before the page's last write. */
const MANY = 40;
const PERIOD = 30_000;
/** Choices of the same thing that follow each other within this are one: an arrow key pressed five times. */
const TOGETHER = 600;

/**
 * For the address bar, Share and print: the query string of the page that shows this state, without "?".
 *
 * @param {import("./types.js").State} state
 * @param {boolean} [lasting] whether it also says what a later default might change: for a link that is handed out
 */
export function pageQuery({ given, step, theme, ownBeta, layers, palette, depth, lang }, lasting = false) {
  const page = {
    beta: ownBeta,
    ...layersInLink(layers),
    palette: palette === DEFAULT_PALETTE && !lasting ? undefined : palette,
    depth: depth === "see" ? undefined : depth,
  };
  return query({ ...given, ...(step ? { step } : {}), ...page, ...(theme === "auto" ? {} : { theme }), lang });
}

/**
 * For the page's script, once: what keeps the address bar and the history in step with the store.
 *
 * @param {import("./store.js").Store} store
 * @param {Catalogue} catalogue
 */
export function createAddress(store, catalogue) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let late = false;
  /** Times of the last writes, in milliseconds. @type {number[]} */
  let told = [];
  let last = { names: "", time: -Infinity, chosen: choiceOf(store.get()) };

  /** Which entry of the history this is, counted from where the reader came in, and the last that there is. */
  let place = history.state?.place ?? 0;
  let top = history.state?.top ?? place;

  const entry = () => {
    const { given, step, theme, ownBeta, layers, palette, depth } = store.get();
    return { given, step, theme, ownBeta, layers, palette, depth, place, top };
  };
  const isPacked = () => /[?&]fragment=/.test(location.search);
  /** The query that the address says, which may have a part of it in its fragment. */
  const queryHere = () => (isPacked() ? pageQuery(store.get()) : location.search.slice(1));
  let written = queryHere();
  /** A long query, and what the address has of it: until it is packed, which takes a moment, that of the choice before. */
  let long = { query: "", tail: location.search + location.hash };

  function url() {
    written = pageQuery(store.get());
    if (!isLong(written)) return `${location.pathname}${written && `?${written}`}`;
    if (written !== long.query) {
      long = { ...long, query: written };
      pack(written);
    }
    return `${location.pathname}${long.tail}`;
  }
  /** @param {string} query */
  async function pack(query) {
    const tail = await addressTail(query).catch(() => `?${query}`); // as it is, where what packs it does not come
    if (query !== long.query) return;
    long = { query, tail };
    if (pageQuery(store.get()) === query) replace();
  }

  const placed = () => store.set({ past: place > 0, future: place < top });

  history.replaceState(entry(), "");
  placed();
  addEventListener("popstate", (event) => {
    if (!event.state) return;
    const { given, step, theme, ownBeta, layers, palette, depth } = event.state;
    place = event.state.place;
    placed();
    forget();
    store.set({
      ...stateAfter(store.get(), given, catalogue),
      step,
      theme,
      layers,
      palette,
      depth,
      ownBeta: ownBeta ?? null,
      draft: null,
      moving: false,
      playing: false,
    });
    last = { names: "", time: -Infinity, chosen: choiceOf(store.get()) };
    written = queryHere();
    history.replaceState(entry(), "", isLong(written) ? url() : undefined); // with `top` as it is now: after a reload the entry is all that is known
  });
  addEventListener("hashchange", () => {
    if (!history.state && isPacked()) location.reload(); // another link, of which the fragment alone is another
  });

  const replace = () => history.replaceState(entry(), "", url());
  function forget() {
    clearTimeout(timer);
    timer = undefined;
    late = false;
  }
  /** Replaces the entry: at once after a pause, or by hand while there are few changes; else when the changes pause. */
  function replaceSoon() {
    told = told.filter((time) => performance.now() - time < PERIOD);
    late = timer !== undefined && (store.get().playing || told.length >= MANY);
    if (!late) {
      told.push(performance.now());
      replace();
    }
    clearTimeout(timer);
    timer = setTimeout(flush, QUIET);
  }
  /** Writes what is late at once; also before the page goes away. */
  function flush() {
    if (late) replace();
    forget();
  }

  return {
    /** Adds an entry for the present state. @param {boolean} [separate] an entry of its own, however soon it follows the last: a drag */
    pushChoice(separate = false) {
      if (pageQuery(store.get()) === written) return;
      const chosen = choiceOf(store.get());
      const names = differing(chosen, last.chosen);
      const again = !separate && names !== "" && names === last.names && performance.now() - last.time < TOGETHER;
      last = { names, time: performance.now(), chosen };
      if (again) return replaceSoon();
      forget();
      top = ++place;
      placed();
      history.pushState(entry(), "", url());
    },
    /** Takes the last choice back: the browser's own Back, but never out of this page. */
    undo() {
      if (place > 0) history.back();
    },
    redo() {
      if (place < top) history.forward();
    },
    replaceStep: replaceSoon,
    flush,
  };
}

/** What makes a new entry of the history when it differs, by its name in a link. @param {import("./types.js").State} state @returns {Choice} */
const choiceOf = ({ given, ownBeta, theme, layers, palette, depth }) => ({ ...given, beta: ownBeta, theme, palette, depth, layers: String(layers) });

/** The names that two choices differ in, joined by commas; a further run's with its number. @param {Choice} one @param {Choice} other */
const differing = (one, other) => {
  const [a, b] = mapPair([one, other], ({ vs = [], ...rest }) => /** @type {Record<string, LinkValue>} */ ({ ...rest, ...numbered(vs) }));
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSameInLink(name, a[name], b[name])).join();
};

/** The names of all further runs, each with its run's number before it. @param {Given[]} vs @returns {Record<string, LinkValue>} */
const numbered = (vs) => Object.fromEntries(vs.flatMap((run, i) => Object.entries(run).map(([name, value]) => [`${i}.${name}`, value])));
