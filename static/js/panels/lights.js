/**
 * One quantity, lit in all panels: the page bears its name as data-lit, and the style sheet does the rest.
 *
 * @typedef {import("../store.js").Store} Store
 */
import { make } from "../dom.js";
import { changed } from "../store.js";

/** Quantities by the class that formulas, marks and tables give them. */
const QUANTITIES = [
  ["gradient", "∇L gradient"],
  ["step", "u step"],
  ["error", "ŷ − y error"],
  ["slope", "σ′ slope"],
  ["input", "x input"],
  ["prediction", "ŷ output"],
];
const ANY = QUANTITIES.map(([kind]) => `.${kind}`).join();

/**
 * Buttons that light a quantity until they are pressed again; in the places given, hovering one does so for as long.
 *
 * @param {Store} store
 * @param {HTMLElement} group
 * @param {HTMLElement[]} places
 */
export function lights(store, group, places) {
  /** @type {string | null} */
  let kept = null;
  const buttons = QUANTITIES.map(([kind, name]) => {
    const button = make("button", { type: "button", className: `light ${kind}`, textContent: name });
    button.addEventListener("click", () => {
      kept = kept === kind ? null : kind;
      store.set({ lit: kept });
    });
    return button;
  });
  group.replaceChildren(...buttons);

  for (const place of places) {
    place.addEventListener("pointerover", (event) => {
      const found = /** @type {Element} */ (event.target).closest(ANY);
      store.set({ lit: QUANTITIES.find(([kind]) => found?.classList.contains(kind))?.[0] ?? kept });
    });
    place.addEventListener("pointerleave", () => store.set({ lit: kept }));
  }
  const page = /** @type {HTMLElement} */ (document.querySelector("main"));
  store.listen((state, before) => {
    if (changed(state, before, "lit")) {
      if (state.lit) page.dataset.lit = state.lit;
      else delete page.dataset.lit;
      buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(state.lit === QUANTITIES[k][0])));
    }
    // A light that the loss does not have: nothing to press.
    if (changed(state, before, "derivation")) {
      const has = (/** @type {string} */ kind) => state.derivation?.stages.some(({ mathml }) => mathml.includes(`class="${kind}"`));
      buttons.forEach((button, k) => {
        const [kind, name] = QUANTITIES[k];
        button.hidden = !has(kind === "prediction" ? "error" : kind);
        button.textContent = (state.derivation?.parameters.length ?? 2) > 2 ? name.replace("ŷ", "a") : name;
      });
    }
  });
}
