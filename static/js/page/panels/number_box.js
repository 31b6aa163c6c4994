/**
 * The number box: a text field that takes a number as people write it, and that arrow keys step as a spin button.
 */
import { language } from "#language";
import { make } from "../dom.js";

/** A point or a comma before the decimals, never both; no digits in groups, no hexadecimals, no words. */
const NUMERAL = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/**
 * For boxes: what a person typed as a number, with either minus and blanks about it; NaN where it is none.
 *
 * @param {string} text
 */
export function numeral(text) {
  const plain = text.trim().replaceAll("−", "-");
  const value = NUMERAL.test(plain) ? Number(plain.replace(",", ".")) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/** For boxes and sliders: a number as it is typed, with all its digits and the decimal mark of the page's language. @param {number} value */
export const typedText = (value) => String(value).replace(".", language.decimal);

/**
 * For forms and cards: makes a text field a number box. An arrow key steps it by 1, if the result is allowed, and fires the
 * events of typing.
 *
 * @param {HTMLInputElement} input
 * @param {(value: number) => string | null} [refused] why a number is not taken
 */
export function numberBox(input, refused = () => null) {
  input.inputMode = "decimal";
  input.autocomplete = "off";
  input.setAttribute("role", "spinbutton");

  /** What is spoken beside the text; ARIA knows no powers of ten (1e-8). */
  function tell() {
    const said = String(numeral(input.value));
    if (/[Ne]/.test(said)) input.removeAttribute("aria-valuenow");
    else input.setAttribute("aria-valuenow", said);
  }
  function write(/** @type {number} */ value) {
    input.value = typedText(value);
    tell();
  }
  /** Whether a person is in the middle of a number: what comes meanwhile must not take the text away. */
  let typing = false;
  input.addEventListener("input", () => {
    typing = true;
    tell();
  });
  for (const kind of ["change", "blur"]) input.addEventListener(kind, () => (typing = false));
  input.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the key must not move the caret too
    const end = (/** @type {"min" | "max"} */ name, /** @type {number} */ none) => Number(input.getAttribute(`aria-value${name}`) ?? none);
    const from = input.value.trim() ? numeral(input.value) : 0;
    const next = Number(Math.min(Math.max(from + by, end("min", -Infinity)), end("max", Infinity)).toPrecision(15)); // so that 1.1 − 1 is 0.1
    if (Number.isNaN(next) || refused(next)) return;
    write(next);
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  });
  tell();

  return {
    element: input,
    value: () => numeral(input.value),
    /** Shows a value, but not over a number that is being typed; a text that already means it is kept (1e-3), but not another language's decimal mark. @param {number} value */
    show(value) {
      if (typing) return;
      if (numeral(input.value) !== value || input.value.includes("−") || input.value.includes(language.decimal === "," ? "." : ",")) write(value);
      else tell();
    },
    empty() {
      input.value = "";
      tell();
    },
  };
}

/**
 * For forms and cards: the sentence under fields that says what is wrong with them.
 *
 * @param {string} id
 * @param {HTMLElement[]} fields
 */
export function complaint(id, fields) {
  const element = make("p", { className: "refused", id, hidden: true });
  for (const field of fields) field.setAttribute("aria-describedby", id);
  return {
    element,
    /** @param {string | null} detail @param {HTMLElement[]} [wrong] those of the fields that it is about */
    say(detail, wrong = fields) {
      element.hidden = !detail;
      element.textContent = detail ?? "";
      for (const field of fields) {
        if (detail && wrong.includes(field)) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    },
  };
}
