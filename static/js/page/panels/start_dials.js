/**
 * The dials: a slider and a number box for each parameter of the start. Turning one shows the start itself, where the path
 * begins.
 *
 * @typedef {import("../../state/types.js").Scenario} Scenario
 */
import * as words from "#words";
import { keyStep, nudge } from "../../draw/layout.js";
import { item } from "../../state/items.js";
import { withSubscripts } from "../../text/formats.js";
import { make } from "../dom.js";
import { tooFar } from "./fields.js";
import { complaint, numberBox, typedText } from "./number_box.js";

/**
 * For the form: the dials in their place.
 *
 * @param {HTMLElement} holder
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function dials(holder, store, actions) {
  /** @type {ReturnType<typeof dial>[]} */
  let row = [];
  let built = "";
  let error = complaint("refused-start", []);

  /** The start with one of its parameters changed; shown as it is while a hand is on the slider. @param {number} i @param {number} value */
  const turned = (i, value) => store.get().scenario.start.map((old, place) => (place === i ? value : old));

  /** @param {number} i @param {number} value @param {boolean} made whether the choice is made */
  function turn(i, value, made) {
    const start = turned(i, value);
    const refused = tooFar(start);
    error.say(refused, [item(row, i).box]);
    if (refused) return;
    actions.pause();
    actions.preview({ start });
    store.set({ step: 0, ownBeta: null });
    if (made) actions.commit();
  }

  return {
    /** @param {string[]} parameters */
    rebuild(parameters) {
      if (built === String(parameters)) return;
      built = String(parameters);
      row = parameters.map((name, i) =>
        dial(
          name,
          (value, made) => turn(i, value, made),
          (separate) => actions.commit(separate),
          (input) => error.say(words.box_no_number(), [input]),
        ),
      );
      error = complaint(
        "refused-start",
        row.map(({ box }) => box),
      );
      holder.replaceChildren(...row.map(({ element }) => element), error.element);
    },
    /** @param {Scenario} scenario */
    show({ start, window, plane }) {
      error.say(null);
      for (const [i, one] of row.entries()) {
        const axis = plane.indexOf(one.name);
        const [low, high] = axis < 0 ? [window[0], window[1]] : [item(window, 2 * axis), item(window, 2 * axis + 1)];
        one.show(item(start, i), low, high);
      }
    },
  };
}

/**
 * One dial.
 *
 * @param {string} name of the parameter
 * @param {(value: number, made: boolean) => void} turn
 * @param {(separate: boolean) => void} made the slider is let go of
 * @param {(input: HTMLInputElement) => void} refuse what is no number
 */
function dial(name, turn, made, refuse) {
  const shown = withSubscripts(name);
  const slider = /** @type {HTMLInputElement} */ (make("input", { type: "range", id: `dial-${name}`, min: "0", step: "1" }));
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "text", required: true, ariaLabel: shown }));
  const box = numberBox(field);
  /** Where the slider begins, and how much one of its places is. */
  let [from, unit] = [0, 1];
  slider.addEventListener("input", () => turn(nudge(from, Number(slider.value), unit), false));
  let dragged = false;
  slider.addEventListener("pointerdown", () => (dragged = true));
  slider.addEventListener("change", () => {
    made(dragged);
    dragged = false;
  });
  field.addEventListener("change", () => (Number.isNaN(box.value()) ? refuse(field) : turn(box.value(), true)));
  return {
    name,
    box: field,
    element: make("div", { className: "dial" }, [make("label", { htmlFor: slider.id, className: "symbol", textContent: shown }), slider, field]),
    /** @param {number} value @param {number} low @param {number} high the map's edges, beyond which the dial does not turn */
    show(value, low, high) {
      box.show(value);
      unit = keyStep(high - low);
      from = low;
      const places = Math.round((high - low) / unit);
      const position = Math.min(Math.max((value - low) / unit, 0), places);
      slider.max = String(places);
      slider.value = String(Math.round(position));
      slider.setAttribute("aria-valuetext", typedText(value));
      slider.style.setProperty("--filled", `${(100 * position) / places}%`);
    },
  };
}
