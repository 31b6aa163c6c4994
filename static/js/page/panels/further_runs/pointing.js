/**
 * The run that is pointed at, in the legend, in the table or by its line: it is in front, and all others are quiet. By pointer,
 * or by the focus, which a tap moves too.
 */
import { pointer } from "d3-selection";
import { nearestLine } from "../../../draw/nearest_line.js";

/** Pixels from a line within which it is pointed at. */
const WITHIN = 10;
/** What else can be pointed at on the map. */
const HANDLES = ".layer.start, .layer.direction, button";

/** The number of the run that an element is about, 0 for the first; null where it is about none. @param {EventTarget | null} target */
function runOf(target) {
  const number = target instanceof Element ? target.closest("[data-run]")?.getAttribute("data-run") : null;
  return number ? Number(number) : null;
}

/**
 * For what draws further runs, once: tells the store which run is pointed at.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {{ svg: Element, lines: () => [number, number][][] }[]} drawings and the lines of all runs on them, in pixels
 */
export function watchPointing(store, drawings) {
  /** @param {number | null} run */
  function point(run) {
    if (store.get().pointedRun !== run) store.set({ pointedRun: run });
  }
  /** @param {PointerEvent} event */
  function runUnder(event) {
    const { target } = event;
    if (!(target instanceof Element) || target.closest(HANDLES)) return runOf(target);
    const drawing = drawings.find(({ svg }) => svg.contains(target));
    return drawing ? nearestLine(drawing.lines(), pointer(event, drawing.svg), WITHIN) : runOf(target);
  }
  for (const kind of /** @type {const} */ (["pointerover", "pointermove", "pointerdown"]))
    addEventListener(kind, (event) => {
      if (!event.buttons || (event.pointerType === "touch" && kind === "pointerdown")) point(runUnder(event) ?? runOf(document.activeElement));
    }); // else something is dragged across
  document.documentElement.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") point(runOf(document.activeElement)); // a finger points until it points elsewhere
  });
  addEventListener("focusin", ({ target }) => point(runOf(target)));
  addEventListener("focusout", ({ target, relatedTarget }) => {
    if (store.get().pointedRun === runOf(target)) point(runOf(relatedTarget));
  });
}
