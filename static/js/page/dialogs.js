/**
 * The dialogs of Share, Embed and Download. Each is made when it is opened, for what the page then shows.
 *
 * @typedef {import("../state/types.js").Boot} Boot
 */
import * as words from "#words";
import { pageQuery } from "../state/address.js";
import { send } from "../state/long_query.js";
import { byId, make } from "./dom.js";
import { shareParts } from "./panels/share.js";
import { loadStyleSheet } from "./style_sheet.js";

/**
 * Opens a new dialog with a heading and a Close button; it is removed when it closes.
 *
 * @param {string} title
 * @param {string} kind
 * @param {(Element | string)[]} parts
 */
function open(title, kind, parts) {
  const heading = make("h2", { id: "dialog-title", textContent: title });
  const close = make("form", { method: "dialog" }, [make("button", { className: "text", textContent: words.action_close() })]);
  const dialog = make("dialog", { className: kind }, [heading, ...parts, close]);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * For the Share button: opens its dialog. The addresses are those of the server's public name; where not everyone can open
 * them, that is said first.
 *
 * @param {import("../state/store.js").Store} store
 * @param {Boot} boot
 */
export async function share(store, { api, catalogue }) {
  const { base = "", reach, share: href = "" } = byId("out").dataset;
  await loadStyleSheet(href);
  const limits = reach === undefined ? [] : [reachOf(await borrowed(store, api))].filter(Boolean);
  const { about, parts } = await shareParts(store, base, catalogue);
  open(words.share_title(), "share", [about, ...limits, ...parts])
    .querySelector("input")
    .select();
}

/**
 * For the Embed button: opens the builder of the page /embedding in a dialog, with its own script and styles, begun with what
 * this page shows.
 *
 * @param {import("../state/store.js").Store} store
 * @param {Boot} boot
 */
export async function embed(store, { api }) {
  const page = await borrowed(store, api);
  const { builder } = await import(/** @type {HTMLScriptElement} */ (page.querySelector("script[type=module]")).src);
  if (page.getElementById("reach")) page.querySelector("#builder .builder-what")?.after(reachOf(page));
  /** @type {HTMLElement} */ (page.querySelector(".builder-host")).autofocus = true; // the host is chosen first
  await builder(page.getElementById("builder")); // before the dialog opens, which gives the focus to the first field that is there
  show(page, "builder");
}

/** For the Download button: opens the list of files of the page /embedding in a dialog. @param {import("../state/store.js").Store} store @param {Boot} boot */
export async function download(store, { api }) {
  show(await borrowed(store, api), "downloads");
}

/** The page /embedding for what this page shows, parsed; its styles are added to this page's. @param {import("../state/store.js").Store} store @param {string} api */
async function borrowed(store, api) {
  const answer = await send(`${api.slice(0, -"/api/v1".length)}/embedding?${pageQuery(store.get())}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const sheet = /** @type {HTMLLinkElement} */ (page.querySelector("link[href*='/embedding-']"));
  if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) {
    const loaded = new Promise((done) => sheet.addEventListener("load", done, { once: true }));
    document.head.append(sheet);
    await loaded;
  }
  return page;
}

/** Who can open the addresses, and what there is for others. @param {Document} page */
const reachOf = (page) => /** @type {HTMLElement} */ (page.getElementById("reach"));

/** A section of that page as a dialog. @param {Document} page @param {string} id */
function show(page, id) {
  const part = /** @type {HTMLElement} */ (page.getElementById(id));
  const heading = /** @type {HTMLElement} */ (part.querySelector("h2"));
  heading.remove();
  part.removeAttribute("aria-labelledby");
  open(heading.textContent ?? "", `borrowed ${id}-dialog`, [part]);
}
