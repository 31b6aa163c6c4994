/**
 * Fields of the form. Each says in words why a value is refused; the page keeps the value before it meanwhile.
 *
 * @typedef {import("../../state/types.js").Parameter} Parameter
 * @typedef {Pick<import("../../state/actions.js").Actions, "preview" | "commit" | "choose">} Actions
 * @typedef {{ name: keyof import("../../state/types.js").Scenario, element: Element, show: (value: any) => void }} Field one name of a scenario
 * @typedef {{ id: string, name: (field: string) => string }} Scope what ids end with, and a field's accessible name, where a page has several such fields
 */
import * as words from "#words";
import { make } from "../dom.js";
import { termMark } from "../terms.js";
import { complaint, numberBox, numeral, typedText } from "./number_box.js";

/** @type {Scope} */
const WHOLE = { id: "", name: (field) => field };

/** Places on a logarithmic slider for each power of ten, and about how many on a linear one. */
const PER_DECADE = 40;
const LINEAR = 100;

/** For sliders: how many places a slider has, and the two functions from a value to its place and back. @param {Parameter} p */
export function sliderScale(p) {
  const [low, high] = p.shown;
  if (p.scale === "log") {
    const decades = Math.log10(high / low);
    return {
      places: Math.round(PER_DECADE * decades),
      position: (/** @type {number} */ value) => PER_DECADE * Math.log10(Math.max(value, low) / low),
      value: (/** @type {number} */ position) => Math.min(tidy(low * 10 ** (position / PER_DECADE)), high),
    };
  }
  const unit = 10 ** Math.round(Math.log10((high - low) / LINEAR));
  return {
    places: Math.round((high - low) / unit),
    position: (/** @type {number} */ value) => (value - low) / unit,
    value: (/** @type {number} */ position) => Math.min(tidy(low + unit * position), high),
  };
}

/** @param {number} value */
const tidy = (value) => Number(value.toPrecision(3));

/** The label of the field with this id, and beside it what tells what it means. @param {{ id: string, title: string }} one @param {string} id */
const named = (one, id) => make("span", { className: "named" }, [make("label", { htmlFor: id, textContent: one.title }), termMark(one.id, one.title)]);

/** For the form: a slider and a number box for the same value. @param {Parameter} p @param {Actions} actions */
export function sliderField(p, actions) {
  const scale = sliderScale(p);
  const slider = make("input", { type: "range", min: "0", max: String(scale.places), step: "1", id: `slider-${p.id}` });
  const box = parameterBox(p, actions);
  const label = named(p, slider.id);
  slider.addEventListener("input", () => actions.preview({ [p.id]: scale.value(Number(slider.value)) }));
  let dragged = false;
  slider.addEventListener("pointerdown", () => (dragged = true));
  slider.addEventListener("change", () => {
    actions.commit(dragged);
    dragged = false;
  });
  return {
    name: p.id,
    element: make("div", { className: "field slider" }, [make("div", { className: "row" }, [label, box.element]), slider, box.error]),
    /** @param {number} value */
    show(value) {
      box.show(value);
      const position = Math.min(Math.max(scale.position(value), 0), scale.places);
      slider.value = String(Math.round(position));
      slider.setAttribute("aria-valuetext", typedText(value));
      slider.style.setProperty("--filled", `${(100 * position) / scale.places}%`);
    },
  };
}

/** For forms: a number box with its label. @param {Parameter} p @param {Pick<Actions, "choose">} actions @param {Scope} [of] */
export function numberField(p, actions, of) {
  const box = parameterBox(p, actions, of);
  box.element.id = `box-${p.id}${of?.id ?? ""}`;
  const row = make("div", { className: "row" }, [named(p, box.element.id), box.element]);
  return { name: p.id, element: make("div", { className: "field" }, [row, box.error]), show: box.show };
}

/**
 * For forms: a select for the ways to compute the same rule.
 *
 * @param {import("../../state/types.js").Switch} s
 * @param {Pick<Actions, "choose">} actions
 * @param {Scope} [of]
 */
