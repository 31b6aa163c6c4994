/** Loads what computes answers in the page, when a hand or a key is first at it. */
import { once } from "./once.js";

/**
 * For a page's or a frame's script, once: what loads it, in any case. Where it does not come, the server answers as before.
 *
 * @param {import("../state/types.js").Boot} boot
 * @param {ReturnType<typeof import("../state/loader.js").createLoader>} loader
 */
export function computeWhenUsed(boot, loader) {
  const load = once(async () => loader.compute((await import("./provisional_whole.js")).createWhole(boot)));
  const begin = () => load().catch(() => {});
  for (const event of ["pointerover", "pointerdown", "keydown"]) addEventListener(event, begin, { once: true, passive: true });
  return load;
}
