/**
 * The row that turns u: a slider and a number box of its angle from the gradient.
 *
 * @typedef {import("../../state/types.js").State} State
 */
import * as words from "#words";
import { angleFromGradient, snapAngle } from "../../state/directions.js";
import { inPlane, shownRow } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";
import { complaint, numberBox } from "./number_box.js";

/**
 * For the row and the chart of directions: the angle of the shown step from the gradient, counter-clockwise; null where it
 * has none, or where an angle does not determine a direction.
 *
 * @param {State} state
 */
export function shownTurn(state) {
  const row = shownRow(state);
  if (!row) return null;
  if (state.ownBeta !== null) return state.ownBeta;
  if (row.last || row.beta === null || row.gradient.length > 2) return null;
  const { u, gradient } = inPlane(row, [0, 1]);
  return angleFromGradient(u, gradient);
}

/**
 * For whatever page has the row, once: keeps it, and gives its slider.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function turnRow(store, actions) {
  const slider = /** @type {HTMLInputElement} */ (byId("beta-slider"));
  const box = numberBox(byId("beta-box"));
  const error = complaint("refused-beta", [box.element]);
  byId("beta-row").after(error.element);

  slider.addEventListener("input", () => actions.previewDirection(snapAngle(Number(slider.value))));
  let dragged = false;
  slider.addEventListener("pointerdown", () => (dragged = true));
  slider.addEventListener("change", () => {
    actions.commit(dragged);
    dragged = false;
  });
  box.element.addEventListener("change", () => {
    const value = box.value();
    const fine = value >= 0 && value <= 360;
    error.say(fine ? null : words.box_angle());
    if (fine) actions.chooseDirection(value % 360, true);
  });
  store.listen((state, before) => {
    if (changed(state, before, "scenario")) byId("beta-row").hidden = state.lock === "all" || state.scenario.start.length > 2;
    if (changed(state, before, "run", "noPath", "step", "ownBeta", "move")) show(state);
  });

  /** @param {State} state */
  function show(state) {
    const [row, beta] = [shownRow(state), shownTurn(state)];
    if (!row || beta === null) {
      if (document.activeElement !== box.element) box.empty(); // the number there belongs to another step
      slider.value = "180";
      slider.removeAttribute("aria-valuetext");
      slider.style.removeProperty("--filled");
      return;
    }
    slider.value = String(Math.round(beta));
    slider.setAttribute("aria-valuetext", words.direction_between({ beta: row.beta }));
    slider.style.setProperty("--filled", `${beta / 3.6}%`);
    if (document.activeElement === box.element && box.value() === beta) return;
    error.say(null);
    box.show(Number(beta.toFixed(2)));
  }
  return slider;
}
