/**
 * Runs with mini-batches: the one loop, on a part whose rule wants its gradient of some of the points. It stands beside the modules, as it
 * is the same for all of them.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 * @typedef {import("../state/types.js").Kernel} Kernel
 * @typedef {import("../state/types.js").Scenario} Scenario
 * @typedef {{ x: Vector[], n: number, c: Vector }} Given the data by columns, and the constants of the loss
 */
import { item } from "../state/items.js";
import { epochs } from "./batch_order.js";
import { run } from "./loop.js";
import { numbers } from "./vectors.js";

/** Of one seed and one number of points, how they were drawn: while a hand is at a run, all its pictures have the same. */
let drawn = { points: 0, seed: -1, orders: /** @type {number[][]} */ ([]), more: epochs(0, 0) };

/** For batches: the order of the points in an epoch. @param {number} points @param {number} seed @param {number} epoch @returns {number[]} */
function orderOf(points, seed, epoch) {
  if (drawn.points !== points || drawn.seed !== seed) drawn = { points, seed, orders: [], more: epochs(points, seed) };
  while (drawn.orders.length <= epoch) drawn.orders.push(drawn.more.next().value);
  return /** @type {number[]} */ (drawn.orders[epoch]);
}

/**
 * For pages and files: the same kernel, which computes runs with mini-batches too.
 *
 * @param {Kernel} kernel
 * @returns {Kernel}
 */
export function withBatches(kernel) {
  const supports = (/** @type {Scenario} */ scenario) => kernel.supports({ ...scenario, batch: 0 });
  const trajectory = (/** @type {Scenario} */ scenario) => (scenario.batch && supports(scenario) ? batchedRun(kernel, scenario) : kernel.trajectory(scenario));
  return { ...kernel, supports, trajectory };
}

/**
 * For `withBatches`: a run, with each batch's own gradient in its columns.
 *
 * @param {Kernel} kernel
 * @param {Scenario} scenario
 * @returns {import("./loop.js").KernelRun | null} null: ask the server
 */
function batchedRun({ part, given }, scenario) {
  /** @type {Given} */
  const all = given(scenario);
  const { parameters } = part;
  const room = new Float64Array(9);
  const next = batchesOf(all, scenario);
  /** What was drawn for this step. */
  let batch = all;
  /** Its gradient at θ. */
  const own = numbers();
  let ahead = false;
  /** Row after row, what the ledger has of them. @type {Map<number, number[]>} */
  const gradients = new Map();
  let k = -1;
  const found = run(
    {
      ...part,
      derivatives(t, g, out, x, n, c) {
        if (!ahead) {
          part.derivatives(t, g, out, x, n, c);
          k++;
        } else if (part.look) part.derivatives(t, g, room, batch.x, batch.n, c);
        else copy(own, g);
        ahead = false;
      },
      look(m, t, h, at) {
        batch = next();
        part.derivatives(t, own, room, batch.x, batch.n, batch.c);
        gradients.set(k, Array.from(own).slice(0, parameters.length));
        if (part.look) part.look(m, t, h, at);
        else copy(t, at);
        ahead = true;
      },
      step: part.step && ((m, g, eta, t, h, u) => part.step?.(m, g, eta, t, h, u, room)),
    },
    scenario,
    all,
  );
  if (!found || ![...gradients.values()].flat().every(Number.isFinite)) return null;
  const rows = found.steps.k.map((_, row) => (row < found.steps.k.length - 1 ? gradients.get(row) : undefined));
  const columns = parameters.map((name, i) => [`batch_grad_${name}`, rows.map((row) => (row ? item(row, i) + 0 : NaN))]);
  return { ...found, steps: { ...found.steps, ...Object.fromEntries(columns) } };
}

/** @param {Vector} from @param {Vector} to */
function copy(from, to) {
  for (let i = 0; i < from.length; i++) to[i] = from[i];
}

/** For a run: what draws the next batch, the last of an epoch smaller where it does not divide the points. @param {Given} all @param {Scenario} scenario */
function batchesOf({ x, n, c }, { batch, seed }) {
  const columns = x.map(() => new Float64Array(batch));
  let [epoch, first] = [0, 0];
  return () => {
    const order = orderOf(n, seed, epoch);
    const count = Math.min(batch, n - first);
    for (let j = 0; j < x.length; j++) for (let i = 0; i < count; i++) item(columns, j)[i] = item(x, j)[item(order, first + i)];
    first += batch;
    if (first >= n) [epoch, first] = [epoch + 1, 0];
    return { x: columns, n: count, c };
  };
}
