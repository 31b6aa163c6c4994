/** Share, Embed, Download and Print: ways out of the page. What they open comes with the first click, in a bundle of its own. */
import { NO_ANSWER } from "../../state/api.js";
import { byId } from "../dom.js";

/**
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
