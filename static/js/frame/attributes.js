/** What the attributes of `<gradient-descent>` say, in the names of a link. The server checks them. */

/** HTML's own, of those that look like a scenario's name; `lang` is both. */
const HTML =
  "accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts hidden id " +
  "inert inputmode is itemid itemprop itemref itemscope itemtype nonce part popover role slot spellcheck style tabindex " +
  "title translate writingsuggestions xmlns";
const NOT_OURS = new Set(HTML.split(" "));

/** Names that say how the page is made: a frame has to be loaded again when one changes. */
export const FIXED = ["view", "lock", "autoplay", "heading", "links", "projector", "section", "notation", "lang"];
/** Names that may need a new load: a loaded frame can show and hide layers of the map, but not the parts around it. */
const PERHAPS = ["show", "hide"];

/**
 * For the element: whether an attribute is meant as a scenario's name. A misspelt name is passed on too, so that the server
 * can say so. Names with a hyphen, a colon or a capital are left out: frameworks mark elements with those.
 *
 * @param {string} name
 */
export const isOurs = (name) => /^(?!on[a-z])[a-z][a-z0-9_]*$/.test(name) && !NOT_OURS.has(name);

/**
 * For the element: the values of its attributes, by the names of a link.
 *
 * @param {Iterable<{ name: string, value: string }>} attributes
 * @returns {Record<string, string | string[]>}
 */
export function valuesOf(attributes) {
  /** @type {Record<string, string | string[]>} */
  const values = {};
  for (const { name, value } of attributes) if (isOurs(name)) values[name] = name === "vs" ? runs(value) : flag(value);
  return values;
}

/** Further runs hold commas and semicolons, but never a blank. @param {string} value */
const runs = (value) => value.split(/\s+/).filter(Boolean);

/** An attribute without a value, or set to true by a framework, is on. @param {string} value */
const flag = (value) => (value === "" || value === "true" ? "1" : value === "false" ? "0" : value);

/**
 * For the element: what changed between two readings; null is back to the default.
 *
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 * @returns {Record<string, any>}
 */
export function differences(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...names].filter((name) => String(before[name]) !== String(after[name])).map((name) => [name, after[name] ?? null]));
}

/**
 * For the element: the one of some languages that a text's tag asks for, as de for de-AT; undefined where it is none of them.
 *
 * @template {{ tag: string }} T
 * @param {string} tag
 * @param {T[]} languages
 */
export function languageOf(tag, languages) {
  const named = (/** @type {string} */ name) => languages.find((one) => one.tag.toLowerCase() === name.toLowerCase());
  return named(tag) ?? named(tag.replace(/-.*/, ""));
}

/** For the element: whether a change needs the frame to be loaded again. @param {Record<string, any>} change */
export const reloads = (change) => [...FIXED, ...PERHAPS].some((name) => name in change);
