// For test_fragment.py: of each query its address as JavaScript writes it, and what JavaScript reads in Python's fragments.
import { readFileSync } from "node:fs";
import { packedTail, partsOf, unpacked } from "../../static/js/state/fragment.js";

const { queries, fragments, most } = JSON.parse(readFileSync(0, "utf8"));
const read = (fragment) => unpacked(fragment, most).catch((error) => ({ refused: error.message }));
const found = {
  parts: queries.map((query) => Object.values(partsOf(query))),
  tails: await Promise.all(queries.map(packedTail)),
  read: await Promise.all(fragments.map(read)),
};
process.stdout.write(JSON.stringify(found));
