/** What is said of a published data set: its columns with their units, where it comes from, how it was drawn, why it is free. */
import * as words from "#words";
import { withSubscripts } from "../../text/formats.js";
import { make } from "../dom.js";

/**
 * For the select of the data: a paragraph for each thing to know.
 *
 * @param {import("../../state/types.js").Dataset} set
 */
export function aboutSet({ columns = [], source, sample, licence }) {
  const rows = columns.map(({ name, title, unit }) => {
    const facts = { name: withSubscripts(name), title };
    return unit ? words.data_column_unit({ ...facts, unit }) : words.data_column(facts);
  });
  return [...rows, source, sample, licence].filter(Boolean).map((textContent) => make("p", { className: "about", textContent: String(textContent) }));
}
