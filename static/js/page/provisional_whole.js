/** What computes answers in a page: also runs with mini-batches and maps, which not every file without a server has. */
import { withBatches } from "../kernel/batches.js";
import { createProvisional } from "./provisional.js";

/**
 * For the loader of a page or a frame: what computes the answers to a state.
 *
 * @param {import("../state/types.js").Boot} boot
 */
export const createWhole = (boot) =>
  createProvisional(boot, { load: async (address) => withBatches(await import(address)), drawMap: () => import("./provisional_map.js") });
