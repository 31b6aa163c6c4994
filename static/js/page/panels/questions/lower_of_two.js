/** Which of two steps ends lower? They are as long as the run's; if there is such a pair, the slope favours the wrong one. */
import * as words from "#words";
import { isInside } from "../../../draw/layout.js";
import { cased, el, polyline, px } from "../../../draw/svg.js";
import { directionAt } from "../../../state/directions.js";
import { item } from "../../../state/items.js";
import { formatPoint } from "../../../text/formats.js";
import { pointAlong, shareOfMap } from "./places.js";

/** Degrees between the directions that are tried, and at least between the two. */
const GRID = 15;
const APART = 30;
/** The losses lie at least this share of the larger change apart, and of all changes. */
const CLEAR = 0.3;
const OF_ALL = 0.1;
/** Promises that differ by less than this share of the greatest are the same. */
const ALIKE = 0.06;
/** Steps shorter than this share of the map can hardly surprise; a letter is so many pixels off or more, beyond the end of a short one. */
const SHORT = 0.06;
const OFF = 64;
/** @type {[string, string]} */
const LETTERS = ["A", "B"];

/**
 * For the question and its explanation: how the slope judges two steps, of which the first ends lower.
 *
 * @param {{ promised: number }} lower
 * @param {{ promised: number }} other
 * @param {number} most
 */
export function slopeSays(lower, other, most) {
  if (Math.abs(lower.promised - other.promised) < ALIKE * most) return "alike";
  return lower.promised < other.promised ? "right" : "wrong";
}

/** How much a pair teaches, by what the slope says of it. */
const WORTH = { wrong: 2, alike: 1.5, right: 0.5 };

/**
 * Directions whose steps end on the map, with what they do.
 *
 * @param {import("./kinds.js").Case} step
 */
function candidates({ row, curve, map: { window } }) {
  const long = (row.eta * row.uNorm) / row.gradNorm;
  return Array.from({ length: 360 / GRID }, (_, i) => i * GRID).flatMap((turn) => {
    const [w, b] = directionAt(row.gradient, turn);
    /** @type {import("./kinds.js").Pair} */
    const end = [row.point[0] + long * w, row.point[1] + long * b];
    const actual = curve?.actual[turn] ?? null;
    const promised = curve?.first_order[turn] ?? null;
    return actual === null || promised === null || !isInside(end, window) ? [] : [{ turn, beta: Math.min(turn, 360 - turn), end, actual, promised }];
  });
}

/** @type {import("./kinds.js").Kind} */
export const lowerOfTwo = {
  needsCurve: true,
  interest({ row, landing, flat, map: { window } }) {
    if (!flat || !row.gradNorm || !isInside(row.point, window)) return 0;
    if (shareOfMap(row.point, landing, window) < SHORT) return 0.6;
    return Math.abs(row.secondOrder - row.firstOrder) > Math.abs(row.firstOrder) / 2 ? 1.4 : 0.9;
  },
  prepare(step) {
    const { row, map, curve } = step;
    const all = curve?.actual.filter((value) => value !== null) ?? [];
    const range = Math.max(...all) - Math.min(...all);
    const most = row.eta * row.kNorms;
    const ways = candidates(step);
    let best = { worth: 0, pair: /** @type {typeof ways} */ ([]) };
    for (const [i, one] of ways.entries()) {
      for (const other of ways.slice(i + 1)) {
        const between = Math.min(other.turn - one.turn, 360 - other.turn + one.turn);
        const by = Math.abs(one.actual - other.actual);
        if (between < APART || by < OF_ALL * range) continue;
        if (by < CLEAR * Math.max(Math.abs(one.actual), Math.abs(other.actual))) continue;
        const [lower, higher] = one.actual < other.actual ? [one, other] : [other, one];
        const downhill = one.promised < 0 && other.promised < 0 ? 0.3 : 0;
        const slope = slopeSays(lower, higher, most);
        // Where the slope says all, the less they differ the less plain it is; where it does not, the more the better.
        const worth = WORTH[slope] + downhill + (slope === "right" ? -0.2 : 0.1) * (by / range);
        if (worth > best.worth) best = { worth, pair: [one, other] };
      }
    }
    const pair = row.k % 2 ? [...best.pair].reverse() : best.pair;
    return pair.length ? { pair, most, row, map } : null;
  },
  question: (k) => words.quiz_lower_of_two_question({ k }),
  choices: ({ pair, map }) =>
    LETTERS.map((letter, i) => ({
      guess: i,
      text: letter,
      name: words.quiz_lower_of_two_choice({ letter, place: formatPoint(pair[i].end, map.plane, map) }),
      key: letter.toLowerCase(),
    })),
  judge({ pair, most }, guess) {
    const lower = pair[0].actual < pair[1].actual ? 0 : 1;
    return { right: guess === lower, lower, slope: slopeSays(pair[lower], pair[1 - lower], most) };
  },
  explain: ({ pair }, { lower, slope }) => ({
    plain: [
      words.quiz_lower_of_two_lower({
        letter: item(LETTERS, lower),
        other: item(LETTERS, 1 - lower),
        ...changesOf(pair[lower].actual, pair[1 - lower].actual),
      }),
      words.quiz_lower_of_two_slope({ slope }),
    ],
    exact: LETTERS.map((letter, i) => words.quiz_lower_of_two_exact({ letter, ...pair[i] })),
  }),
  draw: ({ row: { point }, pair }, _guess, { x, y }) =>
    LETTERS.flatMap((letter, i) => {
      /** @type {[import("./kinds.js").Pair, import("./kinds.js").Pair]} */
      const [from, end] = [
        [x(point[0]), y(point[1])],
        [x(pair[i].end[0]), y(pair[i].end[1])],
      ];
      const far = Math.hypot(end[0] - from[0], end[1] - from[1]);
      const at = far < OFF ? pointAlong(from, [(end[0] - from[0]) / far, (end[1] - from[1]) / far], OFF) : end;
      return [
        ...cased("way", polyline([from, at])),
        ...(far < OFF ? [el("circle", { class: "here", cx: px(end[0]), cy: px(end[1]), r: 3 })] : []),
        el("circle", { class: "mark", cx: px(at[0]), cy: px(at[1]), r: 11 }),
        el("text", { class: "mark-name", x: px(at[0]), y: px(at[1] + 5), "text-anchor": "middle" }, letter),
      ];
    }),
};

/** Two changes of the loss as the messages have them. @param {number} change @param {number} otherChange */
const changesOf = (change, otherChange) => ({
  change: change < 0 ? "falls" : "rises",
  by: Math.abs(change),
  other_change: otherChange < 0 ? "falls" : "rises",
  other_by: Math.abs(otherChange),
});
