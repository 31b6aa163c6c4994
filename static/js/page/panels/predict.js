/**
 * Predict, then reveal: the run plays to the next question, waits for the reader's answer, and tells why. Which kinds of
 * question there are says the registry.
 *
 * @typedef {import("../../state/types.js").State} State
 */

import * as words from "#words";
import { lastStep, rowOf } from "../../state/ledger.js";
import { caseOf, nextQuestion, rankedKinds, scoreAfter } from "../../state/questions.js";
import { isOutcomeHidden } from "../../state/quiz.js";
import { placesOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { byId, make } from "../dom.js";
import { guessMark } from "./questions/guess_mark.js";
import { KINDS } from "./questions/kinds.js";

/**
 * For the map's tools, once Predict is first switched on.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 * @param {import("./loss_map.js").MapPanel} map
 */
export function predictPanel(store, actions, catalogue, map) {
  const mode = byId("predict");
  const main = byId("map").closest("main");
  const said = make("div", { id: "quiz-text" });
  said.setAttribute("aria-live", "polite");
  said.setAttribute("aria-atomic", "true");
  const buttons = make("div", { className: "answers" });
  const box = make("div", { className: "quiz", id: "quiz" }, [said, buttons]);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words.quiz_title());
  (byId("map-box").closest(".room, .keyed") ?? byId("map-box")).after(box); // an embed's room is as high as its map, the page's key stands beside it
  /** What the buttons are for: they are made anew for something else. */
  let shown = "";

  const kindOf = (/** @type {string} */ id) => /** @type {import("./questions/kinds.js").Kind} */ (KINDS[id]);
  const caseAt = (/** @type {State} */ { run, scenario, move, stale }, /** @type {number} */ k) =>
    caseOf(/** @type {import("../../state/types.js").Run} */ (run), k, scenario, placesOf(scenario, catalogue), stale.move ? null : (move?.beta_curve ?? null));
  /** The question that is put or answered at the step that is shown. */
  function current() {
    const { quiz, step } = store.get();
    const question = quiz?.question;
    if (!quiz || !question?.facts || question.step !== step) return null;
    return { ...question, kind: kindOf(question.kind), guess: quiz.guess, answered: quiz.answer !== null };
  }
  const mark = guessMark(map, current, { move: (guess) => set({ guess }), confirm: () => answer(store.get().quiz?.guess) });

  /** @param {Partial<import("../../state/quiz.js").Quiz>} change */
  function set(change) {
    const { quiz } = store.get();
    if (quiz) store.set({ quiz: { ...quiz, ...change } });
  }

  /** Chooses what is asked next: a run that plays goes on to it; a step that was come to by hand is asked about itself. @param {State} state */
  function choose(state) {
    const { run, step, playing, quiz } = state;
    if (!run || !quiz) return;
    const next = nextQuestion(KINDS, run, step, (k) => caseAt(state, k), quiz.asked, playing ? undefined : 0);
    const question = next && { ...next, showsStep: kindOf(next.kind).showsStep ?? false, facts: null };
    set({ question, guess: null, answer: null, upto: (next?.step ?? lastStep(run)) - 1 });
    if (playing && step !== next?.step) actions.play();
  }

  /** Puts the question that was chosen, once what it needs is there; where it cannot be asked after all, another. @param {State} state */
  function put(state) {
    const { quiz, stale, step } = state;
    if (!quiz?.question) return;
    const seen = caseAt(state, step);
    const chosen = quiz.question.kind;
    const kinds = [chosen, ...rankedKinds(KINDS, seen, quiz.asked).map(({ kind }) => kind)];
    for (const kind of new Set(kinds)) {
      const { needsCurve, prepare, showsStep = false, mark: mark_ } = kindOf(kind);
      if (needsCurve && stale.move) return;
      const facts = prepare(seen);
      if (facts) return set({ question: { kind, step, showsStep, facts }, guess: mark_?.begin(facts) ?? null, asked: [...quiz.asked, kind] });
    }
    set({ upto: step }); // nobody is asked
  }

  /** @param {any} guess */
  function answer(guess) {
    const question = current();
    if (!question || question.answered) return;
    const { quiz, score } = store.get();
    const facts = { ...question.facts, curve: caseAt(store.get(), question.step).curve }; // by now it has come
    const answer = question.kind.judge(facts, guess);
    store.set({ score: scoreAfter(score, answer.right) });
    if (quiz?.question) set({ question: { ...quiz.question, facts }, guess, answer, upto: question.step });
  }

  /** From where it is; at its end from the start. */
  function goOn() {
    const { run, step } = store.get();
    if (run && step >= lastStep(run)) set({ upto: -1, question: null, answer: null });
    actions.play();
  }

  /** Where the quiz stands, for its text and its buttons. @param {State} state */
  function stageOf({ quiz, run, step, playing }) {
    if (run && step >= lastStep(run)) return "end";
    const question = current();
    if (question) return question.answered ? "answered" : "open";
    return playing || !run || quiz?.question?.step === step ? "playing" : "elsewhere";
  }

  /** The paragraphs that are said. @param {State} state @param {ReturnType<typeof stageOf>} stage @returns {Element[]} */
  function paragraphs({ quiz, run, score }, stage) {
    const question = current();
    const scored = score.longest ? [make("p", { className: "score", textContent: words.quiz_score(score) })] : [];
    if (stage === "end") return [make("p", { className: "asked", textContent: words.quiz_end() }), ...scored];
    if (!question || !run || !quiz) return [];
    const { kind, facts, step } = question;
    if (stage === "open") return [make("p", { className: "asked", textContent: kind.question(step, facts) })];
    const { plain, exact } = kind.explain(facts, quiz.answer, { run, row: rowOf(run, step) });
    const result = quiz.answer?.right ? words.quiz_right() : words.quiz_wrong();
    return [
      make("p", { className: "asked" }, [
        make("strong", { className: quiz.answer?.right ? "correct" : "", textContent: result }),
        ...plain.flatMap((one) => [" ", one]),
      ]),
      make("p", { className: "exact", textContent: exact.join(" ") }),
      ...scored,
    ];
  }

  /** The buttons of a stage, the one that gets the focus first. @param {ReturnType<typeof stageOf>} stage @returns {HTMLElement[]} */
  function buttonsOf(stage) {
    const button = (/** @type {string} */ textContent, /** @type {() => void} */ act, name = "", key = "") => {
      const made = make("button", { type: "button", className: "text", textContent });
      if (name) made.setAttribute("aria-label", name);
      if (key) made.setAttribute("aria-keyshortcuts", key);
      made.addEventListener("click", act);
      return made;
    };
    const question = current();
    if (stage === "open" && question) {
      const { kind, facts } = question;
      if (kind.choices) return kind.choices(facts).map(({ guess, text, name, key }) => button(text, () => answer(guess), name, key));
      return [button(kind.mark?.confirm() ?? "", () => answer(store.get().quiz?.guess))];
    }
    if (stage === "playing") return [];
    return [button(stage === "end" ? words.quiz_again() : words.quiz_next(), goOn)];
  }

  byId("map").addEventListener("keydown", (event) => {
    const question = current();
    if (!question || question.answered || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const choice = question.kind.choices?.(question.facts).find(({ key }) => key === event.key.toLowerCase());
    if (choice) answer(choice.guess);
  });

  function draw() {
    const state = store.get();
    const { quiz } = state;
    const hidden = isOutcomeHidden(state);
    mode.setAttribute("aria-pressed", String(quiz !== null));
    main?.classList.toggle("predicting", quiz !== null);
    main?.classList.toggle("guessing", hidden);
    mark.draw();
    const had = document.activeElement;
    const stage = quiz ? stageOf(state) : "";
    const what = `${stage} ${quiz?.question?.kind} ${quiz?.question?.step}`;
    if (what === shown) return;
    shown = what;
    box.hidden = !quiz;
    if (!stage) return said.replaceChildren();
    const buttons_ = buttonsOf(stage);
    const follows = !had || had === document.body || had === mode || byId("map").contains(had);
    said.replaceChildren(...paragraphs(state, stage));
    buttons.replaceChildren(...buttons_);
    // The focus goes to what is answered with; a reader who works elsewhere keeps it.
    const first = stage === "open" && current()?.kind.mark ? mark.handle : buttons_[0];
    if (follows && first) {
      first.focus({ preventScroll: true });
      box.scrollIntoView({ block: "nearest" });
    }
  }

  /** What has to be asked, once its step is come to. @param {State} state */
  function ask(state) {
    const { quiz, step, stale, playing } = state;
    if (!quiz || stale.run || !isOutcomeHidden(state)) return;
    if (quiz.question?.step !== step) choose(state);
    else if (!quiz.question.facts) put(state);
    else if (playing) actions.pause();
  }

  store.listen((state, before) => {
    // Of another run nothing has been seen yet.
    if (state.quiz && before?.quiz && state.run !== before.run) return set({ upto: -1, question: null, answer: null });
    ask(state);
    if (changed(state, before, "quiz", "run", "step", "playing", "scenario")) draw();
  });
  ask(store.get());
  draw();
}
