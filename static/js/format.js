/** Numbers as people read them: a true minus sign, as many digits as say something. */

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPT = "₀₁₂₃₄₅₆₇₈₉";

/** Names of parameters and inputs as mathematics writes them: w1 is w₁. @param {string} names */
export const written = (names) => names.replace(/\d/g, (digit) => SUBSCRIPT[Number(digit)]);

/** A power of ten. @param {number} exponent */
export const tenTo = (exponent) => `10${power(exponent)}`;

/** @param {number} exponent */
const power = (exponent) =>
  (exponent < 0 ? "⁻" : "") + [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT[Number(digit)]).join("");

/**
 * @param {number | null | undefined} value
 * @param {number} [digits] significant digits; at most four beside a power of ten, which takes their room
 */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [mantissa, exponent] = value.toExponential(Math.min(digits, 4) - 1).split("e");
    return `${minus(trimmed(mantissa))}\u00a0×\u00a010${power(Number(exponent))}`; // never broken in two
  }
  return minus(trimmed(String(Number(value.toPrecision(digits)))));
}

/**
 * The ticks of one axis in words of at most `room` characters, else with their common power of ten apart.
 *
 * @param {number[]} ticks
 * @param {number} [room]
 * @returns {{ words: string[], unit: string }}
 */
export function axisWords(ticks, room = 6) {
  const words = ticks.map((tick) => number(tick, 3));
  const largest = Math.max(...ticks.map(Math.abs));
  if (!largest || words.every((word) => word.length <= room)) return { words, unit: "" };
  const exponent = Math.floor(Math.log10(largest));
  return { words: ticks.map((tick) => number(tick / 10 ** exponent, 3)), unit: `×${tenTo(exponent)}` };
}

/** "β = 175.1°", but "β < 180°" where that is all that can be said. @param {number | null} beta @param {number} [places] */
export const angleIs = (beta, places) => `β\u00a0${degrees(beta, places).replace(/^(?=[\d–])/, "=\u00a0")}`;

/**
 * Degrees. Never rounded to a bound that they do not reach: 179.99999° is "< 180°", or the number would say what only
 * gradient descent earns.
 *
 * @param {number | null | undefined} beta
 * @param {number} [places]
 */
export function degrees(beta, places = 2) {
  if (beta === null || beta === undefined) return "–";
  const rounded = beta.toFixed(places);
  for (const bound of [0, 90, 180]) {
    if (Number(rounded) === bound) return beta === bound ? `${bound}°` : `${beta < bound ? "<" : ">"} ${bound}°`;
  }
  return `${rounded}°`;
}

/**
 * A cosine: never rounded to −1, 0 or 1 when it is not.
 *
 * @param {number | null | undefined} value
 */
export function cosine(value) {
  let digits = 6;
  const reaches = () => [-1, 1].includes(Number(value?.toPrecision(digits)));
  while (digits < 17 && reaches() && Math.abs(value ?? 1) !== 1) digits += 1;
  return number(value, digits);
}

/** @param {(number | null | undefined)[]} values @param {number} [digits] */
export const pair = (values, digits = 4) => `(${values.map((value) => number(value, digits)).join(", ")})`;

/** A sentence of the server's, whose numbers are never broken in two: a line may end after the hyphen of 1e-6. @param {string} text */
export const unbroken = (text) => text.replace(/(\de)-(?=\d)/g, "$1\u2011").replaceAll(" = ", "\u00a0=\u00a0");

/** @param {string} digits */
const trimmed = (digits) => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);

/** @param {string} digits */
const minus = (digits) => digits.replace("-", "−");
