/**
 * The lowest places of the map: a ring that leaves in sight what lies there.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { el, px } from "../svg.js";

/** Pixels of the circles. */
const SIZES = { "lowest-case": 8, "lowest-ring": 8, "lowest-dot": 2 };

/** For the map: a mark at each of the lowest places, in data units. @param {[number, number][]} places @param {import("../../state/types.js").Layout} layout @returns {Node[]} */
export const lowest = (places, { x, y }) =>
  places.flatMap(([w, b]) => Object.entries(SIZES).map(([name, r]) => el("circle", { class: name, cx: px(x(w)), cy: px(y(b)), r })));
