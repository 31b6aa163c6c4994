/**
 * On paper the page is a worked sheet, or a worksheet whose answers are on a page of their own. What is printed belongs together:
 * the last scenario whose replies are all there.
 *
 * @typedef {import("../../state/types.js").State} State
 * @typedef {import("../paper/sheet.js").Kind} Kind
 */
import * as words from "#words";
import { WHOLE } from "../../state/reached.js";
import { isComplete, isPaperWanted } from "../../state/replies.js";
import { changed } from "../../state/store.js";
import { byId, make } from "../dom.js";
import { explain } from "../explanations.js";
import { leavesOf } from "../paper/sheet.js";
import { loadStyleSheet } from "../style_sheet.js";

/** Milliseconds without a change after which what paper needs is asked for: the browser's own Print does not wait for an answer. */
const REST = 1500;

/**
 * For the playground's script, once: keeps the sheet for paper, and gives what asks which one, and prints it.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Boot} boot
 * @param {{ flush: () => void }} address
 */
export async function printPanel(store, { catalogue, api }, address) {
  const { print: href = "", base = "", reach = "" } = byId("out").dataset;
  await Promise.all([loadStyleSheet(href, true), explain(store, catalogue, api)]);
  const paper = byId("paper");
  const unready = [...paper.children];
  /** The last state of which all is there. @type {State | null} */
  let complete = null;
  const keep = () => {
    if (isComplete(store.latest())) complete = store.latest();
  };
  keep();
  function want() {
    const { scenario, run, step } = store.latest();
    store.set({ paperFor: { scenario, run, step } });
  }
  let resting = setTimeout(want, REST);
  store.listen((state, before) => {
    keep();
    if (!before || !changed(state, before, "scenario", "run", "step", "playing")) return;
    clearTimeout(resting);
    resting = setTimeout(want, REST); // one question, for the state that has stopped changing
  });

  /** The leaves of the last complete state, drawn while the page shows it. @param {Kind} kind */
  function leaves(kind) {
    address.flush();
    keep();
    if (!complete) return unready;
    const whole = { ...complete, reached: WHOLE, travels: false, quiz: null };
    store.hold(whole);
    const made = leavesOf(whole, catalogue, kind, { base, reach });
    store.hold(null);
    return made;
  }

  /** What the next print is of: the worked sheet, unless the dialog says otherwise. @type {Kind} */
  let kind = "worked";
  const media = matchMedia("print");
  const fill = () => paper.replaceChildren(...leaves(kind));
  if (media.matches) fill();
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", () => {
    kind = "worked";
  });
  media.addEventListener("change", () => {
    if (media.matches) fill();
  });

  /** Whether all that the sheet needs has come; false where the server fails, which the page then shows. */
  const whole = () =>
    new Promise((done) => {
      let over = false;
      const look = () => {
        const state = store.latest();
        if (over) return;
        if (isComplete(state) || state.trouble) {
          over = true;
          done(isComplete(state));
        } else if (!isPaperWanted(state)) want();
      };
      store.listen(look);
      look();
    });

  /** Asks which sheet it is to be, with a preview, and prints it. */
  function ask() {
    const preview = make("div", { className: "preview", tabIndex: 0, role: "region", ariaLabel: words.sheet_preview() });
    /** @type {[Kind, string, string][]} */
    const kinds = [
      ["worked", words.sheet_worked(), words.sheet_worked_about()],
      ["blanks", words.sheet_blanks(), words.sheet_blanks_about()],
    ];
    const options = kinds.map(([value, title, about]) =>
      make("label", {}, [
        make("input", { type: "radio", name: "paper-kind", value, checked: value === "worked" }),
        make("span", {}, [make("strong", { textContent: title }), " ", make("span", { className: "about", textContent: about })]),
      ]),
    );
    const choice = make("fieldset", { className: "paper-kinds" }, [make("legend", { className: "hidden", textContent: words.sheet_kind() }), ...options]);
    const buttons = make("form", { method: "dialog", className: "row" }, [
      make("button", { className: "text", value: "print", textContent: words.action_print() }),
      make("button", { className: "text", value: "", textContent: words.action_close() }),
    ]);
    const heading = make("h2", { id: "print-title", textContent: words.sheet_kind() });
    const dialog = make("dialog", { className: "print-dialog" }, [heading, choice, buttons, make("div", { className: "paper" }, [preview])]);
    dialog.setAttribute("aria-labelledby", heading.id);
    const chosen = () => /** @type {Kind} */ (dialog.querySelector("input:checked").value);
    const show = () => preview.replaceChildren(...leaves(chosen()));
    choice.addEventListener("change", show);
    dialog.addEventListener("close", () => {
      kind = chosen();
      dialog.remove();
      if (dialog.returnValue) print();
      else kind = "worked";
    });
    document.body.append(dialog);
    show();
    dialog.showModal();
  }

  return {
    /** Asks for what the sheet needs, waits for it, and lets the reader choose. */
    async print() {
      if (store.get().playing) store.set({ playing: false });
      if (await whole()) ask();
    },
  };
}
