/** Predict, then reveal: "Will the loss fall?" before each step. */

import { changeOf } from "../../state/change.js";
import { lastStep, shownRow } from "../../state/ledger.js";
import { afterGuess, isOutcomeHidden, NEW_QUIZ } from "../../state/quiz.js";
import { changed } from "../../state/store.js";
import { formatNumber } from "../../text/formats.js";
import { byId } from "../dom.js";

/** Milliseconds for which a run that plays shows the result of a guess. */
const SHOWN = 1600;

/**
 * For the map's tools, once: asks before each step, while it is switched on.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function predictPanel(store, actions) {
  const mode = byId("predict");
  const box = byId("quiz");
  const [yes, no, next] = /** @type {const} */ ([byId("quiz-yes"), byId("quiz-no"), byId("quiz-next")]);

  mode.addEventListener("click", () => {
    actions.pause();
    store.set({ quiz: store.get().quiz ? null : NEW_QUIZ });
  });

  /** @param {boolean} falls */
  function answer(falls) {
    const state = store.get();
    const row = shownRow(state);
    if (!row || !state.quiz || !isOutcomeHidden(state)) return;
    store.set({ quiz: afterGuess(state.quiz, state.step, falls, row) });
    if (state.playing) actions.resume(SHOWN / state.speed);
    draw();
  }
  yes.addEventListener("click", () => answer(true));
  no.addEventListener("click", () => answer(false));
  next.addEventListener("click", () => {
    if (store.get().playing) actions.resume(0);
    else actions.move(1);
    draw();
  });
  byId("map").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "y" && event.key !== "n")) return;
    answer(event.key === "y");
  });

  function draw() {
    const state = store.get();
    const { quiz, run } = state;
    const open = isOutcomeHidden(state);
    const focused = [yes, no, next].find((button) => button === document.activeElement);
    mode.setAttribute("aria-pressed", String(quiz !== null));
    box.hidden = !quiz;
    byId("map").closest("main")?.classList.toggle("guessing", open);
    yes.hidden = no.hidden = !open;
    next.hidden = open || !run || state.step >= lastStep(run);
    // The button that was pressed is hidden: the focus goes to the one in its place.
    if (focused?.hidden) (open ? yes : next).focus({ preventScroll: true });
    const row = shownRow(state);
    if (!quiz || !row) return;
    const score = quiz.asked ? ` Score: ${quiz.right} of ${quiz.asked}.` : "";
    const what = changeOf(row);
    const change =
      what === "too_small"
        ? "Nothing to guess: the loss changes too little to tell from rounding."
        : `The loss ${what === "falls" ? "falls" : "does not fall"}: ΔL = ${formatNumber(row.actual, 3)}.`;
    const told = quiz.last === null || quiz.upto !== state.step ? "" : quiz.last ? "Right! " : "Not so. ";
    const said = open ? `Will the loss fall?${score}` : row.last ? `The run ends here.${score}` : `${told}${change}${score}`;
    if (byId("quiz-text").textContent !== said) byId("quiz-text").textContent = said;
  }

  store.listen((state, before) => {
    // Of another run no outcome has been seen yet.
    if (state.quiz && before && state.run !== before.run && state.quiz.upto >= 0) store.set({ quiz: { ...state.quiz, upto: -1, last: null } });
    if (changed(state, before, "quiz", "run", "step", "ownBeta")) draw();
  });
}
