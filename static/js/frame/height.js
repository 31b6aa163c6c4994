/**
 * For the frame's script, once: tells the content's height whenever it changes. A figure that is squeezed by a low frame and
 * a scroll bar, which takes width, are left out of the measurement: otherwise frame and content would change each other
 * without end.
 *
 * @param {(height: number) => void} tell
 * @returns {() => void} tells the last height again
 */
export function watchHeight(tell) {
  const root = document.documentElement;
  let last = 0;

  function measure() {
    if (!innerWidth) return; // a frame that is not shown
    root.classList.add("unfit");
    // Whole pixels, so that no fraction of one makes it scroll; a sum of fractions may be off by its last digits.
    const height = Math.ceil(root.getBoundingClientRect().height - 0.01);
    root.classList.remove("unfit");
    if (height === last) return;
    last = height;
    tell(height);
  }

  measure(); // frames that are out of sight are not observed
  const observer = new ResizeObserver(measure);
  // When one part grows another may shrink while the whole stays as it is, so each part is observed.
  for (const part of document.querySelectorAll("html, main, main > *, main > * > *")) observer.observe(part);
  addEventListener("load", measure);
  return () => tell(last);
}
