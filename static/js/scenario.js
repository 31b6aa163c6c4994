/**
 * One scenario, one string: what was chosen (`given`), what it resolves to, and the query that says it.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Scenario} Scenario
 */

/** What decides the map; the rest of a scenario only moves the path. */
export const SURFACE = ["objective", "data", "reduction", "window", "grid", "levels"];
/** What decides the path. */
export const RUN = ["objective", "data", "reduction", "optimiser", "start", "steps", "tol"];
/** What belongs to a loss and makes no sense on another. */
const OF_OBJECTIVE = ["data", "reduction", "start", "window", "eta"];

/** @param {Catalogue} catalogue @param {string} id */
export const objectiveOf = (catalogue, id) => /** @type {import("./types.js").Objective} */ (
  catalogue.objectives.find((o) => o.id === id)
);

/** @param {Catalogue} catalogue @param {string} id */
export const optimiserOf = (catalogue, id) => /** @type {import("./types.js").Optimiser} */ (
  catalogue.optimisers.find((o) => o.id === id)
);

/**
 * Every name with its value: the given ones, and the defaults that suit them.
 *
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Scenario}
 */
export function resolve(given, catalogue) {
  return /** @type {Scenario} */ ({ ...defaults(given, catalogue), ...given });
}

/** @param {Given} given @param {Catalogue} catalogue @returns {Given} */
function defaults(given, catalogue) {
  const objective = given.objective ? objectiveOf(catalogue, given.objective) : catalogue.objectives[0];
  const optimiser = given.optimiser ?? catalogue.optimisers[0].id;
  const hyper = catalogue.optimisers.flatMap((o) => o.hyperparameters);
  return {
    ...Object.fromEntries([...hyper, ...catalogue.parameters].map((p) => [p.id, p.default])),
    objective: objective.id,
    data: objective.data,
    reduction: objective.reduction,
    optimiser,
    eta: objective.eta,
    start: objective.start,
    window: objective.window,
  };
}

/**
 * `given` after a choice. A value that is the default is not written into links; another loss forgets what was the
 * old one's.
 *
 * @param {Given} given
 * @param {Given} change
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
export function choose(given, change, catalogue) {
  const kept = { ...given };
  if (change.objective && change.objective !== kept.objective) for (const name of OF_OBJECTIVE) delete kept[name];
  Object.assign(kept, change);
  const usual = defaults(kept, catalogue);
  for (const name of Object.keys(kept)) {
    if (text(kept[name]) === text(usual[name])) delete kept[name];
  }
  return kept;
}

/**
 * A value as a link writes it.
 *
 * @param {any} value
 * @returns {string}
 */
export function text(value) {
  if (!Array.isArray(value)) return String(value);
  return value.map((item) => (Array.isArray(item) ? item.join(":") : String(item))).join(",");
}

/**
 * Points typed by hand, in the words of a link: `x:y, x:y`. What is wrong is thrown as a sentence.
 *
 * @param {string} typed
 * @param {number} inputs of the neuron: a point has one number more
 * @param {number} most points
 * @returns {number[][]}
 */
export function pointsOf(typed, inputs, most) {
  const points = typed.replaceAll("−", "-").replace(/\s*:\s*/g, ":").split(/[\s,;]+/).filter(Boolean);
  if (!points.length) throw new RangeError("Type at least one point.");
  if (points.length > most) throw new RangeError(`At most ${most} points.`);
  return points.map((point, i) => {
    const numbers = point.split(":").map((part) => (part === "" ? NaN : Number(part)));
    if (numbers.length === inputs + 1 && numbers.every(Number.isFinite)) return numbers;
    throw new RangeError(`Point ${i + 1} is not of the form ${inputs === 1 ? "x:y" : "x1:x2:y"}.`);
  });
}

/**
 * The query of some names of a scenario, in a fixed order, so that the same scenario is the same address. Commas and
 * colons stay readable: RFC 3986 allows both in a query.
 *
 * @param {Given} values
 * @param {string[]} [names]
 */
export function query(values, names = Object.keys(values)) {
  return names
    .filter((name) => values[name] !== undefined && values[name] !== null)
    .map((name) => `${name}=${encodeURIComponent(text(values[name])).replaceAll("%2C", ",").replaceAll("%3A", ":")}`)
    .join("&");
}
