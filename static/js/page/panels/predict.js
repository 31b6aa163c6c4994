/** Predict, then reveal: "Will the loss fall?" before each step. */

import * as words from "#words";
import { changeOf } from "../../state/change.js";
import { lastStep, shownRow } from "../../state/ledger.js";
import { afterGuess, isOutcomeHidden } from "../../state/quiz.js";
import { changed } from "../../state/store.js";
import { byId } from "../dom.js";

/** Milliseconds for which a run that plays shows the result of a guess. */
const SHOWN = 1600;

/** What came of a step, in a sentence. @param {import("../../state/ledger.js").Row} row */
function outcomeSentence(row) {
  const change = changeOf(row);
  if (change === "too_small") return words.quiz_nothing();
  return (change === "falls" ? words.quiz_falls : words.quiz_no_fall)({ actual: row.actual });
}

/**
 * For the map's tools, once Predict is first switched on: asks before each step while it is.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function predictPanel(store, actions) {
  const mode = byId("predict");
  const box = byId("quiz");
  const [yes, no, next] = /** @type {const} */ ([byId("quiz-yes"), byId("quiz-no"), byId("quiz-next")]);

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
    const score = quiz.asked ? words.quiz_score({ right: quiz.right, asked: quiz.asked }) : "";
    const guess = quiz.last === null || quiz.upto !== state.step ? "" : quiz.last ? words.quiz_right() : words.quiz_wrong();
    const sentences = open ? [words.quiz_question()] : row.last ? [words.quiz_end()] : [guess, outcomeSentence(row)];
    const said = [...sentences, score].filter(Boolean).join(" ");
    if (byId("quiz-text").textContent !== said) byId("quiz-text").textContent = said;
  }

  store.listen((state, before) => {
    // Of another run no outcome has been seen yet.
    if (state.quiz && before && state.run !== before.run && state.quiz.upto >= 0) store.set({ quiz: { ...state.quiz, upto: -1, last: null } });
    if (changed(state, before, "quiz", "run", "step", "ownBeta")) draw();
  });
  draw();
}
