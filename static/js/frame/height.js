/**
 * How tall the content would like to be, told whenever that changes. The figure gives way where the frame is lower, and
 * a scroll bar takes width, which changes heights: both are thought away, or frame and content would chase each other.
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
    // Whole pixels, so that no rest scrolls; a sum of fractions may be off by its last digits.
    const height = Math.ceil(root.getBoundingClientRect().height - 0.01);
    root.classList.remove("unfit");
    if (height === last) return;
    last = height;
    tell(height);
  }

  measure(); // frames that are out of sight are not observed
  const observer = new ResizeObserver(measure);
  // Where one part grows another gives way, and the whole stays as it is.
  for (const part of document.querySelectorAll("html, main, main > *, main > * > *")) observer.observe(part);
  addEventListener("load", measure);
  return () => tell(last);
}
