// The fonts of still figures as pixels: whoever draws those (resvg) brings none, and needs whole TrueType files.
//
// Words are in Noto Sans, which the page's own list of fonts names too, and in its companion for mathematics where a sign
// among them is lacking (resvg then takes the other font for the whole line); formula letters in STIX Two Math, as on the
// page. Where the page slants or thickens that one font, a figure has the mathematical letters that are so by themselves.
// All are under the SIL Open Font License 1.1.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { SIGNS, SOURCE } from "./math-font.mjs";

const NOTO = "@expo-google-fonts/noto-sans";

/** Latin, Greek, and the signs among words. */
const WORDS = [
  String.fromCodePoint(...Array.from({ length: 0x180 - 0x20 }, (_, i) => 0x20 + i)),
  String.fromCodePoint(...Array.from({ length: 0x3ca - 0x391 }, (_, i) => 0x391 + i)),
  "‘’“”–—…−×÷±≈≠≤≥∇°′″‖⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉ᵀ½",
].join("");

/** Upright bold ∇, L and u, as the arrows' names are. */
const BOLD = "𝛁𝐋𝐮";

/** @type {Record<string, [string, string]>} file in dist → what it is cut from, and to */
const FONTS = {
  "figure-sans.ttf": [`${NOTO}/400Regular/NotoSans_400Regular.ttf`, WORDS],
  "figure-sans-bold.ttf": [`${NOTO}/700Bold/NotoSans_700Bold.ttf`, WORDS],
  "figure-sans-math.ttf": [`${NOTO}-math/400Regular/NotoSansMath_400Regular.ttf`, WORDS],
  "figure-math.ttf": [SOURCE, SIGNS + BOLD],
};

/** @returns {Promise<Record<string, Buffer>>} contents by name */
export async function figureFonts() {
  const cut = Object.entries(FONTS).map(async ([name, [source, signs]]) => {
    const whole = await readFile(fileURLToPath(import.meta.resolve(source)));
    return [name, await subsetFont(whole, signs, { targetFormat: "sfnt", noHinting: true })];
  });
  return Object.fromEntries(await Promise.all(cut));
}
