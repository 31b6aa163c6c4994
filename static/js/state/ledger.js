/**
 * One row of the ledger, by the words of the page.
 *
 * @typedef {import("./types.js").Pair} Pair
 * @typedef {import("./types.js").Run} Run
 *
 * @typedef {object} Row
 * @property {number} k
 * @property {number[]} point θ
 * @property {number} loss
 * @property {number[]} gradient ∇L
 * @property {number} gradNorm ‖∇L‖
 * @property {boolean} last no step is taken from here
 * @property {number} eta η
 * @property {number[]} u
 * @property {number} uNorm ‖u‖
 * @property {number} dot uᵀ∇L
 * @property {number} kNorms k = ‖u‖‖∇L‖
 * @property {number | null} cosBeta
 * @property {number | null} beta degrees
 * @property {number} firstOrder
 * @property {number} secondOrder
 * @property {number | null} actual null where the loss has no value, NaN while it is not known
 * @property {number | null} doubt a bound on the rounding in `actual`
 *
 * @typedef {Row & Record<"point" | "gradient" | "u", Pair>} MapRow of the two parameters that the map shows
 */
import { changeOf } from "./change.js";
import { cosSin, directionAt } from "./directions.js";
import { item, mapPair, pairOf } from "./items.js";

/**
 * The step that the page shows: the run's, or the reader's own direction from the same point.
 *
 * @param {import("./types.js").State} state
 * @returns {Row | null}
 */
export function shownRow({ run, step, ownBeta, move, scenario }) {
  if (!run) return null;
  const row = rowOf(run, Math.min(step, lastStep(run)));
  if (ownBeta === null) return row;
  // While the server's answer is on its way the arrow already turns; its promises follow a moment later.
  const u = directionAt(pairOf(row.gradient), ownBeta);
  const dot = u.reduce((sum, v, i) => sum + v * item(row.gradient, i), 0);
  const beta = ownBeta > 180 ? 360 - ownBeta : ownBeta;
  return {
    ...row,
    last: false,
    u,
    uNorm: row.gradNorm,
    dot: beta === 90 ? 0 : dot,
    kNorms: row.gradNorm ** 2,
    beta: row.gradNorm ? beta : null,
    cosBeta: row.gradNorm ? cosSin(beta)[0] : null,
    eta: row.last ? scenario.eta : row.eta,
    firstOrder: move?.taylor[0]?.sum ?? NaN,
    secondOrder: move?.taylor[1]?.sum ?? NaN,
    actual: move ? move.actual : NaN,
    doubt: move ? move.doubt : NaN,
  };
}

/** @param {number[]} values of all parameters @param {Pair} places @returns {Pair} */
const pairAt = (values, places) => mapPair(places, (i) => item(values, i));

/** For the map: a row of the two parameters at these places. @param {Row} row @param {Pair} places @returns {MapRow} */
export const inPlane = (row, places) => ({
  ...row,
  point: pairAt(row.point, places),
  gradient: pairAt(row.gradient, places),
  u: pairAt(row.u, places),
});

/** Where a row's step lands. @param {Row} row */
export const landingOf = (row) => row.point.map((t, i) => t + row.eta * item(row.u, i));

/**
 * A path on the map, as far as it may be seen.
 *
 * @param {Pick<Run, "steps">} run
 * @param {[string, string]} plane the two parameters that the map shows
 * @param {number} [upto] the last step
 * @returns {Pair[]}
 */
export function pathOf({ steps }, plane, upto = Infinity) {
  const [w, b] = mapPair(plane, (name) => columnOf(steps, name));
  return w.slice(0, upto + 1).map((value, k) => [Number(value), Number(b[k])]);
}

/** A run and the further ones. @param {Run} run */
export const allRuns = (run) => [run, ...run.runs];

/** All points of the map that runs come to; a further one that outgrows all bounds would make the others a point. @param {Run} run @param {[string, string]} plane */
export const everyPoint = (run, plane) => [run, ...run.runs.filter(({ outcome }) => outcome !== "diverged")].flatMap((one) => pathOf(one, plane));

/** @param {Run} run */
export const lastStep = (run) => run.steps.k.length - 1;

/** @param {import("./types.js").Steps} steps @param {string} name @returns {import("./types.js").Column} */
export function columnOf(steps, name) {
  const column = steps[name];
  if (!column) throw new RangeError(`there is no column ${name}`);
  return column;
}

/** What the loss does at step k, which is taken. @param {Pick<Run, "steps">} run @param {number} k */
export const changeAt = ({ steps }, k) => changeOf({ actual: item(steps.actual, k), doubt: item(steps.doubt, k) });

/**
 * @param {Run} run
 * @param {number} k
 * @returns {Row}
 */
export function rowOf(run, k) {
  /** @param {string} name */
  const at = (name) => /** @type {number} */ (columnOf(run.steps, name)[k] ?? null);
  const u = run.parameters.map((p) => at(`u_${p}`));
  return {
    k,
    point: run.parameters.map(at),
    loss: at("loss"),
    gradient: run.parameters.map((p) => at(`grad_${p}`)),
    gradNorm: at("grad_norm"),
    last: at("actual") === null,
    eta: at("eta"),
    u,
    uNorm: Math.hypot(...u),
    dot: at("dot"),
    kNorms: Math.hypot(...u) * at("grad_norm"),
    cosBeta: at("cos_beta"),
    beta: at("beta"),
    firstOrder: at("first_order"),
    secondOrder: at("second_order"),
    actual: at("actual"),
    doubt: at("doubt"),
  };
}
