// What the page's own modules make of links, as JSON: { catalogue, boots } on standard input, for each boot one answer on
// standard output: the scenario, its further runs each by itself, and the links that say it, as it was given and at its shortest.
import { readFileSync } from "node:fs";
import { initialState } from "../../static/js/state/initial.js";
import { runByItself } from "../../static/js/state/run_edits.js";
import { choose, query, resolve } from "../../static/js/state/scenario.js";

const { catalogue, boots } = JSON.parse(readFileSync(0, "utf8"));

const answers = boots.map((boot) => {
  const { given } = initialState({ show: [], hide: [], ...boot });
  return {
    given,
    scenario: resolve(given, catalogue),
    runs: (given.vs ?? []).map((_, i) => resolve(runByItself(given, i + 1), catalogue)),
    link: query(given),
    shortest: query(choose(given, {}, catalogue)),
  };
});
process.stdout.write(JSON.stringify(answers));
