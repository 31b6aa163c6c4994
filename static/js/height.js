/**
 * How tall the content is, told whenever it changes. It must not depend on how tall the frame is, or the two would chase
 * each other: the page has no unit of the viewport's height, and a scroll bar, which takes width and so changes heights,
 * is thought away.
 *
 * @param {(height: number) => void} tell
 * @returns {() => void} tells the last height again
 */
export function watchHeight(tell) {
  const root = document.documentElement;
  let last = 0;

  function measure() {
    if (!innerWidth) return; // a frame that is not shown
    const bar = innerWidth > root.clientWidth;
    if (bar) root.style.overflowY = "hidden";
    // Whole pixels, so that no rest scrolls; a sum of fractions may be off by its last digits.
    const height = Math.ceil(root.getBoundingClientRect().height - 0.01);
    if (bar) root.style.overflowY = "";
    if (height !== last) tell((last = height));
  }

  measure(); // frames that are out of sight are not observed
  new ResizeObserver(measure).observe(root);
  addEventListener("load", measure);
  return () => tell(last);
}
