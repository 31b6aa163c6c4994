/** Which names of a scenario belong together: the library's own table (antigradient/query), with types. */
import names from "../../shared/contract/names.json" with { type: "json" };

/** For whoever sorts the names of a scenario: the lists of names, by what they are about. */
export const NAMES = /** @type {Record<keyof typeof names, (keyof import("./types.js").Scenario)[]>} */ (names);
