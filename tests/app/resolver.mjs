// What the page's own modules make of links, as JSON: { catalogue, boots } on standard input, for each boot one answer on
// standard output: the scenario, its scaled data, its further runs each by itself, and the links that say it, as it was given and at its shortest,
// each also as it is handed out.
import { readFileSync } from "node:fs";
import { pageQuery } from "../../static/js/state/address.js";
import { initialState } from "../../static/js/state/initial.js";
import { lastingGiven } from "../../static/js/state/lasting.js";
import { DEFAULT_PALETTE } from "../../static/js/state/palettes.js";
import { runByItself } from "../../static/js/state/run_edits.js";
import { withScaledData } from "../../static/js/state/scaling.js";
import { choose, query, resolve } from "../../static/js/state/scenario.js";

const { catalogue, boots } = JSON.parse(readFileSync(0, "utf8"));

const answers = boots.map((boot) => {
  const state = { ...initialState({ show: [], hide: [], theme: "auto", palette: DEFAULT_PALETTE, ...boot }), step: 0 };
  const { given } = state;
  const chosen = choose(given, {}, catalogue);
  const lasting = (given) => pageQuery({ ...state, given: lastingGiven(given, catalogue) }, true);
  return {
    given,
    scenario: resolve(given, catalogue),
    scaled: withScaledData(resolve(given, catalogue), catalogue),
    runs: (given.vs ?? []).map((_, i) => resolve(runByItself(given, i + 1), catalogue)),
    link: query(given),
    shortest: query(chosen),
    lasting: lasting(given),
    shortest_lasting: lasting(chosen),
  };
});
process.stdout.write(JSON.stringify(answers));
