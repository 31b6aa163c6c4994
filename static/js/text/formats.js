/** Numbers as people read them: a true minus sign, and only digits that matter. */

import { language } from "#language";
import { changeOf } from "../state/change.js";
import { first, item, last, mapPair } from "../state/items.js";

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPT = "₀₁₂₃₄₅₆₇₈₉";

/** For labels: names of parameters and inputs with subscripts, w₁ for w1. @param {string} names */
export const withSubscripts = (names) => names.replace(/\d/g, (digit) => SUBSCRIPT.charAt(Number(digit)));

/** For ticks: a power of ten, as 10⁻³. @param {number} exponent */
export const powerOfTen = (exponent) => `10${superscript(exponent)}`;

/** @param {number} exponent */
const superscript = (exponent) => (exponent < 0 ? "⁻" : "") + [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT.charAt(Number(digit))).join("");

/**
 * For every number of the page: its text, with a true minus sign; – where there is no value.
 *
 * @param {number | null | undefined} value
 * @param {number} [digits] significant digits; at most four beside a power of ten, which takes their room
 */
export function formatNumber(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [mantissa = "", exponent] = value.toExponential(Math.min(digits, 4) - 1).split("e");
    return `${withSigns(withoutTrailingZeros(mantissa))}\u00a0×\u00a010${superscript(Number(exponent))}`; // no line break within it
  }
  return withSigns(withoutTrailingZeros(String(Number(value.toPrecision(digits)))));
}

/**
 * For ticks, keys and lines: texts of finite numbers that stand side by side, so that no two that differ read the same. Each
 * has `digits` significant digits, and at least two of the distance to its neighbours. Where one is longer than `room`
 * characters, what all have in common is taken out: a power of ten, a number that all lie near, or both; it is said beside
 * them, which takes a character's room. Each value is base + word · 10^power.
 *
 * @typedef {{ words: string[], base: number, power: number }} Labels
 *
 * @param {number[]} values
 * @param {number} [room]
 * @param {number} [digits]
 * @returns {Labels}
 */
export function labels(values, room = Infinity, digits = 2) {
  /** @param {number} base @param {boolean} apart @param {number} own @returns {Labels} */
  const form = (base, apart, own) => {
    const power = apart ? exponentOf(Math.max(...values.map((value) => Math.abs(value - base))) || 1) : 0;
    const units = unitsOf(values, own);
    const scale = Number(`1e${Math.abs(power)}`);
    return {
      words: values.map((value, i) => shortest(toUnit(power > 0 ? (value - base) / scale : (value - base) * scale, item(units, i) - power))),
      base,
      power,
    };
  };
  const fits = (/** @type {Labels} */ { words }, left = room) => words.every((word) => word.length <= left && !word.includes("×"));
  const plain = form(0, false, digits);
  if (room === Infinity || fits(plain)) return plain;
  const base = commonPart(values);
  const found = [form(0, true, digits), ...(base ? [form(base, false, 0), form(base, true, 0)] : [])];
  return found.find((one) => fits(one, room - 1)) ?? last(found);
}

/** For axes: a value's name with what was taken out of its labels, as w − 1000, ×10⁻⁶. @param {Labels} labels @param {string} name */
export const axisName = ({ base, power }, name) =>
  `${name}${base ? ` ${base > 0 ? "−" : "+"} ${shortest(Math.abs(base))}` : ""}${power ? `${language.pair}×${powerOfTen(power)}` : ""}`;

/** A number of few digits near which all values lie, so that it can be taken out of them; 0 where there is none. @param {number[]} values */
function commonPart(values) {
  const span = Math.max(...values) - Math.min(...values);
  if (!span) return 0;
  const unit = Number(`1e${exponentOf(span) + 1}`);
  const ends = mapPair([first(values), last(values)], (value) => Number((Math.trunc(value / unit) * unit).toPrecision(15)));
  const [near, far] = Math.abs(ends[0]) <= Math.abs(ends[1]) ? ends : [ends[1], ends[0]];
  return shortest(far).length < shortest(near).length ? far : near;
}

