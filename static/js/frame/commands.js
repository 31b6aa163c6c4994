/**
 * What the page around a frame may ask for: read from messages that anybody may have written, so every value in them is
 * checked. A scenario's values are checked by the server.
 *
 * @typedef {{ parameter: string | null, detail: string }} Refused
 * @typedef {{ show: string[], hide: string[] }} Parts about the map, as the frame was loaded with them
 * @typedef {{ type: "gd:set", state: Record<string, any> } | { type: "gd:step", by: number } | { type: "gd:step", to: number }
 *   | { type: "gd:play" } | { type: "gd:pause" } | { type: "gd:reset" } | { type: "gd:get", id?: number }} Command
 */

import * as words from "#words";
import views from "../../shared/contract/views.json" with { type: "json" };
import { EXTRA, layersOf, USUAL } from "../state/layers.js";
import { PALETTES } from "../state/palettes.js";
import { FIXED } from "./attributes.js";

/** What each view needs of a loss. @type {Record<string, { inputs?: number, parameters?: number, deferred?: boolean }>} */
const NEEDS = views;
/** What is said of a loss that has not what a view needs. @type {Record<string, () => string>} */
const LACKS = { direction: words.view_direction_lack, neuron: words.view_neuron_lack, recipe: words.view_recipe_lack };

/** Values and characters of one message; a thousand data points, and more than any link can hold. */
const ROOM = 20000;
/** Levels of a value: `vs` is a list of objects that hold lists. */
const DEPTH = 4;
const NAME = /^[a-z][a-z0-9_]{0,31}$/;

/** @type {Record<string, (data: Record<string, any>) => object | null>} */
const READERS = {
  "gd:set": ({ state }) => (isRecord(state) && fits(state) ? { state } : null),
  "gd:step": ({ by, to }) => (Number.isSafeInteger(to) && by === undefined ? { to } : Number.isSafeInteger(by) && to === undefined ? { by } : null),
  "gd:play": () => ({}),
  "gd:pause": () => ({}),
  "gd:reset": () => ({}),
  "gd:get": ({ id }) => (id === undefined ? {} : Number.isSafeInteger(id) ? { id } : null),
};

/**
 * For the frame's messages: the command of a message; null where it is for another listener. One of ours that makes no sense
 * throws an error with a sentence.
 *
 * @param {any} data
 * @returns {Command | null}
 */
export function commandOf(data) {
  if (!isRecord(data) || typeof data.type !== "string") return null;
  const reader = Object.hasOwn(READERS, data.type) && READERS[data.type];
  if (!reader) return null;
  const read = reader(data);
  if (!read) throw new RangeError(data.type === "gd:set" ? words.message_no_state() : words.message_no_number({ type: data.type }));
  return /** @type {Command} */ ({ type: data.type, ...read });
}

/** Whether a value is a plain object. @param {any} value @returns {value is Record<string, any>} */
const isRecord = (value) => typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Whether a value is small, flat and made of plain things only: a cycle is deep. @param {any} value */
function fits(value) {
  let room = ROOM;
  /** @param {any} part @param {number} depth @returns {boolean} */
  const walk = (part, depth) => {
    room -= typeof part === "string" ? part.length + 1 : 1;
    if (room < 0) return false;
    if (typeof part !== "object" || part === null) return true;
    if (depth === 0 || part.length > room) return false;
    return (Array.isArray(part) || isRecord(part)) && Object.values(part).every((inner) => walk(inner, depth - 1));
  };
  return walk(value, DEPTH);
}

/** The value where it is one of these, as text or number. @param {string[]} options */
const oneOf = (options) => (/** @type {any} */ value) => {
  if (options.includes(String(value))) return String(value);
  throw new RangeError(words.refusal_one_of({ options }));
};

/**
 * Names that say how the figure is shown, and what a value does to the state; null is the default. Of the parts about the
 * map those may be named that are there.
 *
 * @type {Record<string, (value: any, there: Parts) => Record<string, any>>}
 */
