/**
 * How ∇L at θ_k is computed, stage by stage, with the numbers of one data point.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Derivation} Derivation
 * @typedef {import("../../state/types.js").Local} Local
 */
import { language } from "#language";
import * as words from "#words";
import { HEIGHT, links } from "../../draw/marks/links.js";
import { entryOf, stageNumbers } from "../../draw/marks/stage_numbers.js";
import { patch } from "../../draw/svg.js";
import { item, last } from "../../state/items.js";
import { shownRow } from "../../state/ledger.js";
import { isOutcomeHidden } from "../../state/quiz.js";
import { objectiveOf } from "../../state/scenario.js";
import { changed } from "../../state/store.js";
import { aboutChain, ruleOfStep } from "../../text/derivation_words.js";
import { formatNumber, formatParameter, withSubscripts } from "../../text/formats.js";
import { byId, onWidth, sized } from "../dom.js";
import { checkPart } from "./check.js";
import { contributionsTable } from "./contributions.js";
import { factors } from "./factors.js";
import { ANY_QUANTITY, quantityButtons } from "./quantity_buttons.js";
import { stageRow } from "./stage_row.js";

/**
 * For the chain rule and for a frame's view: keeps the derivation's stages, their numbers, the contributions and the check.
 *
 * @param {Store} store
 * @param {import("../../state/types.js").Catalogue} catalogue
 */
export function derivationPanel(store, catalogue) {
  const panel = byId("chain");
  const list = byId("stages");
  const figure = byId("chain-figure");
  const points = contributionsTable(store);
  const lossOf = (/** @type {Derivation} */ { scenario }) => objectiveOf(catalogue, scenario.objective);
  const check = checkPart();
  quantityButtons(store, catalogue, byId("lights"), list, [byId("points"), byId("check")]);
  const keyed = factors(list, ANY_QUANTITY);
  /** What the stages' rules and formulas were last made of. @type {string} */
  let made = "";
  let width = 0;

  onWidth(panel, (now) => {
    width = now - 34;
    draw();
  });
  store.listen((state, before) => {
    if (changed(state, before, "derivation", "local", "noPath", "datum", "run", "step", "ownBeta", "move", "scenario", "quiz")) draw();
  });

  function draw() {
    const { derivation, local, datum, noPath } = store.get();
    if (noPath) return clear();
    // The two answers come one after the other: nothing is drawn until both are of the same point.
    if (!derivation || !local || String(derivation.point) !== String(local.point)) return;
    if (derivation.scenario.objective !== local.scenario.objective) return;
    const i = Math.min(datum, Math.max(local.samples.length - 1, 0));
    byId("chain-part").classList.remove("waiting");
    byId("chain-about").textContent = aboutChain(local, i, store.get().scenario);
    stages(derivation, local, i);
    chain(derivation, local, i);
    points.draw(derivation, local, i, lossOf(derivation), width);
    check.draw(local, i, lossOf(derivation).output);
  }

  function clear() {
    byId("chain-part").classList.add("waiting");
    byId("chain-about").textContent = words.chain_no_gradient();
    list.replaceChildren();
    made = "";
  }

  /** @param {Derivation} derivation @param {Local} local @param {number} i */
  function stages(derivation, local, i) {
    const formulas = derivation.stages.map(({ rule, mathml }) => rule + mathml).join();
    if (formulas !== made) {
      made = formulas;
      list.replaceChildren(...derivation.stages.map(stageRow));
      keyed.made();
    }
    derivation.stages.forEach((stage, k) => {
      const cells = item([...list.children], k).querySelectorAll(".stage-numbers");
      stageNumbers(stage, derivation, local.samples[i], i, lossOf(derivation)).forEach((numbers, line) => {
        if (cells[line]) cells[line].innerHTML = numbers;
      });
    });
    const end = last([...list.children]);
    const rule = /** @type {Element} */ (end.querySelector(".stage-rule"));
    const stage = last(derivation.stages);
    rule.textContent = ruleOfStep(stage.rule, isOutcomeHidden(store.get()) ? null : shownRow(store.get()), derivation);
    end.classList.toggle("not-taken", rule.textContent !== stage.rule); // on paper the worksheet has the step that is taken
    reachable();
  }

  /** Lets the keyboard scroll each formula that is too long for its place. */
  function reachable() {
    for (const cell of list.querySelectorAll(".stage-formula, .stage-numbers")) {
      if (cell.scrollWidth > cell.clientWidth) cell.setAttribute("tabindex", "0");
      else cell.removeAttribute("tabindex");
    }
  }

  /** @param {Derivation} derivation @param {Local} local @param {number} i */
  function chain(derivation, local, i) {
    const sample = local.samples[i];
    figure.toggleAttribute("hidden", !sample);
    if (!sample || width < 640) return patch(figure, []);
    sized(/** @type {any} */ (figure), width, HEIGHT);
    const of = (/** @type {string} */ id) => derivation.stages.find((stage) => stage.id === id)?.values ?? {};
    const two = "x1" in sample;
    const { symbol: out, activation } = /** @type {import("./contributions.js").Output} */ (lossOf(derivation).output);
    const line = activation === "identity";
    const say = (/** @type {number | undefined} */ v) => formatNumber(v, 3);
    const nodes = [
      {
        name: withSubscripts(derivation.parameters.join(language.pair)),
        value: derivation.point
          .map((t, i) => (two ? formatNumber(t, 2) : formatParameter(t, item(derivation.parameters, i), store.get().scenario)))
          .join(language.pair),
      },
      { name: "z", value: say(sample.z) },
      { name: out, value: say(sample.prediction), kind: "prediction" },
      { name: words.chain_point_loss(), value: say(entryOf(of("loss"), "loss", i)) },
    ];
    const inputs = two ? [sample.x1, sample.x2, 1] : [sample.x, 1];
    const arrows = [
      { name: `× ${(two ? ["x₁", "x₂", "1"] : ["x", "1"]).join(language.pair)}`, value: inputs.map(say).join(language.pair), kind: "input" },
      { name: line ? "× 1" : `× σ′ = ${out}(1−${out})`, value: line ? "1" : say(sample.slope), kind: "slope" },
      { name: `× ∂ℓ/∂${out}`, value: say(entryOf(of("outer"), "outer", i)), kind: "error" },
    ];
    patch(figure, links(nodes, arrows, width));
  }
}
