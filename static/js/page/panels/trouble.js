/** What went wrong, in the link or between page and server, and the buttons that go on from there. */
import * as words from "#words";
import { byId, make } from "../dom.js";
import { atRest, once } from "../once.js";

/** Milliseconds after which the server is asked once more where not even the script came that would do it. */
const WITHOUT_SCRIPT = 10000;

/** For a page's script, once: lets the reader close the notices of what the server could not use of a link. */
export function noticesPanel() {
  const notices = byId("notices");
  notices.querySelector("button")?.addEventListener("click", () => {
    notices.replaceChildren();
    home().focus({ preventScroll: true });
  });
}

/** For the playground's script, once: says when the page is older than the server. @param {import("../../state/store.js").Store} store */
export function outdatedPanel(store) {
  store.listen(({ outdated }, before) => {
    if (!outdated || before?.outdated) return;
    const reload = make("button", { type: "button", className: "text", textContent: words.action_reload() });
    reload.addEventListener("click", () => location.reload());
    byId("notices").append(make("div", { className: "notice" }, [words.notice_outdated(), reload]));
  });
}

/**
 * For a page's script, once: says what is shown with less than was asked for, as long as it is.
 *
 * @param {import("../../state/store.js").Store} store
 */
export function fewerPanel(store) {
  const said = make("div", { className: "notice" });
  store.listen(({ fewer }, before) => {
    if (fewer === (before?.fewer ?? null)) return;
    if (!fewer) return said.remove();
    said.textContent = words.notice_fewer({ what: fewer });
    byId("notices").append(said);
  });
}

/** What gets the focus when the button that had it is hidden. @returns {HTMLElement} */
const home = () => document.getElementById("map-svg") ?? byId("play");

/**
 * For a page's script, once: says what went wrong, and lets the reader try again, and does so by itself.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/loader.js").Loader} loader
 */
export function troublePanel(store, loader) {
  const trying = once(async () => (await import("../../state/retry.js")).retry(store, loader));
  atRest(trying); // once the network has failed it is too late
  /** @type {import("../../state/api.js").Trouble | null} */
  let last = null;
  store.listen(() => {
    const passing = loader.passing();
    if (passing && passing !== last) trying().catch(() => setTimeout(loader.again, WITHOUT_SCRIPT));
    last = passing;
  });
  const box = byId("trouble");
  const again = byId("again");
  again.addEventListener("click", () => {
    // The text is set again even where it is the same, so that a screen reader announces the new attempt's result.
    store.set({ trouble: words.trouble_again() });
    loader.again();
  });
  store.listen((state, before) => {
    if (state.trouble === (before?.trouble ?? null) && state.again === (before?.again ?? false)) return;
    // The button is hidden next: without this the focus would be at the top of the page.
    if (!state.again && document.activeElement === again) home().focus({ preventScroll: true });
    again.hidden = !state.again; // the server would refuse the same question again
    byId("trouble-text").textContent = state.trouble ?? "";
    box.hidden = !state.trouble;
  });
}
