/** A piece of a curve's tangent, in pixels. */
import { px } from "../svg.js";

/** Pixels of one unit, also where places are as far apart as 1e300 and 0 and 1 fall on the same pixel. @param {import("../../state/types.js").Scale} scale */
function unit(scale) {
  const [[low, high], [from, to]] = [scale.domain(), scale.range()];
  return (to - from) / (high - low);
}

/**
 * For the neuron and the slices: the path data of the tangent at a place of a plot, as long wherever it points.
 *
 * @param {import("../../state/types.js").Pair} at data units
 * @param {number} slope of the curve there, in data units
 * @param {{ x: import("../../state/types.js").Scale, y: import("../../state/types.js").Scale }} scales
 * @param {number} half its half length in pixels
 */
export function tangent(at, slope, { x, y }, half) {
  // By its angle, which a slope beyond all pixels has too.
  const angle = Math.atan2(unit(y) * slope, unit(x));
  const [u, v] = [half * Math.cos(angle), half * Math.sin(angle)];
  const [cx, cy] = [x(at[0]), y(at[1])];
  return `M${px(cx - u)},${px(cy - v)}L${px(cx + u)},${px(cy + v)}`;
}
