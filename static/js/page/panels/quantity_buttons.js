/**
 * Lights one quantity in all panels: its name stands on the page's root as data-lit, and the style sheet does the rest.
 *
 * @typedef {import("../../state/store.js").Store} Store
 */

import * as words from "#words";
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { make } from "../dom.js";

/** Quantities by the class that formulas, marks and tables give them, with their names. @type {[string, (loss: { output: string }) => string][]} */
const QUANTITIES = [
  ["gradient", words.quantity_gradient],
  ["step", words.quantity_step],
  ["error", words.quantity_error],
  ["slope", words.quantity_slope],
  ["input", words.quantity_input],
  ["prediction", words.quantity_prediction],
];
/** For formulas: the selector of whatever bears a quantity. */
export const ANY_QUANTITY = QUANTITIES.map(([kind]) => `.${kind}`).join();

/** The quantity of an element or of what it lies in; null where there is none. @param {EventTarget | null} target */
function kindOf(target) {
  const found = /** @type {Element | null} */ (target)?.closest?.(ANY_QUANTITY);
  return QUANTITIES.find(([kind]) => found?.classList.contains(kind))?.[0] ?? null;
}

/**
 * For the chain rule's panel, once: makes the buttons that light a quantity until they are pressed again. In the formulas and
 * the tables the pointer does so while it is over one; in the formulas the focus does too, and a press is as that of the
 * button.
 *
 * @param {Store} store
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {HTMLElement} group
 * @param {HTMLElement} formulas
 * @param {HTMLElement[]} tables
 */
export function quantityButtons(store, catalogue, group, formulas, tables) {
  /** @type {{ pointed: string | null, focused: string | null, kept: string | null }} */
  const by = { pointed: null, focused: null, kept: null };
  const show = (/** @type {Partial<typeof by>} */ change) => {
    Object.assign(by, change);
    store.set({ lit: by.pointed ?? by.focused ?? by.kept });
  };
  /** @param {string} kind */
  const press = (kind) => show(by.kept === kind ? { pointed: null, focused: null, kept: null } : { kept: kind });

  const buttons = QUANTITIES.map(([kind, name]) => {
    const button = make("button", { type: "button", className: `light ${kind}` });
    button.addEventListener("click", () => press(kind));
    return { kind, name, button };
  });
  group.replaceChildren(...buttons.map(({ button }) => button));

  /** Where the pointer was: while it rests, an element that scrolls under it does not count as pointed at. */
  let rest = "";
  const placeOf = (/** @type {PointerEvent} */ { screenX, screenY }) => `${screenX} ${screenY}`;
  addEventListener("pointermove", (event) => (rest = placeOf(event)));

  for (const place of [formulas, ...tables]) {
    place.addEventListener("pointerover", (event) => {
      if (placeOf(event) !== rest) show({ pointed: kindOf(event.target) });
    });
    place.addEventListener("pointerleave", () => show({ pointed: null }));
  }
  formulas.addEventListener("focusin", (event) => show({ focused: kindOf(event.target), pointed: null }));
  formulas.addEventListener("focusout", () => show({ focused: null }));
  formulas.addEventListener("click", (event) => {
    const kind = kindOf(event.target);
    if (kind) press(kind);
  });
  formulas.addEventListener("keydown", (event) => {
    const kind = kindOf(event.target);
    if (!kind || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    press(kind);
  });
  const page = /** @type {HTMLElement} */ (document.querySelector("main"));
  store.listen((state, before) => {
    if (changed(state, before, "lit")) {
      if (state.lit) page.dataset.lit = state.lit;
      else delete page.dataset.lit;
      for (const { kind, button } of buttons) button.setAttribute("aria-pressed", String(state.lit === kind));
    }
    if (changed(state, before, "derivation")) named();
  });
  named();

  /** Hides the buttons of quantities that the loss does not have. */
  function named() {
    const { derivation, scenario } = store.get();
    const output = objectiveOf(catalogue, derivation?.scenario.objective ?? scenario.objective).output?.symbol ?? "ŷ";
    const has = (/** @type {string} */ kind) => derivation?.stages.some(({ mathml }) => mathml.includes(`class="${kind}"`));
    for (const { kind, name, button } of buttons) {
      button.hidden = !has(kind);
      button.textContent = name({ output });
    }
  }
}
