/**
 * A frame in the signs of other lecture notes: what its script says is rewritten as it comes, what it knows stays. The server has
 * written the page itself so (app/site/signs.py). Loaded where it is asked for only.
 */

/** What is said without being seen. */
const SAID = ["aria-label", "aria-valuetext", "title", "alt"];
/** Programs keep the names that they run with, fields what is typed. */
const KEPT = ["script", "style", "code", "textarea", ".program"].join();
/** ŷ as a formula has it. */
const HAT = "y\u02c6";

/** @type {{ signs: [pattern: string, sign: string][] }} */
const boot = JSON.parse(document.getElementById("boot")?.textContent ?? "{}");
const rules = boot.signs.map(([pattern, sign]) => /** @type {const} */ ([new RegExp(pattern, "gu"), sign]));

/** @param {string} text */
const inSigns = (text) => rules.reduce((said, [pattern, sign]) => said.replace(pattern, sign), text);

/** @param {Node} text */
function rewriteText(text) {
  const said = inSigns(text.nodeValue ?? "");
  if (said !== text.nodeValue && !text.parentElement?.closest(KEPT)) text.nodeValue = said;
}

/** @param {Element} element @param {string} name */
function rewriteAttribute(element, name) {
  const value = element.getAttribute(name);
  if (value && inSigns(value) !== value) element.setAttribute(name, inSigns(value));
}

/** @param {Node} node with all that is in it */
function rewrite(node) {
  if (node.nodeType === Node.TEXT_NODE) return rewriteText(node);
  if (!(node instanceof Element)) return;
  for (const hat of node.querySelectorAll("mover")) {
    if (hat.textContent !== HAT) continue;
    const sign = document.createElementNS(hat.namespaceURI, "mi");
    sign.textContent = inSigns("ŷ");
    hat.replaceWith(sign);
  }
  for (const element of [node, ...node.querySelectorAll("*")]) for (const name of SAID) rewriteAttribute(element, name);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) rewriteText(texts.currentNode);
}

new MutationObserver((records) => {
  for (const { type, target, attributeName, addedNodes } of records) {
    if (type === "attributes") rewriteAttribute(/** @type {Element} */ (target), attributeName ?? "");
    else if (type === "characterData") rewriteText(target);
    else addedNodes.forEach(rewrite);
  }
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributeFilter: SAID });
