/** What went wrong, in the link or between page and server, and the way on. */
import { byId, make } from "../dom.js";

/** What the server could not use of a link stays in sight until the reader has seen it. */
export function noticesPanel() {
  const notices = byId("notices");
  notices.querySelector("button")?.addEventListener("click", () => {
    notices.replaceChildren();
    home().focus({ preventScroll: true });
  });
}

/** Says, once, that the page is older than the server. @param {import("../../state/store.js").Store} store */
export function outdatedPanel(store) {
  store.listen(({ outdated }, before) => {
    if (!outdated || before?.outdated) return;
    const reload = make("button", { type: "button", className: "text", textContent: "Reload" });
    reload.addEventListener("click", () => location.reload());
    byId("notices").append(make("div", { className: "notice" }, ["The server has been updated since this page was loaded.", reload]));
  });
}

/** Says what is shown with less than was asked for, as long as it is. @param {import("../../state/store.js").Store} store */
export function fewerPanel(store) {
  const said = make("div", { className: "notice" });
  store.listen(({ fewer }, before) => {
    if (fewer === (before?.fewer ?? null)) return;
    said.textContent = `${fewer} That is shown.`;
    if (fewer) byId("notices").append(said);
    else said.remove();
  });
}

/** Where the keyboard goes on when what it was on is gone. @returns {HTMLElement} */
const home = () => document.getElementById("map-svg") ?? byId("play");

/**
 * @param {import("../../state/store.js").Store} store
 * @param {{ refresh: () => void }} loader
 */
export function troublePanel(store, loader) {
  const box = byId("trouble");
  const again = byId("again");
  again.addEventListener("click", () => {
    // Said anew even where the answer is the same trouble: the reader has to hear that something happened.
    store.set({ trouble: "Asking the server again…" });
    loader.refresh();
  });
  store.listen((state, before) => {
    if (state.trouble === (before?.trouble ?? null) && state.again === (before?.again ?? false)) return;
    // The button is about to go: the keyboard must not fall back to the top of the page.
    if (!state.again && document.activeElement === again) home().focus({ preventScroll: true });
    again.hidden = !state.again; // what the server refuses it would refuse again
    byId("trouble-text").textContent = state.trouble ?? "";
    box.hidden = !state.trouble;
  });
}
