/** Where does the step end? The reader puts a mark on the map. */
import * as words from "#words";
import { BARE, isInside, keyStep, layoutOf, nudge } from "../../../draw/layout.js";
import { cased, el, polyline, px } from "../../../draw/svg.js";
import { mapPair } from "../../../state/items.js";
import { formatPoint } from "../../../text/formats.js";
import { shareOfMap, withinWindow } from "./places.js";

/** Right is a mark that is off by at most this share of the step's length, or of the map: a finger points no better. */
export const TOLERANCE = 0.35;
const FINGER = 0.015;
/** A step shorter than this share of the map has no place to be pointed at. */
const SHORTEST = 0.035;
/** Degrees from straight downhill beyond which the rule's own way has to be known. */
const TURNED = 20;

/** @param {import("./kinds.js").Pair} from @param {import("./kinds.js").Pair} to @param {import("./kinds.js").Pair} unit */
const distance = (from, to, unit) => Math.hypot((to[0] - from[0]) / unit[0], (to[1] - from[1]) / unit[1]);

/** Of each axis what counts as one: θ's own units, but on a map that is stretched its two sides. @param {import("../../../state/types.js").Window} window @returns {import("./kinds.js").Pair} */
const unitsOf = (window) => (layoutOf(window, 1000, BARE).equal ? [1, 1] : [window[1] - window[0], window[3] - window[2]]);

/** @type {import("./kinds.js").Kind} */
export const nextPoint = {
  interest({ row, landing, flat, map: { window } }) {
    if (!flat || !isInside(row.point, window) || !isInside(landing, window) || shareOfMap(row.point, landing, window) < SHORTEST) return 0;
    return row.beta !== null && row.beta < 180 - TURNED ? 1.3 : 0.8;
  },
  prepare: ({ row, landing, map }) => ({ row, from: row.point, landing, map, unit: unitsOf(map.window) }),
  question: (k) => words.quiz_next_point_question({ k }),
  mark: {
    begin({ from, map: { window } }) {
      const aside = (window[3] - window[2]) / 10;
      return [from[0], from[1] + (from[1] + aside < window[3] ? aside : -aside)];
    },
    to: ({ map: { window } }, place) => withinWindow(place, window),
    nudge({ map: { window } }, guess, by, times) {
      const units = mapPair([window[1] - window[0], window[3] - window[2]], keyStep);
      return withinWindow(
        mapPair(guess, (/** @type {number} */ t, /** @type {0 | 1} */ i) => (by[i] ? nudge(t, by[i] * times, units[i]) : t)),
        window,
      );
    },
    pixels: (_facts, [w, b], { x, y }) => [x(w), y(b)],
    attributes: ({ map }, guess) => ({
      "aria-label": words.quiz_next_point_mark(),
      "aria-roledescription": words.start_handle_role(),
      "aria-valuemin": map.window[0],
      "aria-valuemax": map.window[1],
      "aria-valuenow": guess[0],
      "aria-valuetext": formatPoint(guess, map.plane, map),
    }),
    confirm: words.quiz_next_point_confirm,
  },
  judge({ from, landing, unit, map: { window } }, guess) {
    const off = distance(guess, landing, unit) / distance(from, landing, unit);
    return { right: off <= TOLERANCE || shareOfMap(guess, landing, window) <= FINGER, off };
  },
  explain: ({ row }, { off }) => ({
    plain: [words.quiz_next_point_off({ percent: 100 * off }), words.quiz_next_point_way({ way: row.beta === 180 ? "straight" : "turned" })],
    exact: [words.quiz_next_point_exact({ beta: row.beta, eta: row.eta, norm: row.uNorm, length: row.eta * row.uNorm })],
  }),
  draw({ landing }, guess, { x, y }, answered) {
    const at = /** @type {import("./kinds.js").Pair} */ ([x(guess[0]), y(guess[1])]);
    const miss = answered ? cased("miss", polyline([at, [x(landing[0]), y(landing[1])]])) : [];
    return [
      ...miss,
      el("circle", { class: "mark", cx: px(at[0]), cy: px(at[1]), r: 10 }),
      el("text", { class: "mark-name", x: px(at[0]), y: px(at[1] + 5), "text-anchor": "middle" }, "?"),
    ];
  },
};
