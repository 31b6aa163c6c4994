/**
 * What is printed: the worked sheet, or a worksheet with its answers. A leaf begins on a page of its own; its head, which says what
 * it is and where it is found again, stands on every page that it takes.
 *
 * @typedef {"worked" | "blanks"} Kind
 *
 * @typedef {object} Sheet
 * @property {import("../../state/types.js").State} state of which all is there, and which the page shows
 * @property {import("../../state/types.js").Catalogue} catalogue
 * @property {import("../../state/ledger.js").Row} row
 * @property {import("../../state/types.js").Run} run
 * @property {import("./stages.js").Chain | null} chain
 * @property {Element} head
 */
import * as words from "#words";
import { lastingQuery } from "../../state/lasting.js";
import { shownRow } from "../../state/ledger.js";
import { isLong } from "../../state/long_query.js";
import { subjectOf } from "../../text/words.js";
import { make } from "../dom.js";
import { worksheetParts } from "./blanks.js";
import { mapOnPaper } from "./drawings.js";
import { headOf } from "./head.js";
import { chainOf } from "./stages.js";
import { workedParts } from "./worked.js";

/**
 * For print and its preview: the leaves of a state.
 *
 * @param {Sheet["state"]} state
 * @param {Sheet["catalogue"]} catalogue
 * @param {Kind} kind
 * @param {{ base: string, reach: string }} server its address, and who can open that, in a sentence; empty where everyone can
 * @returns {HTMLElement[]}
 */
export function leavesOf(state, catalogue, kind, { base, reach }) {
  const query = lastingQuery(state, catalogue);
  const link = isLong(query) ? null : `${base}/?${query}`;
  const head = headOf(state, catalogue, link);
  const row = shownRow(state);
  const parts =
    row && state.run
      ? (kind === "worked" ? workedParts : worksheetParts)({ state, catalogue, row, run: state.run, chain: chainOf(state, catalogue), head })
      : [{ title: words.sheet_no_step(), kind: "", content: [head, mapOnPaper(state, catalogue, null), make("p", { textContent: state.noPath ?? "" })] }];
  return parts.map((part) => leaf(part, subjectOf(state.scenario, catalogue), [link ?? words.sheet_long_link(), link ? reach : ""].filter(Boolean)));
}

/** @param {{ title: string, kind: string, content: (Element | string)[] }} part @param {string} subject @param {string[]} addresses @returns {HTMLElement} */
function leaf({ title, kind, content }, subject, addresses) {
  const running = make("div", { className: "running" }, [
    make("h2", {}, [make("span", { textContent: title }), " ", make("span", { className: "subject", textContent: subject })]),
    ...addresses.map((textContent) => make("p", { textContent })),
  ]);
  return make("table", { className: kind ? `leaf leaf-${kind}` : "leaf", role: "presentation" }, [
    make("thead", {}, [make("tr", {}, [make("td", {}, [running])])]),
    make("tbody", {}, [make("tr", {}, [make("td", {}, content)])]),
  ]);
}
