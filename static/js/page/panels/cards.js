/**
 * The cards beside the map: each shows the current row of the one ledger.
 *
 * @typedef {import("../../state/ledger.js").Row} Row
 * @typedef {import("../../state/store.js").Store} Store
 */

import * as words from "#words";
import { GAUGE, gauge } from "../../draw/marks/gauge.js";
import { patch } from "../../draw/svg.js";
import { UNKNOWN_STEP } from "../../state/change.js";
import { shownRow } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { formatCosine, formatDegrees, formatDifference, formatNumber, formatVector } from "../../text/formats.js";
import { verdict } from "../../text/words.js";
import { byId, ELEMENT, make, onWidth, sized, withElements } from "../dom.js";

/** Symbols with the colour and the font of the formulas. @param {string} text @param {string} [quantity] */
const symbol = (text, quantity) => make("span", { className: `symbol ${quantity ? `q-${quantity}` : ""}`, textContent: text });

/** @param {[(Element | string)[], string, string?][]} rows name, value, class */
const numbers = (rows) => rows.map(([name, value, kind = ""]) => make("div", { className: kind }, [make("dt", {}, name), make("dd", { textContent: value })]));

/**
 * For the cards: calls `draw` with the row that is shown whenever it changes, and `clear` where there is none and none will
 * come.
 *
 * @param {Store} store
 * @param {(row: Row, run: import("../../state/types.js").Run, surface: import("../../state/types.js").Surface | null) => void} draw
 * @param {(why: string) => void} clear
 */
function eachRow(store, draw, clear) {
  store.listen((state, before) => {
    if (!changed(state, before, "run", "noPath", "step", "ownBeta", "move", "surface")) return;
    const row = shownRow(state);
    if (row && state.run) draw(row, state.run, state.surface);
    else if (state.noPath) clear(state.noPath);
  });
}

/** For a page's script, once: keeps the verdict of the step, in plain words and then in exact ones. @param {Store} store */
export function verdictPart(store) {
  const box = byId("verdict");
  eachRow(
    store,
    (row, run, surface) => {
      const said = verdict(row, run, surface);
      box.className = `verdict ${said.tone}`;
      box.replaceChildren(make("strong", { textContent: said.title }), " ", said.detail);
    },
    (why) => {
      box.className = "verdict none";
      box.textContent = why;
    },
  );
}

/** For the playground's script, once: keeps what the card says large: β, and what was promised beside what was done. @param {Store} store */
export function stepFacts(store) {
  const beta = byId("step-beta");
  eachRow(
    store,
    (row) => (beta.textContent = formatDegrees(row.beta, 1)),
    () => (beta.textContent = formatNumber(null)),
  );
  changePart(store);
}

/** For a page's script, once: keeps what the slope promised, and what the step did. @param {Store} store */
export function changePart(store) {
  const [promised, did] = [byId("step-promised"), byId("step-did")];
  /** @param {string} first @param {string} actual */
  function show(first, actual) {
    promised.textContent = first;
    did.textContent = actual;
  }
  const none = formatNumber(null);
  eachRow(
    store,
    (row) => (row.last ? show(none, none) : show(formatNumber(row.firstOrder, 3), formatDifference(row, 3))),
    () => show(none, none),
  );
}

/** For a page's script, once: keeps the numbers of the step, from the gradient to ΔL. @param {Store} store */
export function stepNumbers(store) {
  eachRow(
    store,
    (row) => {
      const none = row.last;
      byId("step-numbers").replaceChildren(
        ...numbers([
          [[symbol("∇L", "gradient")], formatVector(row.gradient)],
          [[symbol("u", "step")], none ? "–" : formatVector(row.u)],
          [[symbol("uᵀ", "step"), symbol("∇L", "gradient")], formatNumber(none ? null : row.dot, 5)],
          [[symbol("k = ‖"), symbol("u", "step"), symbol("‖‖"), symbol("∇L", "gradient"), symbol("‖")], formatNumber(none ? null : row.kNorms, 5)],
          [[symbol("cos β", "angle")], formatCosine(row.cosBeta)],
          [[symbol("β", "angle")], formatDegrees(row.beta), "main"],
          [
            withElements(
              words.step_promised({ formula: ELEMENT }),
              ...[symbol("η"), symbol("uᵀ", "step"), symbol("∇L", "gradient"), symbol(" = ηk "), symbol("cos β", "angle")],
            ),
            formatNumber(none ? null : row.firstOrder, 5),
            "first",
          ],
          [[words.step_actual()], none ? formatNumber(null) : formatDifference(row, 5), "ahead"],
        ]),
      );
    },
    () => byId("step-numbers").replaceChildren(),
  );
}

/** For a page's script, once: keeps the gauge of uᵀ∇L between its bounds. @param {Store} store */
export function gaugePart(store) {
  const svg = byId("bounds");
  let width = 0;
  /** @param {Row | null} row */
  const draw = (row) => patch(svg, row && width && row.cosBeta !== null ? gauge(row.cosBeta, width) : []);
  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, GAUGE);
    draw(shownRow(store.get()));
  });
  eachRow(store, draw, () => draw(null));
}

/** For a page's script, once: keeps the numbers of the Taylor card. @param {Store} store */
export function taylorNumbers(store) {
  eachRow(
    store,
    (row) => {
      const { move } = store.get(); // at the end of a run the server still answers for a step along −∇L
      const [firstOrder, secondOrder] = row.last ? [move?.taylor[0]?.sum, move?.taylor[1]?.sum] : [row.firstOrder, row.secondOrder];
      byId("taylor-numbers").replaceChildren(
        ...numbers([
          [[symbol(words.order_first_formula({ formula: "ηuᵀ∇L" }), "first")], formatNumber(firstOrder, 5), "first"],
          [[symbol(words.order_second_formula({ formula: "ηuᵀ∇L + ½η²uᵀHu" }), "second")], formatNumber(secondOrder, 5), "second ahead"],
          [[symbol(words.order_actual_change())], formatDifference(row.last ? (move ?? UNKNOWN_STEP) : row, 5), "main ahead"],
        ]),
      );
    },
    () => byId("taylor-numbers").replaceChildren(),
  );
}
