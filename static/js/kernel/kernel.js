/**
 * What a printed module exports, made of its part: for scenarios as every reply echoes them, all defaults resolved.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("../state/types.js").Scenario} Scenario
 */
import { run } from "./loop.js";
import { norm } from "./vectors.js";

/** A number of at most 20 binary places is exact; any other, such as 0.1, only the nearest. */
const PLACES = 2 ** 20;
const UNIT = 2 ** -53;

/** The number by which a typed formula is told from others: FNV-1a of its characters. @param {string} text */
export function textNumber(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * For the module that a server prints.
 *
 * @param {Part} part
 */
export function kernelOf(part) {
  const { ofLoss, ofRule, formula, sets, parameters, constants, factor, value, step } = part;

  /** @param {Scenario} scenario @param {Record<string, string | null>} ids */
  const has = (scenario, ids) => Object.entries(ids).every(([name, id]) => scenario[/** @type {"objective"} */ (name)] === id);

  /** The points; undefined where there are none that this loss can take. @param {Scenario} scenario */
  const rowsOf = ({ data }) => (Array.isArray(data) ? data : sets[data ?? ""]);

  /** Whether the scenario has this module's loss, of data as they are. @param {Scenario} scenario */
  const hasLoss = (scenario) => has(scenario, { ...ofLoss, scaling: "none" }) && textNumber(scenario.f ?? "") === formula && Boolean(rowsOf(scenario));

  /**
   * The data by columns, the labels last; and the numbers of the loss: the reduction's factor, the constants, how far each of them may be from
   * what was meant, the inputs' norms.
   *
   * @param {Scenario} scenario
   */
  function given(scenario) {
    const rows = rowsOf(scenario) ?? [];
    const x = (rows[0] ?? []).map((_, i) => Float64Array.from(rows, (row) => row[i] ?? NaN));
    const own = constants.map((name) => scenario[/** @type {"lambda1"} */ (name)]);
    const offs = own.map((value) => (Number.isInteger(value * PLACES) ? 0 : Math.abs(value) * UNIT));
    return { x, n: rows.length, c: Float64Array.of(factor(rows.length), ...own, ...offs, ...x.slice(0, -1).map(norm)) };
  }

  /** Whether `trajectory` can be asked: whether it is this module's loss and rule, and nothing that only the server has. @param {Scenario} scenario */
  const supports = (scenario) => Boolean(step) && has(scenario, ofRule) && !scenario.batch && hasLoss(scenario);

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
    if (!hasLoss(scenario)) return null;
    const { x, n, c } = given(scenario);
    const [i = 0, j = 1] = scenario.plane.map((name) => parameters.indexOf(name));
    const t = Float64Array.from(parameters, () => scenario.at ?? 0);
    return Float64Array.from(w, (v, k) => {
      t[i] = v;
      t[j] = b[k] ?? NaN;
      return value(t, x, n, c);
    });
  }

  return { supports, trajectory, loss, part, given };
}
