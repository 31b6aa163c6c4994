/**
 * For marks and panels: a linear scale from data units to pixels. It maps and ticks as d3-scale does, on d3's own ticks, without
 * what that package brings along for colours, dates and formats: a tenth of a first visit's script.
 *
 * @typedef {import("../state/types.js").Pair} Pair
 * @typedef {import("../state/types.js").Scale} Scale
 */
import { nice, ticks } from "d3-array";

/**
 * For marks and panels: a linear scale from data units to pixels, which maps and ticks as d3-scale does.
 *
 * @param {Pair} domain
 * @param {Pair} range pixels
 * @returns {Scale}
 */
export function linearScale(domain, range) {
  const scale = Object.assign((/** @type {number} */ value) => mapped(value, domain, range), {
    invert: (/** @type {number} */ pixel) => mapped(pixel, range, domain),
    domain: () => domain,
    range: () => range,
    ticks: (count = 10) => ticks(...domain, count),
    nice(count = 10) {
      domain = nice(...domain, count);
      return scale;
    },
  });
  return scale;
}

/** @param {number} value @param {Pair} from @param {Pair} to @returns {number} */
function mapped(value, [a, b], [low, high]) {
  if (b < a) return mapped(value, [b, a], [high, low]);
  const share = a === b ? 0.5 : (value - a) / (b - a);
  return low * (1 - share) + high * share;
}
