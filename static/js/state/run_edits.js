/**
 * Further runs on the same map: each a list entry of what it sets for itself (`vs`), as links write it. What it does not
 * set of `inherited` it takes from the first run; all else has the defaults that suit its optimiser.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Given} Given
 */
import { item, mapPair } from "./items.js";
import { isSameInLink } from "./link.js";
import { NAMES } from "./names.js";
import { choose, namesOf, optimiserOf, resolve } from "./scenario.js";

const { run: RUN_NAMES, inherited: INHERITED } = NAMES;

/**
 * For the comparison, the form and links: the choice that has this run as its only one.
 *
 * @param {Given} given
 * @param {number} i 0 is the first run, 1 the first further one
 * @returns {Given}
 */
export function runByItself({ vs = [], ...first }, i) {
  if (i === 0) return first;
  const own = RUN_NAMES.filter((name) => !INHERITED.includes(name));
  return { ...pick(first, (name) => !own.includes(name)), ...vs[i - 1] };
}

/**
 * A run as an entry of `vs`: only the names that it does not share with the first run or have by default.
 *
 * @param {Given} run by itself
 * @param {Given} first
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
function entryOf(run, first, catalogue) {
  const [values, theirs] = mapPair([run, first], (given) => resolve(given, catalogue));
  const usual = resolve(
    pick(run, (name) => name === "optimiser" || !RUN_NAMES.includes(name)),
    catalogue,
  );
  const said = (/** @type {keyof Given} */ name) =>
    name === "optimiser" || !isSameInLink(name, values[name], (INHERITED.includes(name) ? theirs : usual)[name]);
  return Object.fromEntries(RUN_NAMES.filter(said).map((name) => [name, values[name]]));
}

/**
 * For the form: the further runs and the optimiser's own path, beside the first run's steps by hand; null where there are no
 * such steps, or where the path is there already.
 *
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Given[] | null}
 */
export function withOptimiserRun(given, catalogue) {
  const { vs = [], moves, ...first } = given;
  const entry = entryOf(first, given, catalogue);
  return moves?.length && !vs.some((run) => same(run, entry)) ? [...vs, entry] : null;
}

/**
 * For the form: the further runs and one more, which is the optimiser's own path beside steps by hand, else the next
 * optimiser that is not there yet, set as the first run is; when all are there, the first one's with half its η.
 *
 * @param {Given} given
 * @param {Catalogue} catalogue
 * @returns {Given[]}
 */
export function withOneMore(given, catalogue) {
  const { vs = [], moves, ...first } = given;
  const { optimiser, eta } = resolve(first, catalogue);
  const there = [optimiser, ...vs.map((run) => run.optimiser)];
  const next = catalogue.optimisers.find(({ id }) => !there.includes(id));
  const other = next ? withoutForeignNames(choose(first, { optimiser: next.id }, catalogue), catalogue) : { ...first, eta: eta / 2 };
  return withOptimiserRun(given, catalogue) ?? [...vs, entryOf(other, given, catalogue)];
}

/**
 * For the form: the further runs with a change of one of them.
 *
 * @param {Given} given
 * @param {number} i from 1
 * @param {Given} change of this run
 * @param {Catalogue} catalogue
 * @returns {Given[]}
 */
export function withChange(given, i, change, catalogue) {
  const run = choose(runByItself(given, i), change, catalogue);
  return (given.vs ?? []).map((entry, j) => (j === i - 1 ? entryOf(run, given, catalogue) : entry));
}

/** For the form: the further runs without one of them. @param {Given} given @param {number} i from 1 @returns {Given[]} */
export const withoutRun = ({ vs = [] }, i) => vs.filter((_, j) => j !== i - 1);

/**
 * For the comparison: the choice in which a further run and the first change places; every run keeps its numbers.
 *
 * @param {Given} given
 * @param {number} i from 1
 * @param {Catalogue} catalogue
 * @returns {Given}
 */
export function withRunsExchanged(given, i, catalogue) {
  const shown = runByItself(given, 0);
  const further = (given.vs ?? []).map((_, j) => runByItself(given, j + 1));
  const first = choose(item(further, i - 1), {}, catalogue);
  const rest = further.map((run, j) => (j === i - 1 ? shown : run));
  return { ...first, vs: rest.map((run) => entryOf(run, first, catalogue)) };
}

/** A run without the hyperparameters and switches of other optimisers. @param {Given} run @param {Catalogue} catalogue */
function withoutForeignNames(run, catalogue) {
  const { hyperparameters, switches } = optimiserOf(catalogue, resolve(run, catalogue).optimiser);
  /** @type {(keyof Given)[]} */
  const mine = [...hyperparameters, ...switches].map(({ id }) => id);
  /** @type {(keyof Given)[]} */
  const rules = catalogue.optimisers.flatMap((o) => [...o.hyperparameters, ...o.switches]).map(({ id }) => id);
  return pick(run, (name) => mine.includes(name) || !rules.includes(name));
}

/** Whether a link says the same of both runs. @param {Given} one @param {Given} other */
const same = (one, other) => isSameInLink("vs", [one], [other]);

/** The part of a choice whose names are wanted. @param {Given} given @param {(name: keyof Given) => boolean} wanted @returns {Given} */
const pick = (given, wanted) => Object.fromEntries(namesOf(given).flatMap((name) => (wanted(name) ? [[name, given[name]]] : [])));
