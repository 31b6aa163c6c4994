/** Places and directions of the map, for what the reader marks there. */
import { mapPair } from "../../../state/items.js";

/** For a mark: the place of the window that is nearest. @param {import("./kinds.js").Pair} place @param {import("../../../state/types.js").Window} window @returns {import("./kinds.js").Pair} */
export const withinWindow = ([w, b], [wMin, wMax, bMin, bMax]) => [Math.min(Math.max(w, wMin), wMax), Math.min(Math.max(b, bMin), bMax)];

/** For directions on the map: degrees counter-clockwise from the first axis, 0 ≤ … < 360. @param {import("./kinds.js").Pair} v */
export const bearing = ([w, b]) => ((Math.atan2(b, w) * 180) / Math.PI + 360) % 360;

/** For marks: the point that lies so many pixels from another, in a direction of pixels. @param {import("./kinds.js").Pair} at @param {import("./kinds.js").Pair} along @param {number} far @returns {import("./kinds.js").Pair} */
export const pointAlong = (at, along, far) => mapPair(at, (t, i) => t + far * along[i]);

/** For steps: how long one is on the map, as a share of its diagonal. @param {import("./kinds.js").Pair} from @param {import("./kinds.js").Pair} to @param {import("../../../state/types.js").Window} window */
export const shareOfMap = (from, to, [wMin, wMax, bMin, bMax]) => Math.hypot((to[0] - from[0]) / (wMax - wMin), (to[1] - from[1]) / (bMax - bMin)) / Math.SQRT2;
