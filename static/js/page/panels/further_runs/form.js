/** Further runs in the form: a row for each, and the button that adds one. */

import * as words from "#words";
import { runByItself, withChange, withOneMore, withOptimiserRun, withoutRun } from "../../../state/run_edits.js";
import { optimiserOf, resolve } from "../../../state/scenario.js";
import { changed } from "../../../state/store.js";
import { byId } from "../../dom.js";
import { comparisonTable } from "./comparison.js";
import { formRow } from "./form_row.js";

/**
 * For the buttons that add a run: keeps the rows of further runs, and gives what the buttons do.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/actions.js").Actions} actions
 * @param {import("../../../state/types.js").Catalogue} catalogue
 */
export function furtherRunsForm(store, actions, catalogue) {
  const say = announcer(store);
  if (document.getElementById("compare-card")) comparisonTable(store, actions, catalogue, say);
  return formRows(store, actions, catalogue, say);
}

/**
 * A function that tells screen readers what was done to the runs; the text is taken away with the next change.
 *
 * @param {import("../../../state/store.js").Store} store
 */
function announcer(store) {
  const element = byId("compare-said");
  /** @type {import("../../../state/types.js").Given | null} */
  let of = null;
  store.listen(({ given }) => {
    if (given !== of) element.textContent = "";
  });
  return (/** @type {string} */ text) => {
    of = store.get().given;
    element.textContent = text;
  };
}

/**
 * Keeps a row for each further run; gives what the buttons do.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/actions.js").Actions} actions
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {(text: string) => void} say
 */
function formRows(store, actions, catalogue, say) {
  const list = byId("further-runs");
  const compare = /** @type {HTMLButtonElement} */ (byId("compare"));
  const ownToo = /** @type {HTMLButtonElement | null} */ (document.getElementById("compare-own"));
  const most = catalogue.limits.runs;
  /** @type {ReturnType<typeof formRow>[]} */
  const rows = [];

  const given = () => store.get().given;

  /** @param {import("../../../state/types.js").Given[] | null} vs */
  function add(vs) {
    if (!vs || vs.length > most) return;
    actions.preview({ vs });
    actions.commit(true);
    draw();
    const rule = optimiserOf(catalogue, resolve({ ...vs.at(-1) }, catalogue).optimiser);
    say(words.run_added({ run: vs.length, title: rule.title }));
  }

  /** @param {number} i */
  function remove(i) {
    const vs = withoutRun(given(), i);
    actions.preview({ vs });
    actions.commit(true);
    rows.splice(i - 1, 1)[0]?.element.remove();
    draw();
    (rows[Math.min(i, rows.length) - 1]?.first ?? compare).focus();
    say(words.run_removed({ run: i, left: vs.length }));
  }

  function draw() {
    const { vs } = store.get().scenario;
    while (rows.length > vs.length) rows.pop()?.element.remove();
    while (rows.length < vs.length) {
      const row = formRow(catalogue, (i, change) => actions.choose({ vs: withChange(given(), i, change, catalogue) }), remove);
      rows.push(row);
      list.append(row.element);
    }
    rows.forEach((row, i) => row.show(i + 1, resolve(runByItself(given(), i + 1), catalogue)));
    const full = vs.length >= most;
    compare.disabled = full;
    byId("compare-about").textContent = full ? words.run_most({ most }) : vs.length ? words.run_one_more() : words.action_compare_about();
    if (!ownToo) return;
    ownToo.disabled = full;
    ownToo.hidden = !withOptimiserRun(given(), catalogue);
  }

  store.listen((state, before) => {
    if (changed(state, before, "scenario")) draw();
  });
  draw();

  return {
    add() {
      add(withOneMore(given(), catalogue));
      rows.at(-1)?.first.focus();
    },
    /** Adds the optimiser's own path, beside the steps by hand. */
    addOwn() {
      add(withOptimiserRun(given(), catalogue));
      byId("give-back").focus({ preventScroll: true }); // the button that was pressed is hidden now
    },
  };
}
