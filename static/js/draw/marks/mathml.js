/**
 * MathML as text, for numbers that stand in the places of a formula's letters. Classes name the quantity.
 */
import { formatNumber } from "../../text/formats.js";

/** Significant digits in a product: enough to follow it on paper. */
const DIGITS = 3;

/** For formulas with numbers: an operator. @param {string} sign */
export const mo = (sign) => `<mo>${sign}</mo>`;

/** For formulas with numbers: parts in one line. @param {...string} parts */
export const row = (...parts) => `<mrow>${parts.join("")}</mrow>`;

/** A place where a long line may be broken, for `mathLine`. */
export const BREAK = "<!---->";

/**
 * For the numbers of stages: a line that may be broken before each = and between the terms of a sum; browsers break no
 * formula by themselves.
 *
 * @param {string} inside
 */
export const mathLine = (inside) =>
  inside
    .split(new RegExp(`${BREAK}|(?=<mo>=</mo>)`))
    .filter(Boolean)
    .map((part) => `<math displaystyle="true"><mrow>${part}</mrow></math>`)
    .join(" ");

/** For formulas with numbers: a part in the colour of its quantity. @param {string} kind class @param {string} inside */
export const quantity = (kind, inside) => (kind ? `<mrow class="${kind}">${inside}</mrow>` : inside);

/** For formulas with numbers: a number, in the colour of its quantity where it has one. @param {number | null} value @param {string} [kind] */
export const mn = (value, kind = "") => quantity(kind, `<mn>${formatNumber(value, DIGITS)}</mn>`);

/**
 * For formulas with numbers: a number as a factor; what begins with a minus sign, or is itself a product, gets brackets.
 *
 * @param {number | null} value
 * @param {string} [kind]
 */
export function factor(value, kind = "") {
  const shown = formatNumber(value, DIGITS);
  return quantity(kind, /[−×]/.test(shown) ? brackets(`<mn>${shown}</mn>`) : `<mn>${shown}</mn>`);
}

/**
 * A bracket that grows only around what is tall, as `fence` in antigradient/markup.py.
 *
 * @param {string} sign
 * @param {"prefix" | "postfix"} form
 * @param {boolean} tall
 */
const fence = (sign, form, tall) => `<mo form="${form}" stretchy="${tall}" lspace="0" rspace="0">${sign}</mo>`;

/** For formulas with numbers: a part in brackets. @param {string} inside @param {readonly [string, string]} [signs] */
export function brackets(inside, [left, right] = ["(", ")"]) {
  const tall = /<m(frac|sup)/.test(inside);
  return row(fence(left, "prefix", tall), inside, fence(right, "postfix", tall));
}

/** For formulas with numbers: a fraction. @param {string} top @param {string} bottom */
export const fraction = (top, bottom) => `<mfrac><mrow>${top}</mrow><mrow>${bottom}</mrow></mfrac>`;

/** For formulas with numbers: the product of the factors that are there. @param {string[]} factors */
export const times = (factors) => factors.filter(Boolean).join(mo("·"));

/**
 * A sign before which a line may be broken; its spaces are set here, since at the beginning of a line it would have those of
 * a sign, not of an operator.
 *
 * @param {string} sign
 */
export const breakBefore = (sign) => `${BREAK}<mo lspace="0" rspace="0.22em">${sign}</mo>`;

/** For formulas with numbers: numbers added up, each with its own sign. @param {number[]} values @param {string} [kind] */
export const sum = (values, kind = "") =>
  values
    .map((v, i) => {
      const shown = formatNumber(Math.abs(v), DIGITS);
      const size = quantity(kind, `<mn>${shown}</mn>`);
      const sign = i ? breakBefore(v < 0 ? "−" : "+") : v < 0 ? `<mo form="prefix">−</mo>` : "";
      return sign + (shown.includes("×") ? brackets(size) : size);
    })
    .join("");
