/** Taylor in one dimension: x³ and its three terms, or any f(x) that a reader types. */
import { Trouble, line } from "../api.js";
import { byId, make } from "../dom.js";
import { number } from "../format.js";
import { query } from "../scenario.js";
import { complaint } from "./fields.js";

/** What is left of an expansion that ends is rounding. */
const ROUNDING = 1e-12;

/** @param {string} api base address */
export function onePanel(api) {
  const part = /** @type {HTMLDetailsElement} */ (byId("one-dimension"));
  const inputs = ["f", "x", "delta"].map((name) => /** @type {HTMLInputElement} */ (byId(`one-${name}`)));
  const ask = line();
  const error = complaint("refused-one", inputs);
  byId("one-said").before(error.element);
  for (const input of inputs) input.addEventListener("change", show);
  part.addEventListener("toggle", () => part.open && show());

  async function show() {
    const [f, x, delta] = inputs.map((input) => input.value.trim());
    if (!f || x === "" || delta === "") return error.say("Type a formula in x, a place and a step.");
    try {
      const found = await ask(`${api}/taylor?${query({ f, x, delta, order: 6 })}`);
      if (!found) return;
      error.say(null);
      draw(found);
    } catch (wrong) {
      const [first] = wrong instanceof Trouble ? wrong.errors : [];
      error.say(first ? `${first.parameter}: ${first.detail}` : String(/** @type {Error} */ (wrong).message));
    }
  }

  /** @param {{ value: number, actual: number | null, taylor: import("../types.js").Move["taylor"] }} found */
  function draw({ value, actual, taylor }) {
    const exact = taylor.find(({ remainder }) => remainder !== null && Math.abs(remainder) <= ROUNDING * Math.max(Math.abs(value), Math.abs(actual ?? 0)));
    const shown = exact ? taylor.slice(0, exact.order) : taylor;
    byId("one-rows").replaceChildren(
      ...shown.map(({ order, term, sum, remainder }) =>
        make("tr", {}, [
          make("th", { scope: "row", textContent: String(order) }),
          ...[term, sum, exact?.order === order ? 0 : remainder].map((v) => make("td", { textContent: number(v, 6) })),
        ]),
      ),
    );
    const ends = exact ? ` Order ${exact.order} leaves nothing: the expansion ends there, exactly.` : " Each order leaves less, as long as δ is small.";
    byId("one-said").textContent = `f(x) = ${number(value, 6)}; f(x + δ) − f(x) = ${number(actual, 6)}.${ends}`;
  }
}
