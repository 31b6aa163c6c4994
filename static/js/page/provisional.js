/**
 * Answers that the page computes by itself, in the same frame as the change that asks for them, by the kernel of the loss and
 * the rule. They stand until the server's own come, which say the same and more.
 *
 * @typedef {import("../state/types.js").Kernel} Kernel
 * @typedef {import("../state/types.js").Run} Run
 * @typedef {import("../state/types.js").Scenario} Scenario
 * @typedef {import("../state/types.js").State} State
 */

import { moveOf } from "../kernel/move.js";
import { slicesThrough } from "../kernel/slices_through.js";
import { kernelEndpoint } from "../state/kernel_endpoint.js";
import { lastStep, rowOf } from "../state/ledger.js";
import { stepAsked } from "../state/replies.js";
import { runByItself } from "../state/run_edits.js";
import { withScaledData } from "../state/scaling.js";
import { resolve } from "../state/scenario.js";
import { runTitle } from "../text/run_titles.js";

/**
 * @typedef {object} Modules
 * @property {(scenario: Scenario) => Kernel | null} [ownKernel] a kernel of the page's own, in the place of the server's
 * @property {(address: string) => Promise<Kernel>} [load] loads one of the server's
 * @property {() => Promise<typeof import("./provisional_map.js")>} [drawMap] loads what draws maps; without it none are drawn
 */

/** Frames that draw more of a step's series than two orders. */
const WITH_SERIES = ["taylor", "orders"];

/**
 * For the loader and for a file without a server: what computes the answers to a state.
 *
 * @param {Pick<import("../state/types.js").Boot, "api" | "scripts" | "catalogue" | "view" | "scenario">} boot
 * @param {Modules} [modules]
 * @returns {import("../state/types.js").Provisional}
 */
