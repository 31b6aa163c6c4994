/**
 * The recipe as a program: the line at work is lit, and beside the lines stands what they compute in the pass that begins at the
 * step shown, from w and b there to the next ones. It is followed while the state lingers at each step.
 *
 * @typedef {import("../../state/types.js").State} State
 * @typedef {import("../../state/ledger.js").Row} Row
 * @typedef {{ role: string, text: string, remark: string }} Line
 */
import { language } from "#language";
import * as words from "#words";
import { ACTIVATIONS } from "../../draw/marks/neuron_curve.js";
import { createRequester } from "../../state/api.js";
import { recipeEndpoint } from "../../state/endpoints.js";
import { item } from "../../state/items.js";
import { landingOf, lastStep, rowOf } from "../../state/ledger.js";
import { scaledRows } from "../../state/scaling.js";
import { dataOf, objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { formatNumber } from "../../text/formats.js";
import { copy } from "../copy.js";
import { byId, make } from "../dom.js";
import { isStill } from "../motion.js";

/** What a pass does, in order: with Play a light goes through it. */
const PHASES = ["loop", "predict", "loss", "partial", "stop", "update"];
/** For whoever shows the program: milliseconds of a pass at the usual speed, which a run then lingers at each step. */
export const PASS = 900;
/** Predictions that are shown; of more the first ones. */
const MOST = 5;

/**
 * For the panel: what the lines of each role compute in a pass, a text for each line.
 *
 * @param {Row} row
 * @param {string[]} names of the parameters
 * @param {number[]} predictions
 * @param {string} symbol of a prediction
 * @returns {Record<string, string[]>}
 */
export function valuesOf(row, names, predictions, symbol) {
  const equation = (/** @type {string} */ name, /** @type {number | undefined} */ value) => `${name}\u00a0=\u00a0${formatNumber(value)}`;
  const point = (/** @type {number[]} */ values) => names.map((name, i) => equation(name, values[i]));
  const few = predictions.slice(0, predictions.length > MOST ? MOST - 1 : MOST).map((value) => formatNumber(Number(value.toFixed(3)), 2));
  return {
    loop: [[`k\u00a0=\u00a0${row.k}`, ...point(row.point)].join(language.pair)],
    predict: [`${symbol}\u00a0=\u00a0${[...few, ...(predictions.length > MOST ? ["…"] : [])].join(language.pair)}`],
    loss: [equation("L", row.loss)],
    partial: names.map((name, i) => equation(`d${name}`, row.gradient[i])),
    stop: [formatNumber(row.gradNorm)],
    update: [row.last ? "" : point(landingOf(row)).join(language.pair)],
  };
}

/**
 * For the panel: the role that is at work where the run rests: it is begun, has been updated, is satisfied, or at its last step.
 *
 * @param {Row} row
 * @param {string | undefined} outcome
 */
export const roleAtRest = (row, outcome) => (row.last ? (outcome === "converged" ? "stop" : "result") : row.k ? "update" : "start");

/**
 * For a frame's script, and for the playground once the program is unfolded: brings the program to life.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {Pick<import("../../state/types.js").Boot, "api" | "catalogue">} boot
 * @param {boolean} [came] whether the lines came with the page
 */
export function recipePanel(store, { api, catalogue }, came = true) {
  const [list, about, button] = [byId("recipe"), byId("recipe-about"), byId("recipe-copy")];
  const ask = createRequester();
  /** The question that the lines on the page answer; null where there are none. @type {string | null} */
  let shown = came ? recipeEndpoint(api, store.get().given) : null;
  let asked = shown;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);

  button.addEventListener("click", async () => {
    const code = rows().map((row) => `${row.firstElementChild?.textContent}\n`);
    about.textContent = (await copy(code.join(""))) ? words.copy_done() : words.copy_failed();
  });

  /** Lights the lines of a role. @param {string} role */
  function light(role) {
    for (const row of rows()) {
      if (row.dataset.role === role) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
  }

  /** Goes through a pass, from this phase on. @param {number} i */
  function goThrough(i) {
    const there = PHASES.filter((role) => rows().some((row) => row.dataset.role === role));
    const role = there[i];
    if (!role) return;
    light(role);
    timer = setTimeout(() => goThrough(i + 1), PASS / store.get().speed / there.length);
  }

  /** @param {State} state */
  function show({ run, step, playing, scenario }) {
    clearTimeout(timer);
    const row = run && shown === asked ? rowOf(run, Math.min(step, lastStep(run))) : null;
    const { output, parameters } = objectiveOf(catalogue, scenario.objective);
    list.classList.toggle("late", shown !== asked);
    if (!row || !output) {
      for (const one of rows()) /** @type {Element} */ (one.lastElementChild).textContent = "";
      return light("");
    }
    const predictions = scaledRows(dataOf(catalogue, scenario), run?.scaling ?? []).map((point) =>
      ACTIVATIONS[output.activation].of(row.point.reduce((sum, t, i) => sum + t * (i < row.point.length - 1 ? item(point, i) : 1), 0)),
    );
    const values = valuesOf(row, parameters, predictions, output.symbol);
    for (const one of rows()) /** @type {Element} */ (one.lastElementChild).textContent = values[one.dataset.role ?? ""]?.shift() ?? "";
    if (playing && !row.last && !isStill()) goThrough(0);
    else light(roleAtRest(row, run?.outcome));
  }

  /** @param {Line[]} lines @param {string} said */
  function fill(lines, said) {
    about.textContent = said;
    button.hidden = !lines.length;
    list.replaceChildren(...lines.map(lineOf));
    list.hidden = !lines.length;
  }

  /** Asks for the program of another scenario. @param {string} question */
  async function load(question) {
    asked = question;
    try {
      const answer = await ask(question);
      if (!answer) return;
      fill(answer.lines, answer.note?.message ?? words.recipe_about());
      shown = question;
    } catch (trouble) {
      if (asked !== question) return;
      fill([], /** @type {Error} */ (trouble).message);
      shown = null;
    }
    show(store.get());
  }

  store.listen((state, before) => {
    if (!state.linger) return clearTimeout(timer);
    if (changed(state, before, "given", "linger")) {
      const question = recipeEndpoint(api, state.given);
      if (question !== asked) load(question);
    }
    if (changed(state, before, "run", "step", "playing", "scenario", "speed", "linger")) show(state);
  });
}

/** A line of the program, with the place of its values. @param {Line} line */
function lineOf({ role, text, remark }) {
  const line = make("li", {}, [make("code", { textContent: text }, remark ? [make("i", { textContent: `  # ${remark}` })] : []), make("output")]);
  line.dataset.role = role;
  return line;
}
