/** Which names of a scenario belong together: the library's own table (antigradient/query), by the types that stand here. */
import names from "../../shared/contract/names.json" with { type: "json" };

export const NAMES = /** @type {Record<keyof typeof names, (keyof import("./types.js").Scenario)[]>} */ (names);
