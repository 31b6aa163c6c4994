/** Share, Embed, Download and Print. What they open is loaded with the first click, as a bundle of its own. */
import { NO_ANSWER } from "../../state/api.js";
import { byId } from "../dom.js";

/**
 * For the playground's script, once: puts the four buttons to work.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Boot} boot
 * @param {{ flush: () => void }} address
 * @param {() => Promise<{ print: () => Promise<void> }>} printing
 */
export function exportButtons(store, boot, address, printing) {
  const failed = () => store.set({ trouble: NO_ANSWER, again: false });
  byId("print-button").addEventListener("click", async () => {
    try {
      await (await printing()).print();
    } catch {
      failed();
    }
  });
  for (const name of /** @type {const} */ (["share", "embed", "download"])) {
    byId(`${name}-button`).addEventListener("click", async () => {
      address.flush();
      try {
        await (await import(byId("out").dataset.script ?? ""))[name](store, boot);
      } catch {
        failed();
      }
    });
  }
}
