/**
 * The palettes of the map's bands. The table is shared with the server, which draws still figures: stops in hexadecimal, joined
 * by straight lines in sRGB. The first is the default.
 */
import table from "../../shared/palettes.json" with { type: "json" };
import { first } from "./items.js";

/** For the menu, commands and colours: each palette's stops by its id. @type {Record<string, string>} */
export const PALETTES = table;
/** The id of the palette that links need not name. */
export const DEFAULT_PALETTE = first(Object.keys(PALETTES));

/** For colours: a palette's stops, in hexadecimal, separated by blanks. @param {string} id */
export function paletteOf(id) {
  const palette = PALETTES[id];
  if (!palette) throw new RangeError(`there is no palette ${id}`);
  return palette;
}
