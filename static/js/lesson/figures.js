/** The lesson's figures, which are frames: each is put into the page when it is near, so that the first one comes soon. */

/** Pixels below and above the window within which a figure is near. */
const NEAR = 150;

/** Puts a figure into its place, if it is not there yet. @param {Element} holder @returns {Element | null} the element that frames it */
export function putFigure(holder) {
  const template = holder.querySelector("template");
  template?.replaceWith(template.content);
  return holder.querySelector("gradient-descent");
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
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lesson-figure"))) {
    holder.style.minHeight = `${holder.dataset.height}px`;
    holder.addEventListener("gd-ready", () => holder.style.removeProperty("min-height"), { once: true });
    observer.observe(holder);
  }
}
