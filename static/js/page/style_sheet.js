/** Style sheets that a page does not need at first. */
import { make } from "./dom.js";

/**
 * For parts that come later: loads a style sheet. It stands right after the page's own, so that those for paper, which may
 * be there already, go on coming last.
 *
 * @param {string} href
 * @returns {Promise<unknown>}
 */
export function loadStyleSheet(href) {
  if (document.querySelector(`link[rel="stylesheet"][href="${href}"]`)) return Promise.resolve();
  return new Promise((done, failed) => {
    document.head.querySelector('link[rel="stylesheet"]')?.after(make("link", { rel: "stylesheet", href, onload: done, onerror: failed }));
  });
}
