/**
 * What a printed module exports, made of its part: for scenarios as every reply echoes them, all defaults resolved.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("../state/types.js").Scenario} Scenario
 */
import { lossAt, run } from "./loop.js";
import { numbers, UNIT } from "./vectors.js";

/** The number by which a text is told from others, of its characters. @param {string} text */
export const textNumber = (text) => [...text].reduce((number, sign) => Math.imul(number ^ /** @type {number} */ (sign.codePointAt(0)), 0x1000193), 0);

/**
 * For the module that a server prints.
 *
 * @param {Part} part
 */
export function kernelOf(part) {
  const { names, shape, sets, parameters, constants, step } = part;

  /** The points; undefined where there are none that this loss can take. @param {Scenario} scenario @returns {any} */
  const rowsOf = ({ data }) => (Array.isArray(data) ? data : sets[/** @type {any} */ (data)]);

  /** Whether the scenario has this module's loss and rule. @param {Scenario} scenario */
  const has = (scenario) => textNumber(names.map((name) => scenario[/** @type {"objective"} */ (name)]).join()) === shape && Boolean(rowsOf(scenario));

  /**
   * The data by columns, the labels last, and behind them room for a number of each point; and the numbers of the loss: its constants, how far each of them may be from
   * what was meant, the norms of what multiplies each parameter.
   *
   * @param {Scenario} scenario
   */
  function given(scenario) {
    const rows = rowsOf(scenario);
    /** @type {Float64Array[]} */
    const x = rows[0].map((/** @type {number} */ _, /** @type {number} */ i) => Float64Array.from(rows, (/** @type {any} */ row) => row[i]));
    const own = constants.map((name) => scenario[/** @type {"lambda1"} */ (name)]);
    // A number of at most 20 binary places is exact; any other, such as 0.1, only the nearest.
    const offs = own.map((value) => ((value * 2 ** 20) % 1 ? Math.abs(value) * UNIT : 0));
    const n = rows.length;
    return { x: [...x, new Float64Array(n)], n, c: Float64Array.of(...own, ...offs, ...x.slice(0, -1).map((column) => Math.hypot(...column)), Math.sqrt(n)) };
  }

  /** Whether `trajectory` can be asked: whether it is this module's loss and rule, and nothing that only the server has. @param {Scenario} scenario */
  const supports = (scenario) => Boolean(step) && !scenario.batch && has(scenario);

  /**
   * `outcome`, `code` and `steps` of the scenario's own run as /trajectory has them, with all digits; null: ask the server.
   *
   * @param {Scenario} scenario
   */
  const trajectory = (scenario) => (supports(scenario) ? run(part, scenario, given(scenario)) : null);

  /**
   * L at places of the map, (w, b) of the plane's two parameters with a third one at `at`; NaN where it has no value. null: ask the server.
   *
   * @param {Scenario} scenario
   * @param {ArrayLike<number>} w
   * @param {ArrayLike<number>} b as many
   */
  function loss(scenario, w, b) {
    if (!has(scenario)) return null;
    const value = lossAt(part, given(scenario));
    const [first, second] = /** @type {[number, number]} */ (scenario.plane.map((name) => parameters.indexOf(name)));
    const t = numbers();
    THREE: t.fill(scenario.at ?? 0);
    return Float64Array.from(w, (v, k) => {
      t[first] = v;
      t[second] = b[k];
      return value(t);
    });
  }

  return { supports, trajectory, loss, part, given };
}
