/**
 * The points as text, to be typed, pasted or read from a file: the server reads it, as it reads every table. The part is
 * there from the start, closed: dragging a point makes the points the reader's own too, and a part that appeared then would
 * move the plot during the drag.
 *
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 * @typedef {import("../../state/types.js").Scenario} Scenario
 */
import * as words from "#words";
import { createRequester, Trouble } from "../../state/api.js";
import { dataEndpoint } from "../../state/endpoints.js";
import { textOf as text } from "../../state/link.js";
import { dataOf, objectiveOf } from "../../state/scenario.js";
import { byId } from "../dom.js";
import { complaint } from "./number_box.js";

/**
 * For the form: the part of own points, with its `show`.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Catalogue} catalogue
 * @param {string} api base address
 */
export function ownPoints(store, actions, catalogue, api) {
  const part = /** @type {HTMLDetailsElement} */ (byId("own-field"));
  const box = /** @type {HTMLTextAreaElement} */ (byId("own"));
  const file = /** @type {HTMLInputElement} */ (byId("own-file"));
  const notes = byId("own-notes");
  const error = complaint("refused-own", [box]);
  notes.before(error.element);
  const ask = createRequester(undefined, 1);
  /** Whether the points were the reader's own when they were last shown. @type {boolean | null} */
  let mine = null;
  /** The points that the notes are about. @type {number[][] | null} */
  let read = null;

  /** @param {string | null} wrong @param {string} [said] */
  function say(wrong, said = "") {
    error.say(wrong);
    notes.textContent = said;
  }

  /** @param {Blob} table */
  async function take(table) {
    const { objective } = store.get().scenario;
    const most = catalogue.limits.table;
    if (table.size > most) return say(words.data_too_large({ size: Math.floor(most / 1024) }));
    say(null, words.data_reading());
    try {
      const found = await ask(dataEndpoint(api, objective), { method: "POST", headers: { "Content-Type": "text/csv" }, body: table });
      if (!found || store.get().scenario.objective !== objective) return;
      read = found.points;
      actions.choose({ data: read });
      say(null, found.notes.map((/** @type {{ sentence: string }} */ note) => note.sentence).join(" "));
    } catch (wrong) {
      const [first] = wrong instanceof Trouble ? wrong.errors : [];
      say(first ? words.data_refused({ detail: first.detail }) : String(/** @type {Error} */ (wrong).message));
    }
  }
  box.addEventListener("change", () => take(new Blob([box.value])));
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) await take(chosen);
    file.value = ""; // so that the same file, once corrected, can be chosen again
  });

  return {
    /** Makes the points in use the reader's own, and opens the part. */
    begin() {
      part.open = true;
      actions.choose({ data: dataOf(catalogue, store.get().scenario) });
    },
    /** @param {Scenario} scenario */
    show(scenario) {
      const points = dataOf(catalogue, scenario);
      const own = Array.isArray(scenario.data);
      if (mine === null)
        part.open = own; // a link that brings points shows them
      else if (mine && !own) part.open = false;
      mine = own;
      part.hidden = !points.length;
      say(null, scenario.data === read ? (notes.textContent ?? "") : "");
      if (document.activeElement !== box) box.value = text(points).replaceAll(",", ", ");
      byId("own-label").textContent = words.scenario_own_text({ form: objectiveOf(catalogue, scenario.objective).inputs === 2 ? "x₁:x₂:y" : "x:y" });
    },
  };
}
