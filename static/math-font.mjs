// The math font of the page: STIX Two Math (SIL Open Font License 1.1), cut down to the signs that we use.
//
// MathML needs the font's MATH table (stretchy brackets, radicals, spacing); HarfBuzz keeps it and follows it, so the
// taller variants and the pieces of brackets, bars and radicals of every kept sign stay. Whole, the font weighs 403 kB.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

export const SOURCE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2";

/** @param {number} first @param {number} last */
const range = (first, last) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

export const SIGNS = [
  range(0x20, 0x7e), // ASCII
  "−×·÷±∓∂∇∑∏∫√∞≈≃≡≠≤≥<>≪≫∝‖∥|⟨⟩⌊⌋⌈⌉",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉ᵀ⊤½¼…⋯⋮→←↔⇒⇔↦∈∉∘′″‴°",
  "\u02C6\u0302\u0303\u0304\u00AF\u203E\u20D7", // hats, tildes, bars and arrows over letters
  "\u2061\u2062\u2063\u2064", // invisible: function application, times, comma, plus
  range(0x3b1, 0x3c9), // α…ω
  "ΓΔΘΛΞΠΣΦΨΩϵϑϕ",
  range(0x1d434, 0x1d467), // 𝐴…𝑧; ℎ has a place of its own
  "ℎℒℓℝℕ",
  range(0x1d6fc, 0x1d71b), // 𝛼…𝜛
  range(0x1d6e2, 0x1d6fa), // 𝛢…𝛺
  "𝜽𝒖𝒙𝒘𝒚𝒗𝒎𝒈", // vectors
].join("");

/** @returns {Promise<Buffer>} the subset as WOFF2 */
export async function mathFont() {
  const whole = await readFile(fileURLToPath(import.meta.resolve(SOURCE)));
  return subsetFont(whole, SIGNS, { targetFormat: "woff2", noHinting: true, dropTables: ["gasp", "GPOS"] });
}
