/**
 * One row of the ledger, by the words of the page.
 *
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
 * @property {number} dot uᵀ∇L
 * @property {number} kNorms k = ‖u‖‖∇L‖
 * @property {number | null} cosBeta
 * @property {number | null} beta degrees
 * @property {number} firstOrder
 * @property {number} secondOrder
 * @property {number} actual
 */

/** @param {Run} run */
export const lastStep = (run) => run.steps.k.length - 1;

/**
 * @param {Run} run
 * @param {number} k
 * @returns {Row}
 */
export function rowOf(run, k) {
  /** @param {string} name */
  const at = (name) => /** @type {number} */ (run.steps[name][k]);
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
    dot: at("dot"),
    kNorms: Math.hypot(...u) * at("grad_norm"),
    cosBeta: at("cos_beta"),
    beta: at("beta"),
    firstOrder: at("first_order"),
    secondOrder: at("second_order"),
    actual: at("actual"),
  };
}
