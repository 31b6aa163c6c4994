/** Play, step and scrub; and the sentence that tells each step. */

import * as words from "#words";
import { lastStep, shownRow } from "../../state/ledger.js";
import { isOutcomeHidden } from "../../state/quiz.js";
import { changed } from "../../state/store.js";
import { sentence, whereabouts } from "../../text/words.js";
import { byId } from "../dom.js";
import { markSeen } from "../seen.js";

/**
 * For a page's script, once: keeps the player, and tells each step in a sentence.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function playerPanel(store, actions) {
  const play = byId("play");
  const live = byId("live");
  const slider = /** @type {HTMLInputElement} */ (byId("step"));
  for (const id of ["first", "previous", "play", "next"]) byId(id).addEventListener("click", () => markSeen("play"));
  byId("first").addEventListener("click", () => actions.goto(0));
  byId("previous").addEventListener("click", (event) => actions.move(event.shiftKey ? -10 : -1));
  byId("next").addEventListener("click", (event) => actions.move(event.shiftKey ? 10 : 1));
  play.addEventListener("click", () => actions.toggle());
  slider.addEventListener("input", () => actions.goto(Number(slider.value)));
  /** Makes room for the number of the last step, or the slider would change its width during a drag. @param {number} last */
  const room = (last) => `${words.step_count({ k: last, steps: last }).length - 1}ch`;

  /** There is no step to go to. @param {string} why */
  function noPath(why) {
    slider.max = slider.value = "0";
    slider.style.setProperty("--filled", "0%");
    slider.removeAttribute("aria-valuetext");
    byId("step-count").textContent = words.step_number({ k: 0 });
    if (live.textContent !== why) live.textContent = why;
  }

  store.listen((state, before) => {
    if (changed(state, before, "playing", "ownBeta", "quiz")) {
      const does = state.playing ? words.action_pause() : words.action_play();
      play.setAttribute("aria-label", does);
      byId("play-word").textContent = does;
      play.classList.toggle("playing", state.playing);
      // A run that plays is told only when it stops, or a screen reader would never pause. A direction that is being turned has
      // its own value text, and Predict tells of its steps itself.
      live.setAttribute("aria-live", state.playing || state.quiz || state.ownBeta !== null ? "off" : "polite");
    }
    // In another window the same point has other digits. While the run is late the old sentence stays.
    const another = !state.stale.run && changed(state, before, "scenario");
    if (!another && !changed(state, before, "run", "noPath", "step", "playing", "ownBeta", "move", "quiz")) return;
    const row = shownRow(state);
    if (state.noPath) noPath(state.noPath);
    if (!row || !state.run) return;
    const last = lastStep(state.run);
    slider.max = String(last);
    slider.value = String(row.k);
    slider.style.setProperty("--filled", `${last ? (100 * row.k) / last : 0}%`);
    const said = isOutcomeHidden(state) ? whereabouts(row, state.run, state.scenario) : sentence(row, state.run, state.scenario, state.ownBeta !== null);
    const of = { k: row.k, steps: last };
    slider.setAttribute("aria-valuetext", words.step_of(of));
    byId("step-count").textContent = words.step_count(of);
    byId("step-count").style.minWidth = room(last);
    // On a pause the same text is set again: while playing it was not announced.
    if (live.textContent !== said || changed(state, before, "playing")) live.textContent = said;
  });
}
