/**
 * The run that is pointed at, in the legend, in the table or by its line: on the map and in the charts all others step
 * back. By pointer, or by the focus, which a tap moves too.
 *
 * It is one rule of style, which holds for elements that are drawn later too, so no drawing has to know of it.
 */

/** The number of the run that an element is about, 0 for the first; "" where it is about none. @param {EventTarget | null} target */
function runOf(target) {
  if (!(target instanceof Element)) return "";
  const found = target.closest("[data-run], .other[class*=run-]");
  return found?.getAttribute("data-run") ?? /run-(\d)/.exec(found?.getAttribute("class") ?? "")?.[1] ?? "";
}

/** The style rule that fades all runs but this one. @param {string} run */
const ruleOf = (run) =>
  `@media screen { :is(.still, .layer) > .other:not(.run-${run}) { opacity: .2 } .chart .run-${run} { opacity: 1 } ${
    run === "0" ? "" : ":is(.chart .still > .line, .layer.path) { opacity: .3 }"
  } }`;

/** For what draws further runs, once: lets the pointer and the focus choose the run that is highlighted. */
export function highlightRun() {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let [under, focused, shown] = ["", "", ""];

  function show() {
    const run = under || focused;
    if (run === shown) return;
    shown = run;
    sheet.replaceSync(run && ruleOf(run));
  }
  addEventListener("pointerover", (event) => {
    if (event.buttons) return; // something is dragged across
    under = runOf(event.target);
    show();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    under = "";
    show();
  });
  for (const kind of ["focusin", "focusout"])
    addEventListener(kind, (event) => {
      focused = runOf(kind === "focusin" ? event.target : /** @type {FocusEvent} */ (event).relatedTarget);
      show();
    });
}
