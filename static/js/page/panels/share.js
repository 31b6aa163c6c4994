/** Share: the page as a link and as a QR code, and the API call behind it. */

import { encode } from "uqr";
import * as words from "#words";
import { qr } from "../../draw/marks/qr.js";
import { patch } from "../../draw/svg.js";
import { trajectoryLink } from "../../state/endpoints.js";
import { lastingGiven, lastingQuery } from "../../state/lasting.js";
import { addressTail, isLong } from "../../state/long_query.js";
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
 * @returns {Promise<{ about: Element, parts: Element[] }>}
 */
export async function shareParts(store, base, catalogue) {
  const link = `${base}/${await addressTail(lastingQuery(store.get(), catalogue))}`;
  const call = await callOf(trajectoryLink(`${base}/api/v1`, lastingGiven(store.get().given, catalogue)));
  const said = make("p", { id: "share-said", role: "status" });
  const code = codeOf(link);
  if (!code) said.textContent = words.share_qr_too_long();
  const about = make("p", { textContent: words.share_about() });
  const rows = [
    row("share-link", words.share_link(), words.share_copy_link(), words.share_link_copied(), link, said),
    row("share-call", words.share_call(), words.share_copy_call(), words.share_call_copied(), call, said),
  ];
  return { about, parts: [...rows, ...(code ? [wholeScreenButton(link), code] : []), said] };
}

/** A call of the API: its address, or what is typed where its query is too long for one and goes as a form. @param {string} url */
async function callOf(url) {
  if (!isLong(url)) return url;
  const { address, long } = (await import("../../state/fragment.js")).formOf(url);
  return ["curl", quoted(address), "--data", quoted(long)].join(" ");
}

/** In the quotes of a shell. @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "%27")}'`;

/** The QR code of an address, or null where it is too long for one. @param {string} link */
function codeOf(link) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "share-qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words.share_qr());
  try {
    const { data } = encode(link, { ecc: "M", border: 4 });
    svg.setAttribute("viewBox", `0 0 ${data.length} ${data.length}`);
    patch(svg, qr(data));
    return svg;
  } catch {
    return null;
  }
}

/**
 * For a projector: a button that shows the code as large as the window, which fills the screen where the browser lets it, with the
 * address beneath.
 *
 * @param {string} link
 */
function wholeScreenButton(link) {
  const button = make("button", { type: "button", className: "text", textContent: words.share_full() });
  button.addEventListener("click", () => {
    const [address = ""] = link.split("?");
    const close = make("form", { method: "dialog" }, [make("button", { className: "text", textContent: words.share_full_close() })]);
    const sheet = make("div", { className: "whole-screen" }, [codeOf(link) ?? "", make("p", { textContent: address }), close]);
    const dialog = make("dialog", { className: "whole-window" }, [sheet]);
    dialog.setAttribute("aria-label", words.share_qr());
    sheet.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement) dialog.close();
    });
    dialog.addEventListener("close", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    sheet.requestFullscreen?.().catch(() => {}); // without the right to it the window is as large as it gets
  });
  return make("p", { className: "row" }, [button]);
}