export function createProvisional(boot, { ownKernel, load = (address) => import(address), drawMap } = {}) {
  const { catalogue, view } = boot;
  /** By address; null: it is on its way, or does not come. @type {Map<string, Kernel | null>} */
  const kernels = new Map();
  /** @type {typeof import("./provisional_map.js") | null} */
  let map = null;
  let asked = false;
  /** Loads what draws maps, when one is first wanted. A failure is no trouble: the server draws them. */
  async function loadMap() {
    if (asked) return;
    asked = true;
    map = (await drawMap?.().catch(() => null)) ?? null;
    asked = map !== null;
  }
  /** Whether more of a step's series is drawn than two orders. @param {Pick<State, "depth">} state */
  const hasSeries = ({ depth }) => depth === "calculate" || WITH_SERIES.includes(view);

  /** The kernel of a scenario, its data scaled, where it is there and can compute it. @param {Scenario} scenario @param {boolean} [series] */
  function kernelOf(scenario, series) {
    if (ownKernel) return ownKernel(scenario);
    const both = series === undefined ? [false, true] : [series];
    return both.map((one) => kernels.get(kernelEndpoint(boot, scenario, one))).find((kernel) => kernel?.supports(scenario)) ?? null;
  }

  /** A further run, or the first, by itself. @param {Pick<State, "given" | "scenario">} state @param {number} i */
  const scenarioOf = ({ given, scenario }, i) => (i ? resolve(runByItself(given, i), catalogue) : scenario);

  /**
   * The path of one run; null where only the server knows it.
   *
   * @param {State} state
   * @param {number} i
   * @param {{ title: string } & Record<string, any>} before what was shown of it
   */
  function pathOf(state, i, before) {
    const scenario = scenarioOf(state, i);
    const { scaled, scaling } = withScaledData(scenario, catalogue);
    const found = kernelOf(scaled)?.trajectory(scaled);
    return found?.steps.k.length ? { ...before, title: runTitle(scenario, catalogue), ...found, scaling, message: null, own_units: null } : null;
  }

  const computes = {
    /** The run of a state and the further ones; null where one of them is for the server to compute. @param {State} state @returns {Run | null} */
    run(state) {
      const { run, given } = state;
      if (!run || run.runs.length !== (given.vs?.length ?? 0)) return null;
      const first = pathOf(state, 0, run);
      const runs = run.runs.map((one, i) => first && pathOf(state, i + 1, { ...one, scenario: scenarioOf(state, i + 1) }));
      return first && runs.every(Boolean) ? /** @type {Run} */ (/** @type {unknown} */ ({ ...first, runs })) : null;
    },
    /**
     * The map of other data in the same window; null where only the server knows it, or while what draws it is on its way.
     *
     * @param {State} state
     * @returns {import("../state/types.js").Surface | null}
     */
    surface(state) {
      const { surface, scenario } = state;
      const { window } = scenario;
      if (!surface?.bands.length || !Array.isArray(scenario.data) || scenario.start.length > 2) return null;
      if (String((surface.scenario ?? boot.scenario).window) !== String(window)) return null;
      loadMap();
      const { scaled } = withScaledData(scenario, catalogue);
      const kernel = map && kernelOf(scaled);
      if (!map || !kernel) return null;
      const { w, b } = map.gridOf(window);
      const loss = kernel.loss(scaled, w, b);
      const found = loss && map.surfaceOf(loss, window, surface.bands);
      return found && { ...found, scenario };
    },
    /**
     * The loss along each axis of the same map; not of a typed one, which may have poles that no grid sees.
     *
     * @param {State} state
     * @returns {import("../state/types.js").Slices | null}
     */
    slices({ slices, scenario, run, step }) {
      const { scaled } = withScaledData(scenario, catalogue);
      const kernel = kernelOf(scaled);
      if (!slices || !run || !kernel || scenario.f !== null || String(slices.scenario.window) !== String(scenario.window)) return null;
      const { point } = rowOf(run, Math.min(step, lastStep(run)));
      const found = slicesThrough(kernel.part, point, slices.slices, kernel.given(scaled));
      return found && { ...found, scenario };
    },
    /** The step that is shown, with as much of its series as is drawn. @param {State} state @returns {import("../state/types.js").Move | null} */
    move(state) {
      const { scenario } = state;
      const series = hasSeries(state);
      const step = stepAsked(state);
      const { scaled } = withScaledData(scenario, catalogue);
      const kernel = step && (series ? kernelOf(scaled, true) : kernelOf(scaled));
      if (series && !kernel?.part.series) return null;
      const found = kernel && moveOf(kernel.part, step, kernel.given(scaled));
      return found ? { ...found, scenario } : null;
    },
  };

  return {
    /** Asks for the kernels of a state's runs, each once. A kernel that does not come is none: the server answers. @param {State} state */
    prepare(state) {
      if (ownKernel) return;
      for (let i = 0; i <= (state.given.vs?.length ?? 0); i++) {
        const address = kernelEndpoint(boot, scenarioOf(state, i), !i && hasSeries(state));
        if (kernels.has(address)) continue;
        kernels.set(address, null);
        load(address).then(
          (kernel) => kernels.set(address, kernel),
          () => {},
        );
      }
    },
    /** The parts of a state that the page answers by itself. @param {State} state @param {(state: State) => import("../state/replies.js").Questions} questions */
    answers: (state, questions) => answersHere(state, questions, computes),
  };
}

/** @typedef {{ [P in "run" | "move" | "slices" | "surface"]: (state: State) => State[P] }} Answering what computes each part; null: only the server can say */

/**
 * What the page answers by itself: the parts of the state, and their questions. An answer to another question that the
 * server gave before is no longer shown, and so counts as not given.
 *
 * @param {State} state
 * @param {(state: State) => import("../state/replies.js").Questions} questions
 * @param {Answering} computes
 * @returns {Partial<State>}
 */
function answersHere(state, questions, computes) {
  let found = state;
  for (const part of /** @type {const} */ (["run", "move", "slices", "surface"])) {
    const question = questions(found)[part];
    const here = found.provisional[part];
    if (!question || question === found.answered[part] || found.draft) {
      if (here) found = { ...found, provisional: { ...found.provisional, [part]: undefined } };
      continue;
    }
    if (question === here && found[part]) continue;
    const answer = computes[part](found);
    found = {
      ...found,
      ...(answer && { [part]: answer, answered: { ...found.answered, [part]: undefined }, ...(part === "run" && { noPath: null }) }),
      provisional: { ...found.provisional, [part]: answer ? question : undefined },
    };
  }
  const { run, move, slices, surface, answered, provisional: of, noPath } = found;
  return found === state ? {} : { run, move, slices, surface, answered, provisional: of, noPath };
}
