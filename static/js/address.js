/**
 * The address bar: the whole state, in the words of the API. A choice is an entry of the history; a step replaces the
 * entry, or a run of a hundred steps would bury the way back.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 */
import { query, resolve } from "./scenario.js";

/** Browsers refuse more than about 100 changes in 30 seconds; a playing run makes more. */
const QUIET = 300;

/**
 * @param {import("./store.js").Store} store
 * @param {Catalogue} catalogue
 */
export function createAddress(store, catalogue) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const entry = () => {
    const { given, step, theme } = store.get();
    return { given, step, theme };
  };
  const url = () => {
    const { given, step, theme } = entry();
    const said = query({ ...given, ...(step ? { step } : {}), ...(theme === "auto" ? {} : { theme }) });
    return `${location.pathname}${said ? `?${said}` : ""}`;
  };

  history.replaceState(entry(), "");
  addEventListener("popstate", (event) => {
    if (!event.state) return;
    const { given, step, theme } = event.state;
    clearTimeout(timer);
    store.set({ given, step, theme, scenario: resolve(given, catalogue), playing: false });
  });

  return {
    pushed() {
      clearTimeout(timer);
      if (url() !== `${location.pathname}${location.search}`) history.pushState(entry(), "", url());
    },
    stepped() {
      clearTimeout(timer);
      timer = setTimeout(() => history.replaceState(entry(), "", url()), QUIET);
    },
    /** At once: before the page goes away. */
    settled() {
      clearTimeout(timer);
      history.replaceState(entry(), "", url());
    },
  };
}
