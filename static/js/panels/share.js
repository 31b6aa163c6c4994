/** Share: the page as a link and as a QR code, and the API call behind it. */
import { copy } from "../copy.js";
import { byId } from "../dom.js";
import { runQuery } from "../scenario.js";
import { patch } from "../svg.js";

/**
 * @param {import("../store.js").Store} store
 * @param {string} api
 * @param {{ settled: () => void }} address
 */
export function sharePanel(store, api, address) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("share"));
  const link = /** @type {HTMLInputElement} */ (byId("share-link"));
  const call = /** @type {HTMLInputElement} */ (byId("share-call"));
  const said = byId("share-said");
  const svg = byId("share-qr");

  byId("share-button").addEventListener("click", async () => {
    address.settled();
    link.value = location.href;
    call.value = new URL(`${api}/trajectory?${runQuery(store.get().given)}`, location.href).href.replace(/\?$/, "");
    said.textContent = "";
    dialog.showModal();
    link.select();
    // A library that only this dialog needs.
    const [{ encode }, { qr }] = await Promise.all([import("uqr"), import("../marks/qr.js")]);
    try {
      const { data } = encode(link.value, { ecc: "M", border: 4 });
      svg.setAttribute("viewBox", `0 0 ${data.length} ${data.length}`);
      patch(svg, qr(data));
      svg.setAttribute("aria-label", "QR code of the link");
    } catch {
      patch(svg, []);
      said.textContent = "The link is too long for a QR code.";
    }
  });
  for (const [id, box, name] of /** @type {const} */ ([["share-copy", link, "link"], ["share-copy-call", call, "API call"]])) {
    byId(id).addEventListener("click", async () => {
      const done = await copy(box.value);
      said.textContent = done ? `The ${name} is in the clipboard.` : "It could not be copied: select the text and copy it by hand.";
      if (!done) box.select();
    });
  }
}
