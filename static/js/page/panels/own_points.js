/**
 * The points as text, to be typed, pasted or read from a file: the server reads it, as it reads every table. Where a table
 * has more columns than a point, or rows that are not taken without a word, columns are chosen below.
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
import { columnChooser, sentences } from "./column_chooser.js";
import { complaint } from "./number_box.js";

/**
 * For the part of own points, once it is opened: what is in it, with its `show`.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Catalogue} catalogue
 * @param {string} api base address
 */
export function ownPoints(store, actions, catalogue, api) {
  const box = /** @type {HTMLTextAreaElement} */ (byId("own"));
  const file = /** @type {HTMLInputElement} */ (byId("own-file"));
  const notes = byId("own-notes");
  const error = complaint("refused-own", [box]);
  notes.before(error.element);
  const chooser = columnChooser((names) => dataEndpoint(api, store.get().scenario.objective, names), use);
  notes.after(chooser.element);
  const ask = createRequester(undefined, 1);
  /** The points that the notes are about. @type {number[][] | null} */
  let read = null;
  /** The loss and the data for which columns are offered. @type {Pick<Scenario, "objective" | "data"> | null} */
  let offered = null;

  /** @param {string | null} wrong @param {string} [said] */
  function say(wrong, said = "") {
    error.say(wrong);
    notes.textContent = said;
  }

  /** @param {import("./column_chooser.js").TableReply} found */
  function use(found) {
    read = found.points;
    if (offered) offered.data = read;
    actions.choose({ data: read });
    say(null, sentences(found.notes));
  }

  /** @param {Blob} table */
  async function take(table) {
    close();
    const { objective } = store.get().scenario;
    const most = catalogue.limits.table;
    if (table.size > most) return say(words.data_too_large({ size: Math.floor(most / 1024) }));
    say(null, words.data_reading());
    try {
      const found = await ask(dataEndpoint(api, objective), { method: "POST", headers: { "Content-Type": "text/csv" }, body: table });
      if (!found || store.get().scenario.objective !== objective) return;
      use(found);
      if (found.columns.length > found.chosen.length) await offer(table, found.chosen);
    } catch (wrong) {
      const [first] = wrong instanceof Trouble ? wrong.errors : [];
      const count = first && (await offer(table));
      if (count && first.code === "points_table.error.many_columns") say(null, words.columns_ask({ count }));
      else say(first ? words.data_refused({ detail: first.detail }) : String(/** @type {Error} */ (wrong).message));
    }
  }

  /** How many columns of a table are offered, 0 where there are none to choose. @param {Blob} table @param {number[]} [chosen] */
  async function offer(table, chosen) {
    const { objective, data } = store.get().scenario;
    offered = { objective, data };
    return chooser.offer(table, objectiveOf(catalogue, objective).inputs, chosen);
  }
  function close() {
    offered = null;
    chooser.close();
  }
  box.addEventListener("change", () => take(new Blob([box.value])));
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) await take(chosen);
    file.value = ""; // so that the same file, once corrected, can be chosen again
  });

  return {
    /** @param {Scenario} scenario */
    show(scenario) {
      if (offered && (scenario.data !== offered.data || scenario.objective !== offered.objective)) close();
      say(null, scenario.data === read ? (notes.textContent ?? "") : "");
      if (document.activeElement !== box) box.value = text(dataOf(catalogue, scenario)).replaceAll(",", ", ");
      byId("own-label").textContent = words.scenario_own_text({ form: objectiveOf(catalogue, scenario.objective).inputs === 2 ? "x₁:x₂:y" : "x:y" });
    },
  };
}
