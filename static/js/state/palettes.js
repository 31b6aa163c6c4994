/**
 * The palettes of the map's bands. The table is shared with the server, which draws still figures: stops in hexadecimal, joined
 * by straight lines in sRGB. The first is the default.
 */
import table from "../../shared/palettes.json" with { type: "json" };
import { first } from "./items.js";

/** @type {Record<string, string>} */
export const PALETTES = table;
export const DEFAULT_PALETTE = first(Object.keys(PALETTES));

/** Its stops. @param {string} id */
export function paletteOf(id) {
  const palette = PALETTES[id];
  if (!palette) throw new RangeError(`there is no palette ${id}`);
  return palette;
}
