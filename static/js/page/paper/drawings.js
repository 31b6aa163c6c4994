/** The drawings of a sheet, each of a state and at a size of its own; the map is a copy of the page's. */
import * as words from "#words";
import { layoutOf, marginOf } from "../../draw/layout.js";
import { chart } from "../../draw/marks/chart.js";
import { curves } from "../../draw/marks/curves.js";
import { path } from "../../draw/marks/path.js";
import { stepArrows } from "../../draw/marks/step_arrows.js";
import { patch } from "../../draw/svg.js";
import { inPlane, lastStep, pathOf, shownRow } from "../../state/ledger.js";
import { placesOf } from "../../state/scenario.js";
import { byId, make } from "../dom.js";
import { betaChart, lossChart } from "../panels/step_charts.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Pixels of the charts beside the map. */
const CHART = { width: 260, height: 130 };
const TAYLOR = { width: 300, height: 150 };

/** So that the clips of several sheets on a page do not share a name. */
let copies = 0;

/**
 * For sheets: nodes as a picture of its own.
 *
 * @param {string} kind class
 * @param {import("../../state/types.js").Node[]} nodes
 * @param {number} across of the drawing
 * @param {number} down
 * @param {{ width?: number, name?: string }} [look] pixels, and the name for screen readers
 */
export function figure(kind, nodes, across, down, { width, name } = {}) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("class", `figure ${kind}`);
  svg.setAttribute("viewBox", `0 0 ${across} ${down}`);
  if (width) svg.setAttribute("width", String(width));
  svg.setAttribute("role", "img");
  if (name) svg.setAttribute("aria-label", name);
  else svg.setAttribute("aria-hidden", "true");
  patch(svg, nodes);
  return svg;
}

/** For the worked sheet: the charts of β and of the loss. @param {import("../../state/types.js").State} state */
export function chartsOnPaper(state) {
  const { run, step } = state;
  if (!run) return [];
  return [betaChart(run), lossChart(run, state.logarithmic)].map((one) => {
    const drawn = chart(one, CHART.width, CHART.height);
    return figure("chart", [...drawn.still, ...drawn.marker(Math.min(step, lastStep(run)))], CHART.width, CHART.height);
  });
}

/** For the worked sheet: the change of the loss over η, to each order. @param {import("../../state/types.js").State} state */
export function taylorOnPaper({ move }) {
  if (!move) return [];
  const { eta, actual, order1, order2, order3 } = move.eta_curve;
  const lines = [
    { kind: "third", values: order3 },
    { kind: "first", values: order1 },
    { kind: "second", values: order2 },
    { kind: "loss", values: actual },
  ];
  copies += 1;
  const drawn = curves({ x: /** @type {number[]} */ (eta), lines, title: words.taylor_eta_axis() }, TAYLOR.width, TAYLOR.height, `paper-taylor-${copies}`);
  return [figure("taylor", [...drawn.still, ...drawn.marker(move.eta)], TAYLOR.width, TAYLOR.height)];
}

/** What is on the map for hands alone, and what tells what a worksheet asks for. */
const HANDLES = [".layer.direction"];
const ANSWERS = [...["ahead", "landed", "half", "others", "abreast"].map((layer) => `.layer.${layer}`), ".name-next"];

/**
 * For sheets: the map as the page shows it, without what is there for hands; as a question it ends at the step, and shows neither β
 * nor, where it is asked for, u.
 *
 * @param {import("../../state/types.js").State} state what the page shows
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {{ withoutDirection: boolean } | null} question
 */
export function mapOnPaper(state, catalogue, question) {
  const map = copyOf(byId("map-svg"));
  for (const out of map.querySelectorAll([...HANDLES, ...(question ? ANSWERS : [])].join())) out.remove();
  if (question) withoutAnswers(map, state, catalogue, question);
  map.setAttribute("class", "figure map-on-paper");
  map.removeAttribute("height");
  return make("div", { className: "map-box" }, [map]); // where the map's own colours hold
}

/** @param {Element} map @param {import("../../state/types.js").State} state @param {import("../../state/types.js").Catalogue} catalogue @param {{ withoutDirection: boolean }} question */
function withoutAnswers(map, state, catalogue, { withoutDirection }) {
  const { run, scenario, layers } = state;
  const row = shownRow(state);
  if (!run || !row) return;
  const layout = layoutOf(scenario.window, /** @type {SVGSVGElement} */ (map).viewBox.baseVal.width, marginOf(layers));
  const draw = (/** @type {string} */ name, /** @type {import("../../state/types.js").Node[]} */ nodes) => {
    const group = map.querySelector(`.layer.${name}`);
    if (group?.childElementCount) patch(group, nodes);
  };
  draw("path", path(pathOf(run, scenario.plane, row.k), layout));
  draw("now", stepArrows(inPlane({ ...row, beta: null, last: withoutDirection }, placesOf(scenario, catalogue)), layout));
}

/** For sheets: a part of the page as it stands, with ids of its own, and without what is for keys and screen readers. @param {Element} part */
export function copyOf(part) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const hint of copy.querySelectorAll(".plate")) hint.remove();
  copies += 1;
  const end = `-paper-${copies}`;
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    if (element.id) element.id += end;
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("url(#")) element.setAttribute(name, value.replace(/url\(#([^)]+)\)/g, `url(#$1${end})`));
      else if (["tabindex", "role"].includes(name) || name.startsWith("aria-")) element.removeAttribute(name);
    }
  }
  return copy;
}
