/**
 * On paper the page is a worked sheet: what was chosen, the step line by line, and the link that brings it back. What is
 * printed belongs together: the last scenario whose replies are all there.
 */
import { language } from "#language";
import * as words from "#words";
import { worksheetLines } from "../../draw/marks/worksheet.js";
import { pageQuery } from "../../state/address.js";
import { lastStep, shownRow } from "../../state/ledger.js";
import { WHOLE } from "../../state/reached.js";
import { isComplete } from "../../state/replies.js";
import { objectiveOf, optimiserOf } from "../../state/scenario.js";
import { formatPoint } from "../../text/formats.js";
import { byId, make } from "../dom.js";

/** Loads the style sheet for paper, which nothing else needs. @param {string} href */
const styled = (href) =>
  new Promise((done, failed) => {
    document.head.append(make("link", { rel: "stylesheet", media: "print", href, onload: done, onerror: failed }));
  });

/**
 * For the playground's script, once: keeps the sheet for paper, and gives what prints it.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {{ flush: () => void }} address
 * @param {() => Promise<unknown>} calculation loads the mathematics
 */
export async function printPanel(store, catalogue, address, calculation) {
  await styled(byId("out").dataset.print ?? "");
  /** The last state of which all is there. @type {import("../../state/types.js").State | null} */
  let complete = null;
  const keep = () => {
    if (isComplete(store.latest())) complete = store.latest();
  };
  keep();
  store.listen(keep);

  let filled = false;
  function fill() {
    if (filled) return;
    filled = true;
    address.flush();
    keep();
    document.querySelector("main")?.classList.toggle("printable", complete !== null);
    if (!complete) return;
    store.hold({ ...complete, reached: WHOLE, travels: false });
    head(complete);
    const row = shownRow(complete);
    byId("sheet-title").textContent = row ? words.sheet_title({ k: row.k }) : words.sheet_no_step();
    const lines = row && complete.run ? worksheetLines(row, complete.run.parameters, complete.scenario) : [complete.noPath ?? ""];
    byId("sheet-lines").replaceChildren(...lines.map((line) => make("li", { textContent: line })));
  }
  function release() {
    filled = false;
    store.hold(null);
  }

  /** What was chosen, and where it is found again. @param {import("../../state/types.js").State} state */
  function head(state) {
    const { scenario, run, step } = state;
    const [loss, rule] = [objectiveOf(catalogue, scenario.objective), optimiserOf(catalogue, scenario.optimiser)];
    const last = run ? lastStep(run) : 0;
    const chosen = [
      loss.reductions.find(({ id }) => id === scenario.reduction)?.title,
      words.sheet_eta({ eta: scenario.eta }),
      words.sheet_start({ place: formatPoint(scenario.start, loss.parameters, scenario) }),
      run ? words.step_of({ k: Math.min(step, last), steps: last }) : "",
    ];
    byId("sheet-name").textContent = words.figure_subject({ optimiser: rule.title, loss: scenario.f ? `L = ${scenario.f}` : loss.title });
    byId("sheet-chosen").textContent = chosen.filter(Boolean).join(language.pair);
    const query = pageQuery(state);
    byId("sheet-link").textContent = `${location.origin}${location.pathname}${query ? `?${query}` : ""}`;
  }

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
        } else if (!state.chainVisible) store.set({ chainVisible: true });
      };
      store.listen(look);
      look();
    });

  const media = matchMedia("print");
  if (media.matches) fill();
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", release);
  media.addEventListener("change", () => (media.matches ? fill() : release()));

  return {
    /** Asks for what the sheet needs, waits for it, and prints. */
    async print() {
      if (store.get().playing) store.set({ playing: false });
      await calculation();
      if (await whole()) print();
    },
  };
}
