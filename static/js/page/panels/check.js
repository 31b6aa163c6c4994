/**
 * Two checks of a gradient: whether it agrees with differences of the loss, and which points hardly contribute to it.
 *
 * @typedef {import("../../state/types.js").Local} Local
 */

import { HEIGHT, slope } from "../../draw/marks/slope.js";
import { patch } from "../../draw/svg.js";
import { formatNumber, withSubscripts } from "../../text/formats.js";
import { byId, make, onWidth, sized } from "../dom.js";

/** σ′ below this is called nearly 0: under a 25th of its largest. */
const FLAT = 0.01;
/** A relative error above this may mean a wrong gradient; central differences leave about 1e-10. */
const DOUBTFUL = 1e-5;

/** For the chain rule's panel: the part that compares the gradient with differences and draws σ′, with its `draw`. */
export function checkPart() {
  const svg = byId("slope-plot");
  let width = 0;
  /** @type {(() => void) | null} */
  let again = null;
  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    again?.();
  });

  return {
    /** @param {Local} local @param {number} chosen @param {import("../../state/types.js").Objective["output"]} output */
    draw(local, chosen, output) {
      const curved = local.samples.length > 0 && output?.activation === "sigmoid";
      byId("slope-part").hidden = !curved;
      if (curved) {
        const zs = local.samples.map(({ z }) => Number(z));
        again = () => width && patch(svg, slope(zs, chosen, width));
        again();
        byId("slope-said").textContent = saturation(local, output);
      }
      check(local);
    },
  };
}

/**
 * For the check: a sentence on the points where σ′ is nearly 0, and what that means for this loss.
 *
 * @param {Pick<Local, "samples">} local
 * @param {import("./contributions.js").Output} output
 */
export function saturation({ samples }, { symbol: out, cancels }) {
  const flat = samples.flatMap(({ slope }, i) => (Number(slope) < FLAT ? [i + 1] : []));
  if (!flat.length) return `No point is saturated: ${out}(1 − ${out}) is far from 0 everywhere.`;
  const which =
    flat.length > 4
      ? `at ${flat.length} of ${samples.length} points`
      : `at point${flat.length > 1 ? "s" : ""} ${flat.join(", ").replace(/, (?=\d+$)/, " and ")}`;
  const [it, moves] = flat.length > 1 ? ["these points", "move"] : ["this point", "moves"];
  const then = cancels
    ? `The log loss divides by it, so what is left is ${out} − y: ${it} still ${moves} the weights, as far as ${out} is wrong.`
    : `${it.charAt(0).toUpperCase()}${it.slice(1)} hardly ${moves} the weights, however wrong ${out} is.`;
  return `${out}(1 − ${out}) ≈ 0 ${which}. ${then}`;
}

/** Shows the gradient beside its differences, and how well they agree. @param {Local} local */
function check({ check: { analytic, numeric, relative_error: off }, parameters }) {
  const cells = (/** @type {number[]} */ values) =>
    values.map((v) => make("td", { className: "gradient", textContent: formatNumber(v, values.length > 2 ? 5 : 6) }));
  byId("check").replaceChildren(
    make("thead", {}, [
      make("tr", {}, [make("td"), ...parameters.map((p) => make("th", { scope: "col", className: "gradient", textContent: `∂L/∂${withSubscripts(p)}` }))]),
    ]),
    make("tbody", {}, [
      make("tr", {}, [make("th", { scope: "row", textContent: "by the rule" }), ...cells(analytic)]),
      make("tr", {}, [make("th", { scope: "row", textContent: "by differences" }), ...cells(numeric)]),
    ]),
  );
  byId("check-said").textContent = agreement(off);
}

/** For the check: what a relative error says of the gradient, in words. @param {number | null} off relative error */
export function agreement(off) {
  const how = "The second row is (L(θ + h) − L(θ − h)) / 2h, with a tiny h for one parameter at a time.";
  if (off === null) return `${how} Here the differences have no value.`;
  const words = off > DOUBTFUL ? "they do not agree well; the loss may have an edge here" : "they agree, so the rule was applied without a slip";
  return `${how} Relative error ${formatNumber(off, 2)}: ${words}.`;
}
