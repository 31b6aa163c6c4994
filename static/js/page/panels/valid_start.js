/** Finds another start where the loss has no value at the present one; loaded when its button is pressed. */

import { createRequester, Trouble } from "../../state/api.js";
import { clearestPoint } from "../../state/clearest_point.js";
import { endpointsOf } from "../../state/endpoints.js";
import { item, mapPair } from "../../state/items.js";
import { placesOf } from "../../state/scenario.js";

/** Places that are tried at most: the grid has the loss at each, but not whether there is a gradient. */
const MOST = 8;
const ask = createRequester();

/**
 * For the button over the map: the start that is nearest among the places well within where the loss has a value; null where
 * the map has none.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Boot} boot
 * @returns {Promise<number[] | null>}
 */
export async function startWithValue(store, boot) {
  const state = store.get();
  const { scenario } = state;
  const endpoints = endpointsOf(boot);
  const places = placesOf(scenario, boot.catalogue);
  const { start, plane } = scenario;
  const got = await ask(endpoints.surface(state, "loss"));
  const grid = got && { w: got[plane[0]], b: got[plane[1]], loss: got.loss };
  const from = mapPair(places, (place) => item(start, place));
  const without = [from];
  while (grid && without.length <= MOST) {
    const at = clearestPoint(grid, from, without);
    if (!at) break;
    const point = start.map((t, i) => (i === places[0] ? at[0] : i === places[1] ? at[1] : t));
    try {
      await ask(endpoints.gradient(state, { point }));
      return point;
    } catch (trouble) {
      if (!(trouble instanceof Trouble && trouble.refused)) throw trouble;
      without.push(at);
    }
  }
  return null;
}
