/** Asking again by itself what failed and may pass: the network, a proxy without a server behind it, a server that is busy. */

/** Seconds between two attempts at most, where the server does not say. */
const LONGEST = 30;
/** Seconds that the server may ask for at most. */
const MOST = 3600;

/**
 * For `retry`: milliseconds until the next attempt. Without a word of the server 1, 2, 4 … 30 s, each shortened by up to a
 * half; where it says how long (`Retry-After`, in seconds or as a date) no less than that, and up to a half more. The chance
 * keeps a lecture hall that failed together from coming back together.
 *
 * @param {number} attempts that failed before this one
 * @param {string | null} retryAfter
 * @param {number} chance from 0 to 1
 */
export function waitBefore(attempts, retryAfter, chance) {
  const said = secondsOf(retryAfter);
  const seconds = said === null ? Math.min(2 ** attempts, LONGEST) * (0.5 + chance / 2) : Math.min(said, MOST) * (1 + chance / 2);
  return 1000 * seconds;
}

/** What a header `Retry-After` asks for, at least a second; null where it says nothing. @param {string | null} retryAfter */
function secondsOf(retryAfter) {
  if (retryAfter === null) return null;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(seconds, 1);
}

/**
 * For pages and frames, once: as long as there is trouble that may pass, asks again after a while, and at once when the
 * browser is online again or the page is seen again. A page that nobody sees does not ask.
 *
 * @param {import("./store.js").Store} store
 * @param {Pick<import("./loader.js").Loader, "again" | "passing">} loader
 */
export async function retry(store, loader) {
  let attempts = 0;
  /** @type {import("./api.js").Trouble | null} */
  let last = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function attempt() {
    clearTimeout(timer);
    timer = undefined;
    if (!last || document.hidden) return;
    attempts++;
    loader.again();
  }

  function follow() {
    const trouble = loader.passing();
    if (trouble === last) return;
    last = trouble;
    if (!trouble) {
      clearTimeout(timer);
      timer = undefined;
      attempts = 0;
    } else timer ??= setTimeout(attempt, waitBefore(attempts, trouble.retryAfter, Math.random()));
  }

  addEventListener("online", attempt);
  document.addEventListener("visibilitychange", attempt);
  store.listen(follow);
  follow();
}
