/** Undo and redo of choices: buttons, and Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y. */

import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/**
 * For the playground's script, once: puts the buttons and keys to work.
 *
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
    // In a text field the browser's own undo works.
    if (/** @type {Element} */ (event.target).closest?.('textarea, input:not([type="range"], [type="checkbox"])')) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) address.redo();
    else address.undo();
  });
  store.listen((state, before) => {
    // Not `disabled`: a button that becomes disabled loses the focus.
    if (changed(state, before, "past", "future")) {
      undo.setAttribute("aria-disabled", String(!state.past));
      redo.setAttribute("aria-disabled", String(!state.future));
    }
  });
}
