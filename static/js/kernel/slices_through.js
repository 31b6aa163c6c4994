/**
 * The loss through a place along one parameter at a time, the others held, with its slope there: what /slices says.
 *
 * @typedef {import("./part.js").Part} Part
 * @typedef {import("./part.js").Vector} Vector
 */

/**
 * For the page: the slices over these axes; null where a value is not finite: what becomes of a line there the server knows.
 *
 * @param {Part} part
 * @param {number[]} point
 * @param {{ parameter: string, axis: number[] }[]} axes
 * @param {{ x: Vector[], n: number, c: Vector }} given the data by columns, and the constants of the loss
 * @returns {Pick<import("../state/types.js").Slices, "parameters" | "point" | "loss" | "range" | "slices"> | null}
 */
export function slicesThrough({ parameters, gradient, value }, point, axes, { x, n, c }) {
  const slopes = Float64Array.from(point);
  gradient(point, slopes, x, n, c);
  const slices = axes.map(({ parameter, axis }) => {
    const i = parameters.indexOf(parameter);
    const there = [...point];
    const loss = axis.map((t) => {
      there[i] = t;
      return value(there, x, n, c);
    });
    return { parameter, axis, loss, slope: Number(slopes[i]) };
  });
  const loss = value(point, x, n, c);
  const shown = [loss, ...slices.flatMap((one) => one.loss)];
  if (![...shown, ...slopes].every(Number.isFinite)) return null;
  return { parameters, point, loss, range: [Math.min(...shown), Math.max(...shown)], slices };
}
