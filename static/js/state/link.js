/**
 * Native values in the words of a link, as hosts of an embed may send them: `[-2, -2]` is `-2,-2`, true is 1.
 *
 * @typedef {import("./types.js").LinkValue} LinkValue
 */

/**
 * For queries and the comparison of links: the texts by which a link gives a name. None where it is left at its default, one
 * for each further run.
 *
 * @param {string} name
 * @param {any} value
 * @returns {string[]}
 */
export function textsOf(name, value) {
  if (value === null || value === undefined) return [];
  if (name === "vs") return (Array.isArray(value) ? value : [value]).map(runText);
  const text = textOf(value);
  return text === "" && typeof value !== "string" ? [] : [text];
}

/** For whoever compares choices: whether a link says the same of both values. @param {string} name @param {any} one @param {any} other */
export const isSameInLink = (name, one, other) => JSON.stringify(textsOf(name, one)) === JSON.stringify(textsOf(name, other));

/**
 * For every address of the page: the query string of some names. Commas, colons and semicolons stay readable: RFC 3986 allows
 * them.
 *
 * @param {Record<string, LinkValue>} values
 */
export function linkQuery(values) {
  return Object.entries(values)
    .flatMap(([name, value]) => textsOf(name, value).map((text) => `${encodeURIComponent(name)}=${encoded(text)}`))
    .join("&");
}

/** For links and boxes: a single value as a link writes it. @param {any} value @returns {string} */
export function textOf(value) {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (!Array.isArray(value)) return String(value);
  return value.map((item) => (Array.isArray(item) ? item.join(":") : String(item))).join(",");
}

/** A further run as a link writes it: `adam;eta=0.1`. @param {any} run */
function runText(run) {
  if (typeof run !== "object" || run === null) return String(run);
  const { optimiser, ...rest } = run;
  const named = Object.entries(rest).flatMap(([name, value]) => textsOf(name, value).map((text) => `${name}=${text}`));
  return [String(optimiser), ...named].join(";");
}

/** A text as a query has it, with commas, colons and semicolons as they are. @param {string} text */
const encoded = (text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3B", ";");
