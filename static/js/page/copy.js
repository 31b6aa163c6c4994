/**
 * For buttons that copy: puts a text on the clipboard; where the browser has no clipboard API (no HTTPS, an older browser),
 * by selecting and copying it.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it could be copied
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The old way: selects the text in a box of its own and copies the selection. @param {string} text */
function copyBySelection(text) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "hidden";
  // An open dialog makes all else inert, so the text has to be put and selected inside it.
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
