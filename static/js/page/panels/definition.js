/**
 * The definition of a word, beside the button that asks for it: closed by Escape, by a press elsewhere, by its own button and
 * by the one that opened it, which then has the focus again. It lies in the dialog that is open, if one is: all else is inert.
 *
 * @typedef {import("../../state/types.js").Definition} Definition
 */
import * as words from "#words";
import { glossaryEndpoint } from "../../state/endpoints.js";
import { make, zoomOf } from "../dom.js";
import { once } from "../once.js";

/** Pixels between the definition and its button, and between it and the edge of the page. */
const GAP = 6;
const EDGE = 8;

/** The page's button for a term, as it stands now. @param {string | undefined} term */
const sameTerm = (term) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".term"))].find(({ dataset }) => dataset.term === term);

/** Adopted with the first definition: few readers need it at first. */
const STYLE = `.definition{position:fixed;z-index:30;width:min(340px,calc(100vw - 16px));max-height:calc(100vh - 16px);padding:12px 16px;overflow:auto;border:1px solid var(--field);border-radius:10px;background:var(--card);box-shadow:0 6px 24px rgb(8 14 26 / 25%);color:var(--ink);font-weight:400;font-size:15px;line-height:1.45}
.definition h2{margin:0;padding-inline-end:36px;font-size:16px}
.definition .icon{position:absolute;inset-block-start:6px;inset-inline-end:6px;width:32px;height:32px;border:0;background:none;font-size:18px}
.definition p{margin:6px 0 0}
.definition-more{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center}
.definition-more:not(:empty){margin-top:10px}
.definition-more math{font-size:19px}
@media print{.definition{display:none}}`;

/**
 * For the buttons of words, once: what opens and closes the definition of a button's word.
 *
 * @param {Pick<import("../../state/types.js").Boot, "api" | "glossary">} boot
 */
export function definitionPanel({ api, glossary }) {
  /** Of all words, or of those that a file without a server holds. @type {() => Promise<Record<string, Definition>>} */
  const definitions = once(async () => {
    if (glossary) return glossary;
    const answer = await fetch(glossaryEndpoint(api));
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  const title = make("h2", { id: "definition-title" });
  const text = make("p", { id: "definition-text" });
  const more = make("div", { className: "definition-more" });
  const shut = make("button", { type: "button", className: "icon", textContent: "×" });
  shut.setAttribute("aria-label", words.action_close());
  const panel = make("div", { className: "definition", id: "definition", tabIndex: -1 }, [title, shut, text, more]);
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", title.id);
  panel.setAttribute("aria-describedby", text.id);
  /** @type {HTMLElement | null} */
  let opener = null;

  /** @param {string} id */
  async function fill(id) {
    title.textContent = text.textContent = "";
    more.replaceChildren();
    text.textContent = words.glossary_waiting();
    const asked = opener;
    try {
      const found = (await definitions())[id];
      if (opener !== asked || !found) return;
      title.textContent = found.title;
      text.textContent = found.text;
      more.innerHTML = `${found.mathml ?? ""}${found.svg ?? ""}`;
    } catch {
      if (opener === asked) text.textContent = words.glossary_failed();
    }
    place();
  }

  /** Below its button, above it where there is no room, and within the page always. */
  function place() {
    if (!opener) return;
    if (!opener.isConnected) return close();
    const [at, own] = [opener.getBoundingClientRect(), panel.getBoundingClientRect()];
    const { clientWidth, clientHeight } = document.documentElement;
    const start = getComputedStyle(opener).direction === "rtl" ? at.right - own.width : at.left;
    const below = at.bottom + GAP;
    const fits = below + own.height <= clientHeight - EDGE || at.top - GAP - own.height < EDGE;
    const top = fits ? Math.min(below, clientHeight - EDGE - own.height) : at.top - GAP - own.height;
    const zoom = zoomOf(panel);
    panel.style.left = `${Math.max(EDGE, Math.min(start, clientWidth - EDGE - own.width)) / zoom}px`;
    panel.style.top = `${Math.max(EDGE, top) / zoom}px`;
  }

  /** @param {HTMLElement} button */
  function open(button) {
    close();
    opener = button;
    opener.setAttribute("aria-expanded", "true");
    opener.setAttribute("aria-controls", panel.id);
    (opener.closest("dialog") ?? document.body).append(panel);
    fill(opener.dataset.term ?? "");
    place();
    panel.focus({ preventScroll: true });
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("pointerdown", onPress, true);
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
  }

  function close() {
    if (!opener) return;
    const had = panel.contains(document.activeElement);
    opener.setAttribute("aria-expanded", "false");
    opener.removeAttribute("aria-controls");
    // A form that was made anew meanwhile has another button in its place.
    const back = opener.isConnected ? opener : sameTerm(opener.dataset.term);
    if (had) back?.focus({ preventScroll: true });
    opener = null;
    panel.remove();
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("pointerdown", onPress, true);
    removeEventListener("scroll", place, true);
    removeEventListener("resize", place);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault(); // the dialog that it may lie in stays open
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && panel.contains(document.activeElement) && (event.shiftKey || document.activeElement === shut)) {
      close(); // from the button that it belongs to the browser goes on
      if (event.shiftKey) event.preventDefault();
    }
  }

  /** @param {PointerEvent} event */
  function onPress({ target }) {
    if (target instanceof Node && !panel.contains(target) && !opener?.contains(target)) close();
  }
  shut.addEventListener("click", close);
  return {
    /** @param {HTMLElement} button */
    toggle(button) {
      if (button === opener) close();
      else open(button);
    },
  };
}
