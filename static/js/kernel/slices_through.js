/**
 * The loss through a place along one parameter at a time, the others held, with its slope there: what /slices says.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 */
import { lossAt } from "./loop.js";

/**
 * For the page: the slices over these axes; null where a value is not finite: what becomes of a line there the server knows.
 *
 * @param {Part} part
 * @param {number[]} point
 * @param {{ parameter: string, axis: number[] }[]} axes
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {Pick<import("../state/types.js").Slices, "parameters" | "point" | "loss" | "range" | "slices"> | null}
 */
export function slicesThrough(part, point, axes, given) {
  const { parameters } = part;
  const { x, n, c } = given;
  const value = lossAt(part, given);
  const slopes = Float64Array.from(point);
  part.derivatives(point, slopes, [], x, n, c);
  const slices = axes.map(({ parameter, axis }) => {
    const i = parameters.indexOf(parameter);
    const there = [...point];
    const loss = axis.map((t) => {
      there[i] = t;
      return value(there);
    });
    return { parameter, axis, loss, slope: Number(slopes[i]) };
  });
  const loss = value(point);
  const shown = [loss, ...slices.flatMap((one) => one.loss)];
  if (![...shown, ...slopes].every(Number.isFinite)) return null;
  return { parameters, point, loss, range: [Math.min(...shown), Math.max(...shown)], slices };
}
