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
 * For panels: the row of the step that the page shows, the run's or one along the reader's own direction from the same point;
 * null before there is a run.
 *
 * @param {import("./types.js").State} state
 * @returns {Row | null}
 */
export function shownRow({ run, step, ownBeta, move, scenario }) {
  if (!run) return null;
  const row = rowOf(run, Math.min(step, lastStep(run)));
  if (ownBeta === null) return row;
  // The arrow turns at once; what the server says of the direction follows when it answers.
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

/** The two of a list of numbers at these places. @param {number[]} values of all parameters @param {Pair} places @returns {Pair} */
const pairAt = (values, places) => mapPair(places, (i) => item(values, i));

/** For the map: a row of the two parameters at these places. @param {Row} row @param {Pair} places @returns {MapRow} */
export const inPlane = (row, places) => ({
  ...row,
  point: pairAt(row.point, places),
  gradient: pairAt(row.gradient, places),
  u: pairAt(row.u, places),
});

/** A difference from −∇L below this share of ‖∇L‖ is rounding, and no other direction. */
const SAME = 1e-6;

/** For the chain rule and the worksheet: whether a step goes against the gradient, as gradient descent's does. @param {Pick<Row, "u" | "gradient" | "gradNorm">} row */
export const isAgainstGradient = ({ u, gradient, gradNorm }) => u.every((v, i) => Math.abs(v + item(gradient, i)) <= SAME * gradNorm);

/** For the map and the worksheet: θ after a row's step. @param {Row} row */
export const landingOf = (row) => row.point.map((t, i) => t + row.eta * item(row.u, i));

/**
 * For the map: the path of a run as places of the map, up to the last step that may be seen.
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

/** For charts and tables: a run and its further ones, in order. @param {Run} run */
export const allRuns = (run) => [run, ...run.runs];

/**
 * For a window around all runs: all places of the map that they come to, before they fly off. A further run that diverges is
 * left out: around it all others would be a single point.
 *
 * @param {Run} run
 * @param {[string, string]} plane
 */
export const everyPoint = (run, plane) =>
  [run, ...run.runs.filter(({ outcome }) => outcome !== "diverged")].flatMap((one) => pathOf(one, plane, lastBeforeFlight(one)));

/** How many times the loss of a run's first steps may grow before the run counts as flown off, and how many steps are shown of any. */
const FLIGHT = 100;
const FEWEST = 2;

/** The last row of a run before it flies off; of one that does not diverge all are before. @param {Pick<Run, "outcome" | "steps">} run */
function lastBeforeFlight({ outcome, steps: { loss } }) {
  if (outcome !== "diverged") return Infinity;
  const [begun, next] = [Number(loss[0]), Number(loss[1] ?? loss[0])];
  const usual = Math.max(Math.abs(begun), Math.abs(next - begun));
  const flown = loss.findIndex((value) => Math.abs(Number(value) - begun) > FLIGHT * usual);
  return flown < 0 ? Infinity : Math.max(flown - 1, FEWEST);
}

/** For whoever walks a run: the number of its last row. @param {Run} run */
export const lastStep = (run) => run.steps.k.length - 1;

/** A value of a column: null where it has none, which is null in a server's column and NaN in a kernel's. @param {number | null | undefined} value */
const known = (value) => (value === undefined || Number.isNaN(value) ? null : value);

/** A column of the ledger by its name, which has to be there. @param {import("./types.js").Steps} steps @param {string} name */
function columnNamed(steps, name) {
  const column = steps[name];
  if (!column) throw new RangeError(`there is no column ${name}`);
  return column;
}

/**
 * For paths and charts: a column of the ledger, null where a step has no such value.
 *
 * @param {import("./types.js").Steps} steps
 * @param {string} name
 * @returns {import("./types.js").Column}
 */
export const columnOf = (steps, name) => columnNamed(steps, name).map(known);

/** For tables and rows: what the ledger has of step k in a column, likewise. @param {import("./types.js").Steps} steps @param {string} name @param {number} k */
export const valueAt = (steps, name, k) => known(columnNamed(steps, name)[k]);

/**
 * For the quiz and the comparison: what kind of change the loss makes at step k, which the run takes.
 *
 * @param {Pick<Run, "steps">} run
 * @param {number} k
 */
export const changeAt = ({ steps }, k) => changeOf({ actual: valueAt(steps, "actual", k), doubt: valueAt(steps, "doubt", k) });

/**
 * For panels and questions: row k of a run's ledger, by the page's names.
 *
 * @param {Run} run
 * @param {number} k
 * @returns {Row}
 */
export function rowOf(run, k) {
  /** @param {string} name */
  const at = (name) => /** @type {number} */ (valueAt(run.steps, name, k));
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
