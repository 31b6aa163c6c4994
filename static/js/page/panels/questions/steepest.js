/** In which direction does the loss fall most at first? The reader turns u. */
import * as words from "#words";
import { direction, isInside } from "../../../draw/layout.js";
import { arrow } from "../../../draw/marks/arrow.js";
import { el, px } from "../../../draw/svg.js";
import { angleFromGradient, cosSin } from "../../../state/directions.js";
import { bearing, pointAlong } from "./places.js";

/** Right is within so many degrees of 180. */
export const TOLERANCE = 15;
/** Pixels of the arrow that is turned, and to its handle. */
const LENGTH = 92;
const REACH = 134;
/** Degrees, and the share of the change, from which on another direction than 180° is told to be better for this η. */
const ELSEWHERE = 10;
const BETTER = 1.05;

/** @param {number} degrees @param {import("./kinds.js").Layout} layout */
const along = (degrees, layout) => /** @type {import("./kinds.js").Pair} */ (direction(cosSin(degrees), layout));

/**
 * For the explanation: the direction in which the loss falls most for this η, where that is clearly not 180°.
 *
 * @param {import("./kinds.js").Case["curve"]} curve
 */
export function bestDirection(curve) {
  if (!curve) return null;
  const actual = curve.actual.map((value) => value ?? Infinity);
  const best = actual.indexOf(Math.min(...actual));
  const straight = curve.actual[180] ?? null;
  const [least = Infinity, beta = 180] = [actual[best], curve.beta[best] ?? 180];
  if (Math.abs(beta - 180) < ELSEWHERE || least >= 0 || (straight !== null && straight < 0 && least > BETTER * straight)) return null;
  const kind = straight === null ? "none" : straight < 0 ? "falls" : "rises";
  return { beta: Math.min(beta, 360 - beta), by: -least, straight: kind, straight_by: Math.abs(straight ?? 0) };
}

/** @type {import("./kinds.js").Kind} */
export const steepest = {
  interest({ row, flat, map: { window } }) {
    if (!flat || !row.gradNorm || !isInside(row.point, window)) return 0;
    return Math.abs(row.secondOrder - row.firstOrder) > Math.abs(row.firstOrder) / 2 ? 1.1 : 0.7;
  },
  prepare: ({ row, curve, map }) => ({ row, curve, map, uphill: bearing(row.gradient) }),
  question: (k) => words.quiz_steepest_question({ k }),
  mark: {
    begin: ({ uphill, row }) => Math.round(uphill + (row.k % 2 ? 270 : 90)) % 360,
    to: ({ row: { point } }, [w, b]) => Math.round(bearing([w - point[0], b - point[1]])) % 360,
    nudge: (_facts, guess, [across, up], times) => (guess + (up - across) * times + 360) % 360,
    pixels: ({ row: { point } }, guess, layout) => pointAlong([layout.x(point[0]), layout.y(point[1])], along(guess, layout), REACH),
    attributes: ({ map, uphill }, guess) => ({
      "aria-label": words.direction_handle(),
      "aria-valuemin": 0,
      "aria-valuemax": 359,
      "aria-valuenow": guess,
      "aria-valuetext": words.quiz_steepest_turned({ bearing: guess, uphill, axis: map.plane[0] }),
    }),
    confirm: words.quiz_steepest_confirm,
  },
  judge({ row, curve }, guess) {
    const turn = angleFromGradient(cosSin(guess), row.gradient);
    const beta = Math.min(turn, 360 - turn);
    const best = -row.eta * row.kNorms;
    return { right: 180 - beta <= TOLERANCE, beta, best, promised: -best * cosSin(beta)[0], actual: curve?.actual[Math.round(turn) % 360] ?? null };
  },
  explain({ curve }, { beta, promised, best, actual }) {
    const better = bestDirection(curve);
    return {
      plain: [words.quiz_steepest_off({ off: 180 - beta }), ...(better ? [words.quiz_steepest_honest(better)] : [])],
      exact: [words.quiz_steepest_exact({ beta, promised, best }), ...(actual === null ? [] : [words.quiz_steepest_did({ actual })])],
    };
  },
  draw({ row: { point } }, guess, layout, answered) {
    const at = /** @type {import("./kinds.js").Pair} */ ([layout.x(point[0]), layout.y(point[1])]);
    const way = along(guess, layout);
    const [x, y] = pointAlong(at, way, REACH);
    const turning = [
      el("circle", { class: "orbit", cx: px(at[0]), cy: px(at[1]), r: REACH }),
      el("circle", { class: "ring", cx: px(x), cy: px(y), r: 12 }),
      el("circle", { class: "knob", cx: px(x), cy: px(y), r: 8 }),
    ];
    const name = answered ? words.quiz_steepest_yours() : "u";
    return [...(answered ? [] : turning), arrow(at, way, LENGTH, { kind: answered ? "step yours" : "step", name, filled: false })];
  },
};
