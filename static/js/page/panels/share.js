/** Share: the page as a link and as a QR code, and the API call behind it. */

import { encode } from "uqr";
import * as words from "#words";
import { qr } from "../../draw/marks/qr.js";
import { patch } from "../../draw/svg.js";
import { pageQuery } from "../../state/address.js";
import { trajectoryLink } from "../../state/endpoints.js";
import { lastingGiven } from "../../state/lasting.js";
import { copy } from "../copy.js";
import { make } from "../dom.js";

/**
 * A text to copy, with its button.
 *
 * @param {string} id
 * @param {string} label
 * @param {string} button
 * @param {string} done what is said once it is copied
 * @param {string} value
 * @param {HTMLElement} said
 */
function row(id, label, button, done, value, said) {
  const box = make("input", { id, type: "text", readOnly: true, value });
  const copies = make("button", { type: "button", className: "text", textContent: button });
  copies.addEventListener("click", async () => {
    const copied = await copy(value);
    said.textContent = copied ? done : words.copy_failed();
    if (!copied) box.select();
  });
  return make("div", { className: "share-row" }, [make("label", { htmlFor: id, textContent: label }), box, copies]);
}

/**
 * For the Share dialog: what it holds, with a place for what is said.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {string} base of the server
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @returns {{ about: Element, parts: Element[] }}
 */
export function shareParts(store, base, catalogue) {
  const given = lastingGiven(store.get().given, catalogue);
  const link = `${base}/?${pageQuery({ ...store.get(), given }, true)}`;
  const call = trajectoryLink(`${base}/api/v1`, given);
  const said = make("p", { id: "share-said", role: "status" });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.id = "share-qr";
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words.share_qr());
  try {
    const { data } = encode(link, { ecc: "M", border: 4 });
    svg.setAttribute("viewBox", `0 0 ${data.length} ${data.length}`);
    patch(svg, qr(data));
  } catch {
    said.textContent = words.share_qr_too_long();
  }
  const about = make("p", { textContent: words.share_about() });
  const rows = [
    row("share-link", words.share_link(), words.share_copy_link(), words.share_link_copied(), link, said),
    row("share-call", words.share_call(), words.share_copy_call(), words.share_call_copied(), call, said),
  ];
  return { about, parts: [...rows, svg, said] };
}
