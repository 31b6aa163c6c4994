/**
 * Keeps surface and run in step with the scenario. They have two lifetimes: the map is asked for only when what
 * decides it changes, the path whenever anything else does.
 *
 * @typedef {import("./types.js").State} State
 */
import { Trouble, line } from "./api.js";
import { runQuery, surfaceQuery } from "./scenario.js";

/**
 * @param {import("./store.js").Store} store
 * @param {import("./types.js").Boot} boot
 */
export function createLoader(store, boot) {
  /** @type {{ part: "surface" | "run", address: (state: State) => string, ask: ReturnType<typeof line>, asked: string }[]} */
  const parts = [
    { part: "surface", address: surfaceAddress, ask: line(), asked: "" },
    { part: "run", address: runAddress, ask: line(), asked: "" },
  ];

  /** Each part's own trouble: a path that arrives does not mend a map that is missing. @type {Record<string, string | null>} */
  const troubles = { surface: null, run: null };

  /** @param {State} state */
  function surfaceAddress({ given, scenario }) {
    // Four digits are a hundredth of a pixel; the values of the grid's points are not drawn.
    return `${boot.api}/surface?${joined(surfaceQuery(given, scenario, boot.catalogue), "include=bands&digits=4")}`;
  }

  /** @param {State} state */
  function runAddress({ given }) {
    return `${boot.api}/trajectory?${joined(runQuery(given), "digits=9")}`;
  }

  async function load(/** @type {typeof parts[0]} */ entry, /** @type {string} */ address) {
    entry.asked = address;
    try {
      const answer = await entry.ask(address);
      if (answer?.scenario.objective !== store.get().scenario.objective) return;
      troubles[entry.part] = null;
      store.set({ [entry.part]: answer });
    } catch (error) {
      entry.asked = "";
      troubles[entry.part] = error instanceof Trouble ? error.message : String(error);
    }
    store.set({ trouble: troubles.surface ?? troubles.run });
  }

  /** Asks again for whatever is missing. */
  function refresh() {
    const state = store.get();
    for (const entry of parts) {
      const address = entry.address(state);
      if (address !== entry.asked) load(entry, address);
    }
  }

  store.listen((state, before) => {
    if (!before || state.scenario !== before.scenario) refresh();
  });
  return { refresh };
}

/** @param {string[]} queries */
const joined = (...queries) => queries.filter(Boolean).join("&");