/** For each number the exponent of the last digit that it needs; equal ones need the same. @param {number[]} values @param {number} digits */
function unitsOf(values, digits) {
  /** @type {Map<number, number>} */
  const near = new Map();
  values.forEach((value, i) => {
    for (const other of [values[i - 1], values[i + 1]]) {
      if (other !== undefined) near.set(value, Math.min(near.get(value) ?? Infinity, Math.abs(value - other) || Infinity));
    }
  });
  return values.map((value) => {
    const gap = near.get(value) ?? Infinity;
    const units = value && (digits || gap === Infinity) ? [exponentOf(value) - digits + 1] : [];
    if (gap < Infinity) units.push(exponentOf(gap) - 1);
    return units.length ? Math.min(...units) : 0;
  });
}

/** The power of ten of the first digit of a number that is not 0: of 0.05 it is −2. @param {number} value */
const exponentOf = (value) => Number(value.toExponential().split("e")[1]);

/** The multiple of 10^unit that is nearest; of 17 significant digits at most. @param {number} value @param {number} unit */
function toUnit(value, unit) {
  const digits = value ? exponentOf(value) - unit + 1 : 0;
  if (digits >= 1) return Number(value.toPrecision(Math.min(digits, 17)));
  return value && Math.abs(value) >= Number(`5e${unit - 1}`) ? Math.sign(value) * Number(`1e${unit}`) : 0;
}

/** A number with all its digits; as a power of ten where it is very small or large, and of a large one only where that is short. @param {number} value */
function shortest(value) {
  const size = Math.abs(value);
  const [mantissa = "", exponent] = value.toExponential().split("e");
  const beside = size !== 0 && (size < 1e-4 || size >= 1e15 || (size >= 1e6 && mantissa.replace(/\D/g, "").length <= 4));
  return beside ? `${withSigns(mantissa)}\u00a0×\u00a0${powerOfTen(Number(exponent))}` : withSigns(String(value));
}

/** A coordinate is written to this share of the map's width: about a pixel. */
const PIXEL = 500;
/** For tables and worksheets, where one calculates with a coordinate: a hundredth of a pixel. */
export const FINE = 100 * PIXEL;

/**
 * For points in words: a coordinate to about a pixel of a map from low to high; one outside to that share of its distance.
 * Rounding never moves it across the map's edge.
 *
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @param {number} [share]
 */
export function formatCoordinate(value, low, high, share = PIXEL) {
  if (!Number.isFinite(value)) return "–";
  let unit = exponentOf(Math.max(high - low, Math.abs(value - (low + high) / 2)) / share);
  const holds = (/** @type {number} */ at) => low <= at && at <= high;
  while (holds(toUnit(value, unit)) !== holds(value) && value && unit > exponentOf(value) - 17) unit -= 1;
  return shortest(toUnit(value, unit));
}

/**
 * For tables and sentences: a parameter's value as text, one of the map's two with the digits that its window needs, another
 * with three, or five.
 *
 * @param {number} value
 * @param {string} name
 * @param {{ plane: string[], window: number[] }} map
 * @param {number} [share]
 */
export function formatParameter(value, name, { plane, window }, share) {
  const axis = 2 * plane.indexOf(name);
  return axis < 0 ? formatNumber(value, share ? 5 : 3) : formatCoordinate(value, item(window, axis), item(window, axis + 1), share);
}

/**
 * For sentences: a point as text, as (1.5, −2).
 *
 * @param {number[]} values
 * @param {string[]} names
 * @param {{ plane: string[], window: number[] }} map
 */
export const formatPoint = (values, names, map) => `(${values.map((value, i) => formatParameter(value, item(names, i), map)).join(language.pair)})`;

/** For sentences: parameters as a point has them, (w₁, w₂, b). @param {string[]} names */
export const formatNames = (names) => `(${names.map(withSubscripts).join(language.pair)})`;

/** For sentences: "β = 175.1°", or "β < 180°" where rounding would reach the bound. @param {number | null} beta @param {number} [places] */
export const angleEquation = (beta, places) => `β\u00a0${formatDegrees(beta, places).replace(/^(?=[\d–])/, "=\u00a0")}`;

/**
 * For every angle of the page: degrees as text. Never rounded to a bound that they do not reach: 179.99999° is "< 180°",
 * since β = 180° means that the step is exactly opposite to the gradient.
 *
 * @param {number | null | undefined} beta
 * @param {number} [places]
 */
