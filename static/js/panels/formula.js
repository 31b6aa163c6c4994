/**
 * The box for a loss of one's own: what is wrong is said at its column while it is typed, and the last good map stays.
 *
 * @typedef {import("../types.js").Catalogue} Catalogue
 */
import "../common.js";
import { byId, make } from "../dom.js";
import { CUSTOM, objectiveOf } from "../scenario.js";
import { changed } from "../store.js";
import { complaint } from "./box.js";

/** Milliseconds without a key before the server is asked. */
const PAUSE = 200;
/** Characters of the formula shown before its wrong column. */
const BEFORE = 18;

/**
 * @param {import("../store.js").Store} store
 * @param {import("../actions.js").Actions} actions
 * @param {Catalogue} catalogue
 */
export function formulaPanel(store, actions, catalogue) {
  const box = /** @type {HTMLTextAreaElement} */ (byId("f"));
  const preset = /** @type {HTMLSelectElement} */ (byId("preset"));
  const { presets } = objectiveOf(catalogue, CUSTOM);
  const error = complaint("refused-f", [box]);
  byId("f-caret").after(error.element);
  preset.replaceChildren(
    make("option", { value: "", textContent: "Choose…" }),
    ...presets.map(({ title, f }) => make("option", { value: f, textContent: title })),
  );

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const typed = () => box.value.trim() || null;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (typed()) actions.preview({ f: typed() });
      else error.say("Type a formula in w and b.");
    }, PAUSE);
  });
  box.addEventListener("change", () => {
    clearTimeout(timer);
    if (typed()) actions.choose({ f: typed() });
  });
  preset.addEventListener("change", () => {
    if (!preset.value) return;
    box.value = preset.value;
    actions.choose({ f: preset.value });
  });

  store.listen((state, before) => {
    if (changed(state, before, "scenario")) {
      const { f, objective } = state.scenario;
      byId("formula-field").hidden = objective !== CUSTOM;
      if (document.activeElement !== box) box.value = f ?? "";
      preset.value = presets.some((p) => p.f === f) ? f : "";
    }
    if (changed(state, before, "refused")) say(state.refused);
    const formula = state.surface?.formula ?? state.run?.formula;
    if (state.scenario.objective === CUSTOM && formula && changed(state, before, "surface", "run", "scenario")) {
      byId("objective-formula").innerHTML = formula.mathml;
    }
  });

  /** @param {import("../types.js").Refused | null} refused */
  function say(refused) {
    const caret = byId("f-caret");
    error.say(refused ? refused.detail : null);
    caret.hidden = !refused?.column;
    if (refused?.column) caret.textContent = pointedAt(box.value, refused.column);
  }
}

/**
 * The part of a formula around a column, and a caret under it.
 *
 * @param {string} text
 * @param {number} column from 1
 */
export function pointedAt(text, column) {
  const from = Math.max(0, column - 1 - BEFORE);
  const line = text.slice(from, column + 8).replaceAll("\n", " ");
  return `${line}\n${" ".repeat(column - 1 - from)}^`;
}
