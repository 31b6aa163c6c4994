/** Style sheets that a page does not need at first. */
import { make } from "./dom.js";

/**
 * For parts that come later: loads a style sheet. It stands right after the page's own, so that the one for paper, which may
 * be there already, goes on coming last.
 *
 * @param {string} href
 * @param {boolean} [last]
 * @returns {Promise<unknown>}
 */
export function loadStyleSheet(href, last = false) {
  if (document.querySelector(`link[rel="stylesheet"][href="${href}"]`)) return Promise.resolve();
  return new Promise((done, failed) => {
    const link = make("link", { rel: "stylesheet", href, onload: done, onerror: failed });
    if (last) document.head.append(link);
    else document.head.querySelector('link[rel="stylesheet"]')?.after(link);
  });
}
