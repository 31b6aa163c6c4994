/**
 * Keeps surface and run in step with the scenario. They have two lifetimes: the map is asked for only when what
 * decides it changes, the path whenever anything else does.
 *
 * @typedef {import("./types.js").State} State
 */
import { Trouble, line } from "./api.js";
import { lastStep, rowOf } from "./ledger.js";
import { runQuery, stepQuery, surfaceQuery } from "./scenario.js";
import { changed } from "./store.js";

/** @typedef {"surface" | "run" | "move" | "derivation" | "local"} Part */

/**
 * What the state begins with the page has brought along, and it is not asked for. A page without a server (its `api` is
 * empty) asks for nothing.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./types.js").Boot} boot
 * @param {Part[]} [wanted] what is drawn; a step along the reader's own direction is always asked for
 */
export function createLoader(store, boot, wanted = ["surface", "run", "move", "derivation", "local"]) {
  /** @type {{ part: Part, address: (state: State) => string | null | undefined, ask: ReturnType<typeof line>, asked: string | null }[]} */
  const all = [
    { part: "surface", address: surfaceAddress, ask: line(), asked: "" },
    { part: "run", address: runAddress, ask: line(), asked: "" },
    { part: "move", address: moveAddress, ask: line(), asked: "" },
    { part: "derivation", address: (state) => pointAddress("derivation", state), ask: line(), asked: "" },
    { part: "local", address: (state) => pointAddress("gradient", state), ask: line(), asked: "" },
  ];
  const parts = all.filter(({ part }) => wanted.includes(part) || part === "move");
  for (const entry of parts) if (store.get()[entry.part]) entry.asked = entry.address(store.get()) ?? "";

  /** Each part's own trouble: a path that arrives does not mend a map that is missing. @type {Record<string, string | null>} */
  const troubles = { surface: null, run: null, move: null, derivation: null, local: null };

  /** @type {Record<string, import("./types.js").Refused | null>} */
  const refusals = { surface: null, run: null, move: null };

  /** While the map is being moved the old one moves along; the new one is asked for when it rests. @param {State} state */
  function surfaceAddress({ given, scenario, moving }) {
    if (moving) return undefined;
    // Four digits are a hundredth of a pixel; the values of the grid's points are not drawn.
    return `${boot.api}/surface?${joined(surfaceQuery(given, scenario, boot.catalogue), "include=bands&digits=4")}`;
  }

  /** @param {State} state */
  function runAddress({ given }) {
    // Enough that what is asked of its points, however steep the loss, agrees with what it says of them.
    return `${boot.api}/trajectory?${joined(runQuery(given), "digits=10")}`;
  }

  /** The step that is shown, once the run is there that it belongs to; at its end the step that −∇L would be. @param {State} state */
  function moveAddress({ given, scenario, run, step, own }) {
    if (!run) return null;
    const row = rowOf(run, Math.min(step, lastStep(run)));
    if (own === null && (!wanted.includes("move") || (row.last && !row.gradNorm))) return null;
    const along = own === null ? { u: row.last ? row.gradient.map((v) => -v) : row.u } : { beta: own };
    const eta = row.last ? scenario.eta : row.eta;
    return `${boot.api}/step?${stepQuery(given, scenario, boot.catalogue, { point: row.point, eta, ...along })}&order=8&digits=5`;
  }

  /** What holds at θ_k; undefined, which leaves all as it is, where nobody looks. @param {string} endpoint @param {State} state */
  function pointAddress(endpoint, { given, scenario, run, step, near }) {
    if (!near || !run || lastStep(run) < 0) return undefined;
    const { point } = rowOf(run, Math.min(step, lastStep(run)));
    return `${boot.api}/${endpoint}?${stepQuery(given, scenario, boot.catalogue, { point, eta: undefined })}`;
  }

  async function load(/** @type {typeof all[0]} */ entry, /** @type {string} */ address) {
    entry.asked = address;
    try {
      const answer = await entry.ask(address);
      if (answer?.scenario.objective !== store.get().scenario.objective) return;
      if (answer.version !== boot.version) store.set({ outdated: true });
      // A start where the loss has no value: a run without a single row, which is none, and a sentence that says so.
      const nowhere = entry.part === "run" && answer.steps.k.length === 0;
      troubles[entry.part] = nowhere ? answer.message : null;
      store.set({ [entry.part]: nowhere ? null : answer });
      refusals[entry.part] = null;
    } catch (error) {
      entry.asked = "";
      // A formula that is being typed is wrong most of the time: its box says so, and the last good picture stays.
      const typed = error instanceof Trouble ? error.errors.find(({ parameter }) => parameter === "f") : undefined;
      refusals[entry.part] = typed ?? null;
      troubles[entry.part] = typed ? null : error instanceof Trouble ? error.message : String(error);
    }
    store.set({ trouble: Object.values(troubles).find(Boolean) ?? null, refused: refusals.run ?? refusals.surface });
  }

  /** Asks again for whatever is missing. */
  function refresh() {
    const state = store.get();
    for (const entry of parts) {
      const address = entry.address(state);
      if (address === undefined || address === entry.asked) continue;
      if (address && !boot.api) continue;
      if (address) load(entry, address);
      else {
        entry.asked = address;
        store.set({ [entry.part]: null });
      }
    }
  }

  store.listen((state, before) => {
    if (changed(state, before, "scenario", "moving", "run", "step", "own", "near")) refresh();
  });
  return { refresh };
}

/** @param {string[]} queries */
const joined = (...queries) => queries.filter(Boolean).join("&");
