/** Undo and redo of choices: buttons, and Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y. */

import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/**
 * @param {import("../../state/store.js").Store} store
 * @param {{ undo: () => void, redo: () => void }} address
 */
export function undoPanel(store, address) {
  const undo = byId("undo");
  const redo = byId("redo");
  undo.addEventListener("click", address.undo);
  redo.addEventListener("click", address.redo);
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // What is being typed has an undo of its own.
    if (/** @type {Element} */ (event.target).closest?.('textarea, input:not([type="range"], [type="checkbox"])')) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) address.redo();
    else address.undo();
  });
  store.listen((state, before) => {
    // Not `disabled`: the focus would be lost with the last choice taken back.
    if (changed(state, before, "past", "future")) {
      undo.setAttribute("aria-disabled", String(!state.past));
      redo.setAttribute("aria-disabled", String(!state.future));
    }
  });
}
