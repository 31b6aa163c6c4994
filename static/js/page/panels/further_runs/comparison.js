/**
 * All runs in one table: where each is at the step that is shown, and what came of it. A button shows another of them in
 * the place of the first, with its arrows, β and all panels.
 *
 * @typedef {import("../../../state/types.js").Run} Run
 * @typedef {import("../../../state/ledger.js").Row} Row
 */

import * as words from "#words";
import { SWATCH, swatch } from "../../../draw/marks/further_runs.js";
import { allRuns, changeAt, lastStep, rowOf } from "../../../state/ledger.js";
import { withRunsExchanged } from "../../../state/run_edits.js";
import { changed } from "../../../state/store.js";
import { formatDegrees, formatNumber, withoutBreaks } from "../../../text/formats.js";
import { byId, make } from "../../dom.js";
import { inlinePicture } from "./drawing.js";

/** Pixels of a swatch that are shown: less than its width, to leave room for the name. */
const SHORT = 44;

/** How many steps of a run meet a condition, among all that it took: "3 of 40". @param {Run} run @param {(k: number) => boolean} so */
function count({ steps }, so) {
  const all = steps.k.slice(0, -1);
  const share = words.comparison_share({ count: all.filter((_, k) => so(k)).length, all: all.length });
  return all.length < 1000 ? share.replaceAll(" ", "\u00a0") : share; // a line break is allowed in long texts
}

/** At how many steps the loss falls, and how many changes are too small to tell. @param {Run} run */
function falling(run) {
  const what = run.steps.k.slice(0, -1).map((_, k) => changeAt(run, k));
  const unsure = what.filter((one) => one === "too_small").length;
  const share = count(run, (k) => what[k] === "falls");
  return unsure ? words.comparison_unsure({ share, unsure }) : share;
}

/** Cells about the step that is shown, each with its name; a run that ended before shows its last one. @type {[(at: { step: number }) => string, (row: Row) => string][]} */
const AT_STEP = [
  [words.comparison_loss_at, (row) => formatNumber(row.loss, 3)],
  [words.comparison_beta_at, (row) => formatDegrees(row.beta, 1)],
];

/** Cells about the whole run, each with its name. @type {[() => string, (run: Run) => string][]} */
const OF_RUN = [
  [words.comparison_favourable, (run) => count(run, (k) => Number(run.steps.beta[k]) > 90)],
  [words.comparison_falls, falling],
  [words.comparison_end, (run) => formatNumber(rowOf(run, lastStep(run)).loss, 3)],
];

/**
 * For the form of further runs: keeps the table that compares them.
 *
 * @param {import("../../../state/store.js").Store} store
 * @param {import("../../../state/actions.js").Actions} actions
 * @param {import("../../../state/types.js").Catalogue} catalogue
 * @param {(text: string) => void} say
 */
export function comparisonTable(store, actions, catalogue, say) {
  const head = byId("compare-head");
  const table = byId("compared");
  /** @type {ReturnType<typeof bodyOf>[]} */
  let bodies = [];

  /** @param {number} i */
  function show(i) {
    const { given } = store.get();
    if (!given.vs?.[i - 1]) return; // removed while the server was asked
    actions.show(withRunsExchanged(given, i, catalogue));
    say(words.run_exchanged({ run: i }));
  }

  function draw() {
    const { run, quiz } = store.get();
    const runs = run?.runs.length ? allRuns(run).map((one) => ({ ...run, ...one })) : [];
    byId("compare-card").hidden = !runs.length;
    byId("compare-hidden").hidden = quiz === null;
    const focusedId = table.contains(document.activeElement) ? document.activeElement?.id : "";
    for (const { element } of bodies) element.remove();
    bodies = runs.map((one, i) => bodyOf(one, i, quiz === null, () => show(i)));
    table.append(...bodies.map(({ element }) => element));
    if (focusedId) document.getElementById(focusedId)?.focus({ preventScroll: true });
    mark();
  }

  function mark() {
    const { run, step } = store.get();
    if (!run) return;
    const k = Math.min(step, lastStep(run));
    const names = [...AT_STEP.map(([name]) => name({ step: k })), ...OF_RUN.map(([name]) => name())];
    head.replaceChildren(
      ...[words.comparison_run(), ...names, make("span", { className: "hidden", textContent: words.comparison_which() })].map((name) =>
        cell("th", "columnheader", name),
      ),
    );
    for (const body of bodies) body.mark(k);
  }

  store.listen((state, before) => {
    if (changed(state, before, "run", "quiz")) draw();
    else if (changed(state, before, "step")) mark();
  });
  draw();
}

/**
 * A cell with its role written out: a narrow page lays the table out as blocks, which would take the role away.
 *
 * @param {string} tag
 * @param {string} role
 * @param {...(Element | string)} children
 */
function cell(tag, role, ...children) {
  const element = make(tag, {}, children);
  element.setAttribute("role", role);
  return element;
}

/** @param {string} name @param {string} text */
function value(name, text) {
  const element = cell("td", "cell", text);
  element.dataset.name = name;
  return element;
}

/**
 * The rows of one run, with what shows another step in them.
 *
 * @param {Run} run
 * @param {number} i
 * @param {boolean} told what came of it
 * @param {() => void} show
 */
function bodyOf(run, i, told, show) {
  const stepCells = AT_STEP.map(([name, text]) => ({ name, text, cell: value("", "") }));
  const runCells = OF_RUN.map(([name, text]) => value(name(), told ? text(run) : "–"));
  const title = make("span", {}, [
    ...(i ? [make("span", { className: "hidden", textContent: words.run_number({ number: i }) }), " "] : []),
    withoutBreaks(run.title),
  ]);
  const name = cell("th", "rowheader", make("div", {}, [inlinePicture(swatch(i), [SHORT, SWATCH[1]]), title]));
  const button = make("button", { type: "button", className: "text", id: `show-run-${i}`, textContent: words.run_show() });
  button.setAttribute("aria-label", words.run_show_named({ run: i, title: run.title }));
  button.addEventListener("click", show);
  const message = cell("td", "cell", told ? withoutBreaks(run.message ?? "") : "");
  message.colSpan = 3 + AT_STEP.length + OF_RUN.length;
  message.className = "message";
  const rows = [[name, ...stepCells.map((one) => one.cell), ...runCells, cell("td", "cell", i ? button : words.run_shown())], [message]].map((cells) =>
    cell("tr", "row", ...cells),
  );
  const element = cell("tbody", "rowgroup", ...(told ? rows : rows.slice(0, 1)));
  element.dataset.run = String(i);
  return {
    element,
    /** @param {number} k */
    mark(k) {
      const last = lastStep(run);
      const row = rowOf(run, Math.min(k, last));
      stepCells.forEach(({ name, text, cell }, j) => {
        const is = told || name !== words.comparison_beta_at ? text(row) : "–";
        cell.replaceChildren(is, ...(j === 0 && k > last && last >= 0 ? [make("small", { textContent: words.comparison_ended({ step: last }) })] : []));
        cell.dataset.name = name({ step: k });
      });
    },
  };
}
