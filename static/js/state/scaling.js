/**
 * Scaled data in the page, to the last digit as the server scales them: antigradient/data/scaling.py.
 *
 * @typedef {import("./types.js").Catalogue} Catalogue
 * @typedef {import("./types.js").Scenario} Scenario
 * @typedef {import("./types.js").ScaledColumn} ScaledColumn
 */
import { dataOf, objectiveOf } from "./scenario.js";

/**
 * For what hands a scenario to a kernel, which scales nothing: the same loss with scaled points as its data, and how their columns are
 * scaled, the label's last. Where a column cannot be scaled its values are no numbers, of which no kernel makes a run.
 *
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @returns {{ scaled: Scenario, scaling: ScaledColumn[] }}
 */
export function withScaledData(scenario, catalogue) {
  const rows = dataOf(catalogue, scenario);
  if (!rows.length) return { scaled: scenario, scaling: [] }; // the set has not come yet: no kernel takes the scenario as it is
  // A kernel holds no published sets: it takes their points, too.
  if (scenario.scaling === "none") return { scaled: rows.length ? { ...scenario, data: rows } : scenario, scaling: [] };
  const { inputs, output } = objectiveOf(catalogue, scenario.objective);
  const scaling = (rows[0] ?? []).map((_, i) =>
    i < inputs || output?.activation === "identity"
      ? columnOf(
          rows.map((row) => row[i] ?? NaN),
          scenario.scaling,
        )
      : { shift: 0, scale: 1 },
  );
  return { scaled: { ...scenario, scaling: "none", data: scaledRows(rows, scaling) }, scaling };
}

/**
 * For whoever computes with θ: points in its units.
 *
 * @param {number[][]} rows
 * @param {ScaledColumn[]} scaling none where nothing is scaled
 */
export const scaledRows = (rows, scaling) =>
  rows.map((row) =>
    row.map((value, i) => {
      const { shift, scale } = scaling[i] ?? { shift: 0, scale: 1 };
      return (value - shift) / scale;
    }),
  );

/** @param {number[]} values @param {string} way @returns {ScaledColumn} */
function columnOf(values, way) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  if (way === "unit" || !span) return { shift: low, scale: span };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.map((value) => (value - mean) / span).reduce((sum, share) => sum + share * share, 0);
  return { shift: mean, scale: Math.sqrt(squares / values.length) * span };
}
