/** Buttons that open the definition of a word; what they open is loaded with the first press. The server's are in app/site/terms.py. */
import * as words from "#words";
import { make } from "./dom.js";
import { once } from "./once.js";

/** A word of a message that opens its definition: <term loss>how wrong it is</term>. */
const TAG = /<term ([a-z0-9_-]+)>(.*?)<\/term>/;

/** @param {string} id @param {string} text @param {string} [className] */
function button(id, text, className = "term") {
  const element = make("button", { type: "button", className, textContent: text });
  element.dataset.term = id;
  element.setAttribute("aria-haspopup", "dialog");
  element.setAttribute("aria-expanded", "false");
  return element;
}

/** For panels: a message whose tags <term id>…</term> are such buttons, as nodes. @param {string} message @returns {(Element | string)[]} */
export function withTerms(message) {
  const parts = message.split(TAG); // text, id, word, text, …
  return parts.flatMap((part, i) => [() => part || [], () => button(part, parts[i + 1] ?? ""), () => []][i % 3]?.() ?? []);
}

/** For forms: a question mark beside a label, which cannot hold a button. @param {string} id @param {string} title of the field */
export function termMark(id, title) {
  const mark = button(id, "?", "term mark");
  mark.setAttribute("aria-label", words.glossary_what_is({ title }));
  return mark;
}

/**
 * For a page's script, once: lets these buttons work, those too that come later.
 *
 * @param {Pick<import("../state/types.js").Boot, "api" | "glossary">} boot
 * @param {() => void} failed says that the script of the definitions did not come
 */
export function termButtons(boot, failed) {
  const panel = once(async () => (await import("./panels/definition.js")).definitionPanel(boot));
  document.addEventListener("click", async ({ target }) => {
    const pressed = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button.term"));
    if (!pressed) return;
    try {
      (await panel()).toggle(pressed);
    } catch {
      failed();
    }
  });
}
