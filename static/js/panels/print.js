/** On paper the page is a worked sheet: what was chosen, the step line by line, and the link that brings it back. */
import "../common.js";
import { byId, make } from "../dom.js";
import { shownRow } from "../ledger.js";
import { worked } from "../marks/sheet.js";
import { number, pair } from "../format.js";
import { objectiveOf, optimiserOf } from "../scenario.js";

/**
 * @param {import("../store.js").Store} store
 * @param {import("../types.js").Catalogue} catalogue
 * @param {{ settled: () => void }} address
 */
export function printPanel(store, catalogue, address) {
  function fill() {
    const state = store.get();
    const { scenario, run, derivation } = state;
    const row = shownRow(state);
    if (!row || !run) return;
    address.settled();
    // The derivation is asked for when all rests; one of another step would be worse than none.
    byId("chain").classList.toggle("stale", String(derivation?.point) !== String(row.point));
    const loss = objectiveOf(catalogue, scenario.objective);
    const chosen = [`Loss: ${loss.title}`, scenario.f ? `f = ${scenario.f}` : "", `Optimiser: ${optimiserOf(catalogue, scenario.optimiser).title}`, `η = ${number(scenario.eta)}`, `start ${pair(scenario.start)}`];
    byId("sheet-chosen").textContent = chosen.filter(Boolean).join("; ");
    byId("sheet-title").textContent = `Step ${row.k}, worked out`;
    byId("sheet-lines").replaceChildren(...worked(row, run.parameters).map((line) => make("li", { textContent: line })));
    byId("sheet-link").textContent = location.href;
  }
  if (matchMedia("print").matches) fill();
  addEventListener("beforeprint", fill);
  matchMedia("print").addEventListener("change", fill);
}
