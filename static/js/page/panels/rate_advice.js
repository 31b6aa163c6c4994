/** Under the slider of η: how large it may be here; and after a run that flies off an η that works. */
import * as words from "#words";
import { currentBounds, etaParameter, rateToOffer, stepLimit } from "../../state/rates.js";
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { byId, make } from "../dom.js";
import { sliderScale } from "./fields.js";

/**
 * For a page's script, once: asks what η may be, marks it at the slider, says it, and offers an η that works.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 * @param {import("../../state/types.js").Catalogue} catalogue
 */
export function rateAdvice(store, actions, catalogue) {
  const said = make("p", { className: "about", id: "rate-advice", hidden: true });
  const ofStep = make("p", { className: "about", id: "rate-step", hidden: true });
  const works = make("span");
  const use = make("button", { type: "button", className: "text", textContent: words.action_use_rate() });
  const offer = make("p", { className: "offer", id: "rate-offer", hidden: true }, [works, " ", use]);
  byId("live").after(offer);
  const stepMark = make("i", { className: "here", hidden: true });
  const marks = make("div", { className: "rate-marks", hidden: true }, [
    ...["smooth", "bounces", "leaves"].map((className) => make("i", { className })),
    stepMark,
  ]);
  marks.setAttribute("aria-hidden", "true"); // the sentence says it
  use.addEventListener("click", () => {
    const eta = rateToOffer(store.get());
    byId("map-svg").focus({ preventScroll: true }); // the button is hidden next, and would lose the focus
    if (eta) actions.choose({ eta });
  });

  /** Under the slider, which is made anew for another loss or optimiser. */
  function attach() {
    const slider = document.getElementById("slider-eta");
    if (!slider || marks.previousElementSibling === slider) return;
    slider.after(marks);
    slider.closest(".field")?.after(said, ofStep);
  }

  /** @param {import("../../state/types.js").State} state */
  function mark(state) {
    const rates = currentBounds(state);
    const limit = stepLimit(state);
    marks.hidden = !rates;
    if (!rates) return;
    const scale = sliderScale(etaParameter(catalogue, rates));
    const share = (/** @type {number} */ eta) => `${Math.min(Math.max((100 * scale.position(eta)) / scale.places, 0), 100)}%`;
    marks.style.setProperty("--smooth", share(rates.smooth ?? rates.limit));
    marks.style.setProperty("--limit", share(rates.limit));
    stepMark.hidden = !limit;
    marks.style.setProperty("--step-limit", limit ? share(limit) : "");
  }

  /** How far η may go; where it goes beyond, also why data of other sizes have other bounds. @param {import("../../state/types.js").State} state */
  function sentence(state) {
    const { scenario } = state;
    const rates = currentBounds(state);
    if (!rates) return "";
    const { limit } = rates;
    const bounds = rates.smooth ? words.rate_smooth({ smooth: rates.smooth, limit }) : words.rate_limit({ limit });
    const reduction = objectiveOf(catalogue, scenario.objective).reductions.find(({ id }) => id === scenario.reduction);
    return scenario.eta > limit && reduction && !reduction.mean ? words.rate_of_sum({ bounds }) : bounds;
  }

  /** @param {import("../../state/types.js").State} state */
  function advise(state) {
    mark(state);
    const text = sentence(state);
    said.hidden = !text;
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("warn", state.scenario.eta > (currentBounds(state)?.limit ?? Infinity));
  }

  /** What the step that is shown says of η; while its answer is late what was said keeps its room. @param {import("../../state/types.js").State} state */
  function adviseStep(state) {
    const limit = stepLimit(state);
    const late = !ofStep.hidden && state.stale.move;
    ofStep.hidden = !limit && !late;
    if (limit) ofStep.textContent = words.rate_step({ k: state.step, limit });
  }

  store.listen((state, before) => {
    if (!changed(state, before, "rates", "stale", "scenario", "run", "quiz", "step", "move")) return;
    attach();
    if (!state.stale.rates) advise(state); // what is late is dimmed, and keeps its room
    adviseStep(state);
    const eta = rateToOffer(state);
    offer.hidden = !eta;
    if (eta) works.textContent = words.rate_works({ eta });
  });
  store.set({ advising: true });
}
