/** For the lesson's script: the contents, which a narrow window has folded, and where the reader is in them. */

/** For the lesson's script: unfolds and folds the contents by their button; a section that is gone to folds them. */
export function foldContents() {
  const [button, contents] = [document.getElementById("unfold"), document.getElementById("contents")];
  const fold = (/** @type {boolean} */ is) => button?.setAttribute("aria-expanded", String(!is));
  button?.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  contents?.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("a[href^='#']")) fold(true);
  });
}

/** For the lesson's script: marks in the contents the section that is read, which is the last that has come up to here. */
const HERE = 0.3;

/** Follows the reader; nothing is scrolled by it. */
export function followReader() {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".contents li a")]);
  const sections = links.flatMap(({ hash }) => document.getElementById(hash.slice(1)) ?? []);
  const look = () => {
    const read = sections.findLast((section) => section.getBoundingClientRect().top <= HERE * innerHeight) ?? sections[0];
    for (const link of links) {
      if (link.hash === `#${read?.id}`) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  new IntersectionObserver(look, { rootMargin: `0px 0px -${100 * (1 - HERE)}% 0px`, threshold: [0, 0.01] }).observe(document.body);
  for (const section of sections) new IntersectionObserver(look, { rootMargin: `0px 0px -${100 * (1 - HERE)}% 0px` }).observe(section);
}
