/** The lesson's figures, which are frames: each is put into the page when it is near, so that the first one comes soon. */

/** Pixels below and above the window within which a figure is near. */
const NEAR = 150;

/** Puts a figure into its place, if it is not there yet. @param {Element} place @returns {Element | null} the element that frames it */
export function putFigure(place) {
  const template = place.querySelector("template");
  template?.replaceWith(template.content);
  return place.querySelector("gradient-descent");
}

/** For the lesson's script, once: keeps room for every figure, and puts each there when it is near. */
export function figuresWhenNear() {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        putFigure(target);
      }
    },
    { rootMargin: `${NEAR}px 0px` },
  );
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lesson-figure"))) {
    place.style.minHeight = `${place.dataset.height}px`;
    place.addEventListener("gd-ready", () => place.style.removeProperty("min-height"), { once: true });
    observer.observe(place);
  }
}
