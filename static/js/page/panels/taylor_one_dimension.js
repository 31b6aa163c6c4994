/** Taylor in one dimension: x³ and its three terms, or any f(x) that a reader types. */
import * as words from "#words";
import { createRequester, Trouble } from "../../state/api.js";
import { taylorEndpoint } from "../../state/endpoints.js";
import { mapPair } from "../../state/items.js";
import { expansionVerdict, lastOrder, orderCells } from "../../text/expansion.js";
import { byId, make } from "../dom.js";
import { complaint, numberBox } from "./number_box.js";

/** Orders in the table; one more is asked for, to know whether the series ends there. */
const ROWS = 6;

/** For a page's script, once: keeps the Taylor series of a function of x that the reader types. @param {string} api base address */
export function taylorOneDimension(api) {
  const part = /** @type {HTMLDetailsElement} */ (byId("one-dimension"));
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (byId(`one-${name}`));
  const f = input("f");
  const boxes = mapPair([input("x"), input("delta")], (place) => numberBox(place));
  const inputs = [f, ...boxes.map(({ element }) => element)];
  const ask = createRequester();
  const error = complaint("refused-one", inputs);
  byId("one-said").before(error.element);
  for (const input of inputs) input.addEventListener("change", show);
  part.addEventListener("toggle", () => part.open && show());
  if (part.open) show();

  async function show() {
    if (!f.value.trim()) return error.say(words.taylor_no_formula(), [f]);
    const wrong = boxes.filter((box) => Number.isNaN(box.value()));
    if (wrong.length)
      return error.say(
        words.box_no_number(),
        wrong.map(({ element }) => element),
      );
    const [x, delta] = mapPair(boxes, (box) => box.value());
    try {
      const found = await ask(taylorEndpoint(api, { f: f.value.trim(), x, delta, order: ROWS + 1 }));
      if (!found) return;
      error.say(null);
      mapPair(boxes, (box, i) => box.value() === [x, delta][i] && box.show(box.value())); // not while another is typed
      draw(found);
    } catch (wrong) {
      const [first] = wrong instanceof Trouble ? wrong.errors : [];
      const named = inputs.filter(({ id }) => id === `one-${first?.parameter}`);
      error.say(
        first ? words.taylor_refused({ parameter: first.parameter ?? "", detail: first.detail }) : String(/** @type {Error} */ (wrong).message),
        named.length ? named : inputs,
      );
    }
  }

  /** @param {Parameters<typeof expansionVerdict>[0] & { x: number, delta: number }} found */
  function draw(found) {
    const { value, actual, taylor, x, delta } = found;
    const size = Math.max(Math.abs(value), Math.abs(value + (actual ?? 0)));
    byId("one-rows").replaceChildren(
      ...taylor
        .slice(0, lastOrder(taylor, size) ?? ROWS)
        .map((row) =>
          make("tr", {}, [
            make("th", { scope: "row", textContent: String(row.order) }),
            ...orderCells(row, size, 5).map((textContent) => make("td", { textContent })),
          ]),
        ),
    );
    const verdict = expansionVerdict(found, x + delta);
    byId("one-said").textContent = actual === null ? words.taylor_value({ value, verdict }) : words.taylor_difference({ value, actual, verdict });
  }
}
