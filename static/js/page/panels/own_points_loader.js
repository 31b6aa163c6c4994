/**
 * The part of own points: it is there from the start, closed, and what is in it comes when it is first opened. Dragging a
 * point makes the points the reader's own too, and a part that appeared then would move the plot during the drag.
 */
import { dataOf } from "../../state/scenario.js";
import { byId } from "../dom.js";
import { once } from "../once.js";

/**
 * For the form: the part of own points, with its `show`.
 *
 * @param {Parameters<typeof import("./own_points.js").ownPoints>} given
 */
export function ownPointsPart(...given) {
  const [store, actions, catalogue] = given;
  const part = /** @type {HTMLDetailsElement} */ (byId("own-field"));
  /** @type {ReturnType<typeof import("./own_points.js").ownPoints> | null} */
  let panel = null;
  const load = once(async () => {
    panel = (await import("./own_points.js")).ownPoints(...given);
    panel.show(store.get().scenario);
  });
  part.addEventListener("toggle", () => part.open && load().catch(() => {})); // who opens it again tries again
  /** Whether the points were the reader's own when they were last shown. @type {boolean | null} */
  let mine = null;

  return {
    /** Makes the points in use the reader's own, and opens the part. */
    begin() {
      part.open = true;
      actions.choose({ data: dataOf(catalogue, store.get().scenario) });
    },
    /** @param {import("../../state/types.js").Scenario} scenario */
    show(scenario) {
      const own = Array.isArray(scenario.data);
      if (mine === null)
        part.open = own; // a link that brings points shows them
      else if (mine && !own) part.open = false;
      mine = own;
      part.hidden = !dataOf(catalogue, scenario).length;
      panel?.show(scenario);
    },
  };
}