export function formatDegrees(beta, places = 2) {
  if (beta === null || beta === undefined) return "–";
  const rounded = beta.toFixed(places);
  for (const bound of [0, 90, 180]) {
    if (Number(rounded) === bound) return beta === bound ? `${bound}°` : `${beta < bound ? "<" : ">"} ${bound}°`;
  }
  return `${withSigns(rounded)}°`;
}

/**
 * For every cosine of the page: its text, never rounded to −1 or 1 when it is neither.
 *
 * @param {number | null | undefined} value
 */
export function formatCosine(value) {
  let digits = 6;
  const reaches = () => [-1, 1].includes(Number(value?.toPrecision(digits)));
  while (digits < 17 && reaches() && Math.abs(value ?? 1) !== 1) digits += 1;
  return formatNumber(value, digits);
}

/**
 * For every ΔL of the page: its text; 0 ± a bound where rounding leaves it no sign.
 *
 * @param {{ actual: number | null, doubt: number | null }} step
 * @param {number} digits
 */
export const formatDifference = (step, digits) =>
  changeOf(step) === "too_small" ? `0\u00a0±\u00a0${formatNumber(Math.abs(Number(step.actual)) + Number(step.doubt), 2)}` : formatNumber(step.actual, digits);

/** For cards: a vector as text, as (0.3, −1.2). @param {(number | null | undefined)[]} values @param {number} [digits] */
export const formatVector = (values, digits = 4) => `(${values.map((value) => formatNumber(value, digits)).join(language.pair)})`;

/** For the server's sentences: the text with no line break within a number, as after the hyphen of 1e-6. @param {string} text */
export const withoutBreaks = (text) => text.replace(/(\de)-(?=\d)/g, "$1\u2011").replaceAll(" = ", "\u00a0=\u00a0");

/** @param {string} digits */
const withoutTrailingZeros = (digits) => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);

/** Digits as JavaScript writes them, with the sign and the decimal mark of people. @param {string} digits */
const withSigns = (digits) => digits.replace("-", "−").replace(".", language.decimal);

/** For sentences: a whole number, its thousands apart where there are five digits or more. @param {number} value */
export const formatCount = (value) => withSigns(Math.abs(value) < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, language.group));

/** For sentences: a number of few digits as people type it, 1e-6 or 0.0012. @param {number} value @param {number} [digits] */
export function shortNumber(value, digits = 2) {
  const exponent = value && exponentOf(Number(value.toPrecision(digits)));
  const text = exponent < -4 || exponent >= digits ? value.toExponential(digits - 1) : value.toPrecision(digits);
  const [mantissa = "", power] = text.split("e");
  return (withoutTrailingZeros(mantissa) + (power ? `e${Number(power)}` : "")).replace(".", language.decimal);
}

/** For refusals: a number as people may type it in its place: all digits that it has, none in groups. @param {number} value */
export function formatBound(value) {
  const six = Number(value.toPrecision(6));
  if (six !== value) return String(value).replace(".", language.decimal);
  const exponent = value && exponentOf(value);
  const text = exponent < -4 || exponent > 5 ? value.toExponential().replace(/e([+-])(?=\d$)/, "e$10") : String(value);
  return text.replace(".", language.decimal);
}

/** For what may be chosen, by ids: "a, b, c". @param {string[]} items */
export const joinInSeries = (items) => items.join(language.list);

/** For sentences: "a, b and c". @param {string[]} items */
export const joinWithAnd = (items) => [items.slice(0, -1).join(language.list), ...items.slice(-1)].filter(Boolean).join(language.list_end);

const plurals = new Intl.PluralRules(language.plurals);

/** For messages: what is said of so many; the options are as in ICU's syntax. @param {number} count @param {Record<string, () => string>} options */
export const inPlural = (count, options) => (options[`=${count}`] ?? options[plurals.select(count)] ?? options.other ?? String)();

/** For messages: what is said of a kind, as in ICU's syntax. @param {string} kind @param {{ other: () => string } & Record<string, () => string>} options */
export const inSelect = (kind, options) => (options[kind] ?? options.other)();
