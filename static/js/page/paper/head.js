/** The head of a sheet: what was chosen, and where it is found again. */
import { encode } from "uqr";
import { language } from "#language";
import * as words from "#words";
import { qr } from "../../draw/marks/qr.js";
import { lastStep } from "../../state/ledger.js";
import { dataOf, objectiveOf, optimiserOf } from "../../state/scenario.js";
import { formatNumber, formatPoint } from "../../text/formats.js";
import { make } from "../dom.js";
import { figure } from "./drawings.js";

/** Points beyond this are counted, not listed. */
const MOST = 12;
/** Pixels across the QR code; each of its modules is then more than half a millimetre wide. */
const CODE = 110;

/**
 * For a sheet: what was chosen, line by line, and the QR code of its address.
 *
 * @param {import("../../state/types.js").State} state
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {string | null} link null: it is too long for paper
 */
export function headOf(state, catalogue, link) {
  const { scenario, run } = state;
  const loss = objectiveOf(catalogue, scenario.objective);
  const rule = optimiserOf(catalogue, scenario.optimiser);
  const reduction = loss.reductions.find(({ id }) => id === scenario.reduction);
  const numbers = [...rule.hyperparameters, ...loss.constants].map(({ id, symbol }) => `${symbol} = ${formatNumber(scenario[id])}`);
  /** @type {[string, (string | Element)[]][]} */
  const rows = [
    [words.scenario_objective(), [...formulaOf(run?.formula ?? reduction?.formula ?? loss.formula)]],
    ...(loss.inputs ? [/** @type {[string, string[]]} */ ([words.scenario_data(), [dataIn(state, catalogue)]])] : []),
    [words.scenario_optimiser(), [rule.title, " ", ...formulaOf(rule.formula)]],
    ["", [chosenIn(state, loss.parameters, numbers)]],
  ];
  const facts = make(
    "dl",
    { className: "chosen" },
    rows.map(([name, values]) => make("div", {}, [make("dt", { textContent: name }), make("dd", {}, values)])),
  );
  return make("div", { className: "head" }, [facts, ...codeOf(link)]);
}

/** @param {import("../../state/types.js").State} state @param {string[]} names @param {string[]} numbers */
function chosenIn({ scenario, run, step }, names, numbers) {
  const last = run ? lastStep(run) : 0;
  const step_ = run ? words.step_of({ k: Math.min(step, last), steps: last }) : "";
  const start = words.sheet_start({ place: formatPoint(scenario.start, names, scenario) });
  return [words.sheet_eta({ eta: scenario.eta }), ...numbers, start, step_].filter(Boolean).join(language.pair);
}

/** The data. @param {import("../../state/types.js").State} state @param {import("../../state/types.js").Catalogue} catalogue */
function dataIn({ scenario }, catalogue) {
  const points = dataOf(catalogue, scenario);
  const title = catalogue.datasets.find(({ id }) => id === scenario.data)?.title;
  const list = points.map((point) => `(${point.map((value) => formatNumber(value)).join(language.pair)})`).join(" ");
  const values = points.length <= MOST ? list : words.sheet_data_count({ points: points.length });
  const data = title ? words.sheet_data_points({ title, points: values }) : values;
  const ways = catalogue.choices.find(({ id }) => id === "scaling")?.options ?? [];
  const way = scenario.scaling === "none" ? undefined : ways.find(({ id }) => id === scenario.scaling)?.title;
  return way ? [data, words.sheet_scaling({ way })].join(language.pair) : data;
}

/** A formula in a line of text. @param {import("../../state/types.js").Formula | undefined} formula */
function formulaOf(formula) {
  const holder = make("div");
  holder.innerHTML = formula?.mathml ?? "";
  for (const math of holder.querySelectorAll("math")) math.removeAttribute("display");
  return [...holder.childNodes];
}

/** The QR code of an address; nothing where it is too long for one. @param {string | null} link */
function codeOf(link) {
  if (!link) return [];
  try {
    const { data } = encode(link, { ecc: "M", border: 4 });
    return [figure("code", qr(data), data.length, data.length, { width: CODE, name: words.share_qr() })];
  } catch {
    return [];
  }
}
