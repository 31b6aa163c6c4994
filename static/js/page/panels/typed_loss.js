/**
 * The box for a typed loss. A formula becomes the loss when the server can read it; until then the error is shown at its
 * column, and the rest of the page, which is still of the formula before it, is dimmed.
 *
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 */
import * as words from "#words";
import { createRequester } from "../../state/api.js";
import { namesEndpoint } from "../../state/endpoints.js";
import { isTyped } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { byId, make } from "../dom.js";
import { completeCatalogue } from "../explanations.js";
import { complaint } from "./number_box.js";

/** Milliseconds without a key before the server is asked. */
const PAUSE = 200;
/** Characters of the formula shown before its wrong column. */
const BEFORE = 18;

/**
 * For a page's script, once a typed loss is chosen: keeps the box of its formula.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {Catalogue} catalogue
 * @param {string} api
 */
export function typedLossPanel(store, actions, catalogue, api) {
  const box = /** @type {HTMLTextAreaElement} */ (byId("f"));
  const preset = /** @type {HTMLSelectElement} */ (byId("preset"));
  const typed = /** @type {import("../../state/types.js").Objective} */ (catalogue.objectives.find(isTyped));
  const error = complaint("refused-f", [box]);
  const ask = createRequester();
  byId("f-caret").after(error.element);
  const offer = () =>
    preset.replaceChildren(
      make("option", { value: "", textContent: words.typed_loss_choose() }),
      ...typed.presets.flatMap(({ title, f }) => (title ? [make("option", { value: f, textContent: title })] : [])),
    );
  offer();
  if (!typed.presets[0]?.title) completeCatalogue(store, catalogue, api).then(offer, () => {}); // a box without them is whole

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** What was in the box when the reader last left it or pressed Enter. @type {string | null} */
  let done = null;

  /** Makes what is in the box the loss, if it is a formula; a choice once the reader is done with it. */
  async function take() {
    clearTimeout(timer);
    const f = box.value.trim();
    const { draft, scenario } = store.get();
    if (f === scenario.f) {
      if (draft) store.set({ draft: null });
      if (done === f) actions.commit();
      return;
    }
    if (!f) return store.set({ draft: { f, refused: { parameter: "f", detail: words.typed_loss_empty() } } });
    if (f === draft?.f && draft.refused?.column) return; // this text has already been refused
    store.set({ draft: { f, refused: null } });
    try {
      if (!(await ask(namesEndpoint(api, { objective: typed.id, f, steps: 0 })))) return;
      if (store.get().draft?.f !== f) return; // something else has been chosen meanwhile
      actions.preview({ f });
      if (done === f) actions.commit();
    } catch (trouble) {
      const { message, errors } = /** @type {import("../../state/api.js").Trouble} */ (trouble);
      const refused = errors?.find(({ parameter }) => parameter === "f");
      const detail = refused ? words.typed_loss_detail({ detail: refused.detail }) : message;
      if (store.get().draft?.f === f) store.set({ draft: { f, refused: { parameter: "f", ...refused, detail } } });
    }
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    done = null;
    timer = setTimeout(take, PAUSE);
  });
  box.addEventListener("change", () => {
    done = box.value.trim();
    take();
  });
  preset.addEventListener("change", () => {
    if (!preset.value) return;
    box.value = preset.value;
    store.set({ draft: null });
    actions.choose({ f: preset.value });
  });

  /** @param {import("../../state/types.js").State} state @param {import("../../state/types.js").State | null} before */
  function draw(state, before) {
    if (changed(state, before, "scenario", "draft")) {
      const { f, objective } = state.scenario;
      byId("formula-field").hidden = objective !== typed.id;
      if (document.activeElement !== box) box.value = state.draft?.f ?? f ?? "";
      preset.value = typed.presets.find((p) => p.title && p.f === f)?.f ?? "";
      say(state.draft?.refused ?? null, f);
    }
    const formula = state.surface?.formula ?? state.run?.formula;
    if (state.scenario.objective === typed.id && formula && changed(state, before, "surface", "run", "scenario")) {
      byId("objective-formula").innerHTML = formula.mathml;
    }
  }
  store.listen(draw);
  draw(store.get(), null);

  /** @param {import("../../state/types.js").Refused | null} refused @param {string | null} f what is shown instead */
  function say(refused, f) {
    const caret = byId("f-caret");
    error.say(refused && words.typed_loss_still({ refusal: refused.detail, f: f ?? "" }));
    caret.hidden = !refused?.column;
    if (refused?.column) caret.textContent = caretText(box.value, refused.column);
  }
}

/**
 * For the box: the part of a formula around a column, and a caret under it.
 *
 * @param {string} text
 * @param {number} column from 1
 */
export function caretText(text, column) {
  const from = Math.max(0, column - 1 - BEFORE);
  const line = text.slice(from, column + 8).replaceAll("\n", " ");
  return `${line}\n${" ".repeat(column - 1 - from)}^`;
}
