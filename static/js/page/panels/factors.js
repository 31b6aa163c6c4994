/**
 * The factors of the formulas by keyboard: one stop of the Tab key for all of them, the arrow keys within.
 */

/**
 * For the chain rule's panel: lets the arrow keys move among the factors of the formulas.
 *
 * @param {HTMLElement} list of the stages
 * @param {string} any selector of a factor
 */
export function factors(list, any) {
  /** The factors of each formula, without those that lie within another. */
  const lines = () =>
    [...list.querySelectorAll(".stage-formula")]
      .map((formula) => [...formula.querySelectorAll(any)].filter((part) => !part.parentElement?.closest(any)).map((part) => /** @type {HTMLElement} */ (part)))
      .filter((line) => line.length);

  /** The one that the Tab key comes to. @param {EventTarget | null} [here] the first by default */
  function stop(here) {
    const all = lines().flat();
    const chosen = all.find((factor) => factor === here) ?? all[0];
    for (const factor of all) factor.setAttribute("tabindex", factor === chosen ? "0" : "-1");
  }

  list.addEventListener("focusin", (event) => stop(event.target));
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = lines();
    const all = rows.flat();
    const i = all.indexOf(/** @type {HTMLElement} */ (event.target));
    if (i < 0) return;
    const row = rows.findIndex((line) => line.includes(/** @type {HTMLElement} */ (event.target)));
    const to = /** @type {Record<string, HTMLElement | undefined>} */ ({
      ArrowLeft: all[i - 1],
      ArrowRight: all[i + 1],
      ArrowUp: rows[row - 1]?.[0],
      ArrowDown: rows[row + 1]?.[0],
      Home: all[0],
      End: all[all.length - 1],
    });
    if (!(event.key in to)) return;
    event.preventDefault();
    to[event.key]?.focus();
  });

  return { made: () => stop() };
}
