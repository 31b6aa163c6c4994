/**
 * Two checks of a gradient: whether it agrees with differences of the loss, and which points hardly contribute to it.
 *
 * @typedef {import("../../state/types.js").Local} Local
 */

import * as words from "#words";
import { HEIGHT, slope } from "../../draw/marks/slope.js";
import { patch } from "../../draw/svg.js";
import { formatNumber, withSubscripts } from "../../text/formats.js";
import { byId, make, onWidth, sized } from "../dom.js";

/** σ′ below this is called nearly 0: under a 25th of its largest. */
const FLAT = 0.01;
/** At most so many of the points are listed. */
const MOST = 4;
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
export function saturation({ samples }, { symbol: output, cancels }) {
  const flat = samples.flatMap(({ slope }, i) => (Number(slope) < FLAT ? [i + 1] : []));
  const slope = `${output}(1 − ${output})`;
  const count = { flat: flat.length, all: samples.length };
  if (!flat.length) return words.saturation_none({ slope });
  const where = flat.length > MOST ? words.saturation_many({ slope, ...count }) : words.saturation_points({ slope, ...count, points: flat.map(String) });
  const effect = (cancels ? words.saturation_cancels : words.saturation_slow)({ ...count, output });
  return `${where} ${effect}`;
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
      make("tr", {}, [make("th", { scope: "row", textContent: words.gradient_check_rule() }), ...cells(analytic)]),
      make("tr", {}, [make("th", { scope: "row", textContent: words.gradient_check_differences() }), ...cells(numeric)]),
    ]),
  );
  byId("check-said").textContent = agreement(off);
}

/** For the check: what a relative error says of the gradient, in words. @param {number | null} off relative error */
export function agreement(off) {
  const said = off === null ? words.gradient_check_no_value() : (off > DOUBTFUL ? words.gradient_check_differ : words.gradient_check_agree)({ off });
  return `${words.gradient_check_about()} ${said}`;
}
