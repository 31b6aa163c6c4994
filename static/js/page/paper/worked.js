/** The worked sheet: a step with its picture, its numbers line by line, Taylor, and the chain rule. */
import * as words from "#words";
import { worksheetLines } from "../../draw/marks/worksheet.js";
import { item } from "../../state/items.js";
import { verdict } from "../../text/words.js";
import { byId, make } from "../dom.js";
import { chartsOnPaper, copyOf, mapOnPaper, taylorOnPaper } from "./drawings.js";
import { chainAbout, sharesTable, stagesWorkedOut } from "./stages.js";

/** For the sheet: its leaves, each with its title, class and content. @param {import("./sheet.js").Sheet} sheet */
export function workedParts({ state, catalogue, row, run, chain, head }) {
  const said = verdict(row, run, state.surface);
  const lines = worksheetLines(row, run.parameters, state.scenario).map((textContent) => make("li", {}, [make("bdi", { textContent })]));
  const beside = [...titled(chartsOnPaper(state), "beta-title", "loss-title"), ...titled(copiesOf("neuron-plot"), "neuron-title")];
  const step = {
    title: words.sheet_title({ k: row.k }),
    kind: "worked",
    content: [
      head,
      make("div", { className: "pictures" }, [
        make("div", {}, [mapOnPaper(state, catalogue, null), ...copiesOf("dial-box"), ...copiesOf("runs")]),
        make("div", {}, beside),
      ]),
      make("p", { className: "said" }, [make("strong", { textContent: said.title }), " ", said.detail]),
      make("div", { className: "work" }, [make("ol", { className: "lines" }, lines), make("div", {}, taylor(state))]),
    ],
  };
  if (!chain) return [step];
  const content = [chainAbout(chain, state), make("ol", { className: "stages" }, stagesWorkedOut(chain, row)), ...sharesTable(chain)];
  return [step, { title: words.chain_title(), kind: "worked", content }];
}

/** Taylor's curves, and what each line is. @param {import("./sheet.js").Sheet["state"]} state */
function taylor(state) {
  const lines = {
    first: ["dash", words.order_first()],
    second: ["dot", words.order_to_second()],
    third: ["dashdot", words.order_to_third()],
    loss: ["", words.order_actual_change()],
  };
  const key = Object.entries(lines).map(([kind, [dash, text]]) => make("li", { className: `q-${kind}` }, [make("i", { className: dash }), text]));
  return taylorOnPaper(state).flatMap((picture) => [make("h3", { textContent: words.taylor_about() }), picture, make("ul", { className: "legend" }, key)]);
}

/** Pictures, each with the heading that it has on the page. @param {Element[]} pictures @param {...string} titles their ids */
const titled = (pictures, ...titles) =>
  pictures.map((picture, i) => make("div", { className: "titled-picture" }, [make("h3", { textContent: byId(item(titles, i)).textContent }), picture]));

/** A part of the page; nothing where it is not there or not shown. @param {string} id */
function copiesOf(id) {
  const part = document.getElementById(id);
  return part?.childElementCount && !part.closest("[hidden]") ? [copyOf(part)] : [];
}
