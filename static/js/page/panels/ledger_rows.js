/**
 * The table's rows: the current one marked, a click or Enter goes to its step.
 *
 * @typedef {import("../../state/types.js").Run} Run
 */

import * as words from "#words";
import { trajectoryLink } from "../../state/endpoints.js";
import { lastStep, valueAt } from "../../state/ledger.js";
import { send } from "../../state/long_query.js";
import { changed } from "../../state/store.js";
import { columnHeading, formatCell, MOST, pageOf, tabSeparated } from "../../text/ledger_columns.js";
import { copy } from "../copy.js";
import { byId, make } from "../dom.js";

/**
 * For the table, once it is opened: draws its rows and puts its buttons and keys to work.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {string} api
 */
export function ledgerRows(store, actions, api) {
  const box = /** @type {HTMLDetailsElement} */ (byId("table-box"));
  const scroll = byId("table-scroll");
  const head = byId("table-head");
  const body = byId("table-body");
  const said = byId("table-said");
  let from = 0;
  /** The run that the rows are of, and the map by which its points have their digits. @type {Run | null} */
  let drawn = null;
  let digitsOf = "";
  let seen = false;
  new IntersectionObserver(([entry]) => {
    seen = Boolean(entry?.isIntersecting);
  }).observe(scroll);

  const mapOf = () => String([store.get().scenario.plane, store.get().scenario.window]);
  const rowAt = (/** @type {number} */ k) => /** @type {HTMLTableRowElement | undefined} */ (body.children[k - from]);

  /** @param {Run} run @param {number} k */
  function draw(run, k) {
    const ids = Object.keys(run.steps);
    const columns = ids.map(columnHeading);
    const [first, end] = pageOf(k, run.steps.k.length);
    from = first;
    drawn = run;
    digitsOf = mapOf();
    head.replaceChildren(...columns.map(({ title, quantity }) => make("th", { scope: "col", className: quantity ? `q-${quantity}` : "", textContent: title })));
    body.replaceChildren(
      ...run.steps.k.slice(first, end).map((_, i) =>
        make(
          "tr",
          {},
          columns.map(({ id, quantity }, column) => {
            const text = formatCell(id, valueAt(run.steps, id, first + i), store.get().scenario);
            if (column) return make("td", { textContent: text, className: quantity ? `q-${quantity}` : "" });
            const go = make("button", { type: "button", textContent: text, tabIndex: -1, ariaLabel: words.table_go_to({ k: text }) });
            return make("th", { scope: "row" }, [go]);
          }),
        ),
      ),
    );
    const count = run.steps.k.length;
    byId("table-pages").hidden = count <= MOST;
    byId("table-range").textContent = words.table_range({ first, last: end - 1, steps: count - 1 });
    /** @type {HTMLButtonElement} */ (byId("table-earlier")).disabled = first === 0;
    /** @type {HTMLButtonElement} */ (byId("table-later")).disabled = end === count;
  }

  /** @param {number} k */
  function mark(k) {
    for (const row of body.querySelectorAll("[aria-current]")) {
      row.removeAttribute("aria-current");
      row.querySelector("button")?.setAttribute("tabindex", "-1");
    }
    const row = rowAt(k);
    row?.setAttribute("aria-current", "step");
    row?.querySelector("button")?.setAttribute("tabindex", "0");
    // Scrolls the table's own box only, never the page.
    if (!row || !seen) return;
    const above = row.offsetTop - head.offsetHeight - scroll.scrollTop;
    const below = row.offsetTop + row.offsetHeight - scroll.clientHeight - scroll.scrollTop;
    if (above < 0) scroll.scrollTop += above;
    else if (below > 0) scroll.scrollTop += below;
  }

  function show() {
    const { run, step, noPath } = store.get();
    if (noPath) {
      drawn = null;
      for (const part of [head, body]) part.replaceChildren();
      byId("table-pages").hidden = true;
    }
    if (!run || !box.open) return;
    const k = Math.min(step, lastStep(run));
    if (run !== drawn || digitsOf !== mapOf() || !rowAt(k)) draw(run, k);
    mark(k);
  }

  /** A page of rows on, or back. @param {number} by */
  function turn(by) {
    const { run } = store.get();
    if (!run) return;
    draw(run, from + by * MOST);
    mark(Math.min(store.get().step, lastStep(run)));
    scroll.scrollTop = 0;
    if (!body.querySelector('[tabindex="0"]')) body.querySelector("button")?.setAttribute("tabindex", "0");
  }

  const rowOfEvent = (/** @type {Event} */ event) => {
    const row = /** @type {Element} */ (event.target).closest("tr");
    return row ? from + [...body.children].indexOf(row) : null;
  };
  body.addEventListener("click", (event) => {
    const k = rowOfEvent(event);
    if (k !== null) actions.goto(k);
  });
  // One stop of the Tab key for the whole table; the arrow keys go along its rows.
  body.addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
    const k = rowOfEvent(event);
    if (!by || k === null) return;
    event.preventDefault();
    rowAt(k + by)
      ?.querySelector("button")
      ?.focus();
  });
  byId("table-earlier").addEventListener("click", () => turn(-1));
  byId("table-later").addEventListener("click", () => turn(1));

  /** The run with every digit, from the server, since the page has fewer; without a server the page's own. */
  async function whole() {
    if (!api) return /** @type {Run} */ (store.get().run).steps;
    const answer = await send(trajectoryLink(api, store.get().given));
    if (!answer.ok) throw new Error(String(answer.status));
    return /** @type {Run} */ (await answer.json()).steps;
  }
  byId("table-copy").addEventListener("click", async () => {
    const steps = await whole().catch(() => null);
    const done = steps !== null && (await copy(tabSeparated(steps)));
    said.textContent = done ? words.table_copied({ rows: steps.k.length }) : words.table_not_copied();
  });

  box.addEventListener("toggle", show);
  store.listen((state, before) => {
    if (changed(state, before, "run", "noPath", "step", "scenario")) show();
  });
  show();
}
