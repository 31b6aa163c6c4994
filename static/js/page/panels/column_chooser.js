/**
 * Which columns of a table the points are made of: a list of what the columns hold, a select for each value of a point, and
 * how many rows that choice takes.
 *
 * @typedef {{ number: number, name: string | null, kind: "integer" | "number" | "mixed" | "text" | "empty", low: number | null, high: number | null, missing: number, distinct: number }} Column
 * @typedef {{ code: string, sentence: string }} Note
 * @typedef {{ points: number[][], columns: Column[], chosen: number[], notes: Note[], rows: { read: number, used: number } }} TableReply
 */
import * as words from "#words";
import { createRequester, Trouble } from "../../state/api.js";
import { item } from "../../state/items.js";
import { withSubscripts } from "../../text/formats.js";
import { make } from "../dom.js";
import { fill } from "./fields.js";
import { complaint } from "./number_box.js";

/** Notes that say which of the rows are taken, and as what. */
const OF_ROWS = ["rows_missing", "rows_no_number", "sample", "labels"];

/** For the part of own points: what was assumed of a table. @param {Note[]} notes */
export const sentences = (notes) => notes.map(({ sentence }) => sentence).join(" ");

/**
 * For the part of own points: the chooser, hidden until there is something to choose.
 *
 * @param {(names: Record<string, string>) => string} endpoint the address that reads a table, by names of the query
 * @param {(found: TableReply) => void} use
 */
export function columnChooser(endpoint, use) {
  const list = make("ul", { tabIndex: 0, ariaLabel: words.columns_title() });
  const fields = make("div");
  const count = make("p", { className: "about", id: "columns-count" });
  count.setAttribute("role", "status");
  const button = make("button", { type: "button", className: "text", textContent: words.columns_use() });
  const error = complaint("refused-columns", []);
  const element = make("fieldset", { className: "field columns", hidden: true }, [
    make("legend", { textContent: words.columns_title() }),
    list,
    fields,
    error.element,
    count,
    button,
  ]);

  const ask = createRequester(undefined, 1);
  /** @type {Blob | null} */
  let table = null;
  /** @type {HTMLSelectElement[]} */
  let selects = [];
  /** What the selects have chosen, to tell which of two was changed. @type {string[]} */
  let chosen = [];
  /** @type {TableReply | null} */
  let found = null;

  /** @param {Record<string, string>} names @returns {Promise<any>} */
  const post = (names) => ask(endpoint(names), { method: "POST", headers: { "Content-Type": "text/csv" }, body: table });

  function close() {
    table = found = null;
    element.hidden = true;
  }

  /** Says what the choice takes, once the server has read it. */
  async function read() {
    found = null;
    button.disabled = true;
    try {
      const reply = await post({ columns: String(chosen), include: "points" });
      if (!reply || !table) return;
      found = reply;
      button.disabled = false;
      error.say(null);
      const { rows, notes } = /** @type {TableReply} */ (reply);
      count.textContent = [words.columns_used(rows), sentences(notes.filter(({ code }) => OF_ROWS.includes(code)))].filter(Boolean).join(" ");
    } catch (wrong) {
      const [first] = wrong instanceof Trouble ? wrong.errors : [];
      count.textContent = "";
      error.say(first ? words.data_refused({ detail: first.detail }) : String(/** @type {Error} */ (wrong).message));
    }
  }

  /** A column is of use once: what another select had of it gets what this one had. @param {number} i the select that was changed */
  function change(i) {
    const { value } = item(selects, i);
    const before = item(chosen, i);
    const other = chosen.findIndex((number, j) => j !== i && number === value);
    if (other >= 0) item(selects, other).value = before;
    chosen = selects.map((select) => select.value);
    return read();
  }

  /** @param {Column[]} columns @param {number[]} first */
  function rebuild(columns, first) {
    list.replaceChildren(...columns.map((column) => make("li", {}, [make("b", { textContent: nameOf(column) }), ` ${contents(column)}`])));
    const names = first.map((_, i) => (i === first.length - 1 ? "y" : first.length === 2 ? "x" : `x${i + 1}`));
    selects = names.map((name, i) => {
      const select = make("select", { id: `column-${name}` });
      const suitable = columns.filter(({ number, low, distinct }) => low !== null || number === first[i] || (name === "y" && distinct === 2));
      fill(
        select,
        suitable.map((column) => [String(column.number), nameOf(column)]),
      );
      select.value = String(first[i]);
      select.setAttribute("aria-describedby", `columns-count ${error.element.id}`);
      select.addEventListener("change", () => change(i));
      return select;
    });
    chosen = first.map(String);
    fields.replaceChildren(
      ...selects.map((select, i) => {
        const label = make("label", { htmlFor: select.id, textContent: words.columns_for({ name: withSubscripts(item(names, i)) }) });
        return make("div", { className: "field" }, [label, select]);
      }),
    );
  }

  button.addEventListener("click", () => found && use(found));

  return {
    element,
    close,
    /**
     * Offers the columns of a table, if there is a choice: the number of them, or 0.
     *
     * @param {Blob} of
     * @param {number} inputs
     * @param {number[]} [first] numbers of the columns that are chosen, where they are
     */
    async offer(of, inputs, first) {
      table = of;
      const reply = await post({ include: "columns" }).catch(() => null);
      if (table !== of) return 0;
      const columns = /** @type {Column[]} */ (reply?.columns ?? []);
      if (columns.filter(({ low }) => low !== null).length < inputs) {
        close();
        return 0;
      }
      rebuild(columns, first ?? reply.proposed);
      element.hidden = false;
      await read();
      return columns.length;
    },
  };
}

/** @param {Column} column */
const nameOf = ({ name, number }) => name || words.columns_number({ number });

/** What a column holds, in words. @param {Column} column */
function contents({ kind, low, high, missing, distinct }) {
  if (low !== null && high !== null) return words.columns_numbers({ kind, low, high, missing });
  return kind === "text" ? words.columns_words({ distinct, missing }) : words.columns_nothing();
}