const SHOWN = {
  theme: (value) => ({ theme: oneOf(["auto", "light", "dark"])(value ?? "auto") }),
  palette: (value) => ({ palette: oneOf(Object.keys(PALETTES))(value ?? Object.keys(PALETTES)[0]) }),
  speed: (value) => ({ speed: Number(oneOf(["0.5", "1", "2", "4"])(value ?? 1)) }),
  show: (value, there) => ({ show: parts(value, [...Object.keys(EXTRA), ...there.show]) }),
  hide: (value, there) => ({ hide: parts(value, [...Object.keys(USUAL), ...there.hide]) }),
  fx: (value) => ({ fx: value === null ? "x^3" : text(value) }),
  x: (value) => ({ x: value === null ? 2 : number(value) }),
  delta: (value) => ({ delta: value === null ? 0.5 : number(value) }),
  beta: (value) => ({ ownBeta: value === null ? null : angle(value) }),
};

/** @param {any} value @param {string[]} options */
function parts(value, options) {
  const names = typeof value === "string" ? value.split(",") : (value ?? []);
  if (Array.isArray(names) && names.every((name) => options.includes(name))) return names;
  throw new RangeError(words.refusal_some_of({ options }));
}

/** @param {any} value */
function text(value) {
  if (typeof value === "string") return value;
  throw new RangeError(words.refusal_formula());
}

/** A number as it is, or as a link writes it; NaN where it is none. @param {any} value */
const numeric = (value) => (typeof value === "string" && value.trim() ? Number(value) : typeof value === "number" ? value : NaN);

/** @param {any} value */
function number(value) {
  if (Number.isFinite(numeric(value))) return numeric(value);
  throw new RangeError(words.refusal_finite());
}

/** @param {any} value */
function angle(value) {
  const degrees = numeric(value);
  if (degrees >= 0 && degrees < 360) return degrees;
  throw new RangeError(words.message_angle());
}

/**
 * For the frame's messages: the names of a `gd:set` by who has to act on them: changes of what is shown, names for the
 * server, and refusals.
 *
 * @param {Record<string, any>} state
 * @param {Parts} there
 */
export function sorted(state, there) {
  /** @type {Record<string, any>} */
  const shown = {};
  /** @type {Record<string, any>} */
  const scenario = {};
  /** @type {Refused[]} */
  const refused = [];
  for (const [name, value] of Object.entries(state)) {
    if (!NAME.test(name)) refused.push({ parameter: null, detail: words.request_unknown_name() });
    else if (FIXED.includes(name)) refused.push({ parameter: name, detail: words.message_fixed() });
    else {
      const change = Object.hasOwn(SHOWN, name) && SHOWN[name];
      try {
        if (change) Object.assign(shown, change(value, there));
        else scenario[name] = value;
      } catch (error) {
        refused.push({ parameter: name, detail: /** @type {RangeError} */ (error).message });
      }
    }
  }
  return { shown, scenario, refused };
}

/**
 * For messages and the form: the sentence why a frame's view cannot show a loss; null where it can.
 *
 * @param {string | undefined} view
 * @param {Pick<import("../state/types.js").Objective, "inputs" | "parameters">} loss
 */
export function misfit(view, { inputs, parameters }) {
  const need = view === undefined ? undefined : NEEDS[view];
  const isMet = inputs >= (need?.inputs ?? 0) && parameters.length <= (need?.parameters ?? Infinity);
  const lack = view === undefined || isMet ? null : LACKS[view]?.();
  return lack ? words.view_misfit({ lack }) : null;
}

/**
 * For messages: the map's layers after a change of what is shown and hidden.
 *
 * @param {string[]} layers
 * @param {{ show?: string[], hide?: string[] }} change
 */
export function layersAfter(layers, { show, hide }) {
  const extra = show ?? layers.filter((name) => name in EXTRA);
  return layersOf(extra, hide ?? Object.keys(USUAL).filter((name) => !layers.includes(name)));
}