export function switchField(s, actions, of = WHOLE) {
  const select = make(
    "select",
    { id: `choice-${s.id}${of.id}` },
    s.options.map((o) => make("option", { value: o.id, textContent: o.title })),
  );
  select.setAttribute("aria-label", of.name(s.title));
  select.addEventListener("change", () => actions.choose({ [s.id]: select.value }));
  return {
    name: s.id,
    element: make("div", { className: "field" }, [named(s, select.id), select]),
    /** @param {string} value */
    show(value) {
      select.value = value;
    },
  };
}

/**
 * For fields: a number box of one parameter and the sentence that says why a value is refused.
 *
 * @param {Parameter} p
 * @param {Pick<Actions, "choose">} actions
 * @param {Scope} [of]
 */
export function parameterBox(p, actions, of = WHOLE) {
  const box = numberBox(textField(of.name(p.title)), (value) => refusal(p, String(value)));
  const error = complaint(`refused-${p.id}${of.id}`, [box.element]);
  box.element.addEventListener("change", () => {
    const detail = refusal(p, box.element.value);
    error.say(detail);
    if (!detail) actions.choose({ [p.id]: box.value() });
  });
  return {
    element: box.element,
    error: error.element,
    /** @param {number} value */
    show(value) {
      error.say(null);
      box.show(value);
    },
  };
}

/**
 * For forms: a row of number boxes that make one value.
 *
 * @param {HTMLElement} holder of them
 * @param {(values: number[]) => string | null} refused why the values do not go together
 * @param {(values: number[]) => void} chosen
 */
export function boxes(holder, refused, chosen) {
  /** @type {ReturnType<typeof numberBox>[]} */
  let row = [];
  /** @type {ReturnType<typeof complaint>} */
  let error;
  let built = "";

  function look() {
    const values = row.map((box) => box.value());
    const none = row.filter((_, i) => Number.isNaN(values[i])).map(({ element }) => element);
    const detail = none.length ? words.box_no_number() : refused(values);
    error.say(detail, none.length ? none : undefined);
    if (!detail) chosen(values);
  }
  return {
    /** @param {string[]} shown @param {string[]} names */
    rebuild(shown, names) {
      if (built === String(names)) return;
      built = String(names);
      row = names.map((name) => numberBox(textField(name)));
      const inputs = row.map(({ element }) => element);
      error = complaint(`refused-${holder.id}`, inputs);
      for (const input of inputs) input.addEventListener("change", look);
      const labels = inputs.map((input, i) => make("label", {}, [make("span", { textContent: shown[i] }), input]));
      holder.replaceChildren(...labels, error.element);
    },
    /** @param {number[]} values */
    show(values) {
      error.say(null);
      values.forEach((value, i) => row[i]?.show(value));
    },
  };
}

/** @param {string} name @returns {HTMLInputElement} */
function textField(name) {
  const input = make("input", { type: "text", required: true });
  input.setAttribute("aria-label", name);
  return input;
}

/**
 * For boxes: the sentence why a value is refused, or null. For a whole number a comma or a point is refused, since 10,000 may
 * mean 10.
 *
 * @param {Parameter} p
 * @param {string} text
 */
export function refusal(p, text) {
  const value = numeral(text);
  const [low, high] = p.range;
  const [above, below] = [p.excluded.includes(low), p.excluded.includes(high)];
  if (Number.isNaN(value)) return words.box_no_number();
  if (p.integer && (/[.,]/.test(text) || !Number.isInteger(value))) return words.box_no_whole_number();
  if (value < low || (value === low && above)) return above ? words.box_above({ low }) : words.box_at_least({ low });
  if (value > high || (value === high && below)) return below ? words.box_below({ high }) : words.box_at_most({ high });
  return null;
}

/** θ and windows beyond this are refused by the server. */
const FARTHEST = 1e12;

/** For boxes of a start or a window: the sentence where a number is beyond what the server takes, or null. @param {number[]} values */
export const tooFar = (values) => (values.some((value) => Math.abs(value) > FARTHEST) ? words.box_too_far() : null);

/** For selects: puts these options in the place of the old ones. @param {HTMLSelectElement} select @param {string[][]} options value, text */
export function fill(select, options) {
  select.replaceChildren(...options.map(([value, text]) => make("option", { value, textContent: text })));
}
