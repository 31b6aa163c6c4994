/**
 * For an address with a part of its query in the fragment, which the server has not seen: asks for the page of the whole query,
 * and puts it in the place of this one. The address stays. Of a fragment that is of no use the server is told why, and says it.
 */

import { Unusable, unpacked } from "../state/fragment.js";
import { send } from "../state/long_query.js";

const { most = "" } = document.body.dataset;
const seen = location.search
  .slice(1)
  .split("&")
  .filter((piece) => piece && !piece.startsWith("fragment="));

/** @returns {Promise<string>} */
async function rest() {
  try {
    return await unpacked(location.hash, Number(most));
  } catch (error) {
    return `fragment=${error instanceof Unusable ? error.message : "unreadable"}`;
  }
}

/** A script of a parsed document does not run; one that is made anew does. @param {HTMLScriptElement} script */
function run(script) {
  const made = document.createElement("script");
  for (const { name, value } of script.attributes) made.setAttribute(name, value);
  script.replaceWith(made);
}

/** What both heads have stays, such as style sheets and the icon, which would else be loaded again. @param {Document} page */
function show(page) {
  const root = document.documentElement;
  for (const name of root.getAttributeNames()) root.removeAttribute(name);
  for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value);
  const loaded = new Map([...document.head.children].map((part) => [part.outerHTML, part]));
  const parts = [...page.head.children].map((part) => loaded.get(part.outerHTML) ?? document.adoptNode(part));
  for (const part of [...document.head.children]) if (!parts.includes(part)) part.remove();
  for (const part of parts) if (!part.isConnected) document.head.append(part);
  document.body.replaceWith(document.adoptNode(page.body));
}

try {
  const query = [...seen, await rest()].filter(Boolean).join("&");
  const answer = await send(`${location.pathname}?${query}`, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of page.querySelectorAll("noscript")) part.remove(); // it was parsed as where there are no scripts
  show(page);
  for (const script of /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll("script[src]"))) run(script);
} catch {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#waiting, #failed"))) part.hidden = part.id === "waiting";
  document.querySelector("#failed button")?.addEventListener("click", () => location.reload());
}
