/**
 * The points as text, to be typed, pasted or read from a file. Its place is there from the start, closed: a point that is
 * dragged elsewhere becomes the reader's own too, and nothing may move under the hand.
 *
 * @typedef {import("../types.js").Catalogue} Catalogue
 * @typedef {import("../types.js").Scenario} Scenario
 */
import { byId } from "../dom.js";
import { textOf as text } from "../link.js";
import { dataOf, objectiveOf, pointsOf } from "../scenario.js";
import { complaint } from "./box.js";

/**
 * @param {import("../store.js").Store} store
 * @param {import("../actions.js").Actions} actions
 * @param {Catalogue} catalogue
 */
export function ownPoints(store, actions, catalogue) {
  const part = /** @type {HTMLDetailsElement} */ (byId("own-field"));
  const box = /** @type {HTMLTextAreaElement} */ (byId("own"));
  const error = complaint("refused-own", [box]);
  part.append(error.element);
  /** Whether the points were the reader's own when they were last shown. @type {boolean | null} */
  let mine = null;

  /** @param {string} typed */
  function take(typed) {
    const { inputs } = objectiveOf(catalogue, store.get().scenario.objective);
    try {
      const data = pointsOf(typed, inputs, catalogue.limits.points);
      error.say(null);
      actions.choose({ data });
    } catch (wrong) {
      error.say(/** @type {Error} */ (wrong).message);
    }
  }
  box.addEventListener("change", () => take(box.value));
  const file = /** @type {HTMLInputElement} */ (byId("own-file"));
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (chosen) take(await chosen.text());
    file.value = ""; // the same file may be chosen again, mended
  });

  return {
    /** The points now in use are what one's own begin with. */
    begin() {
      part.open = true;
      actions.choose({ data: dataOf(catalogue, store.get().scenario) });
    },
    /** @param {Scenario} scenario */
    show(scenario) {
      const points = dataOf(catalogue, scenario);
      const own = Array.isArray(scenario.data);
      if (mine === null) part.open = own; // a link that brings points shows them
      else if (mine && !own) part.open = false;
      mine = own;
      part.hidden = !points.length;
      error.say(null);
      if (document.activeElement !== box) box.value = text(points).replaceAll(",", ", ");
      byId("own-label").textContent = `Points, each as ${objectiveOf(catalogue, scenario.objective).inputs === 2 ? "x₁:x₂:y" : "x:y"}`;
    },
  };
}
