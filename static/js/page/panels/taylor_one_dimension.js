/** Taylor in one dimension: x³ and its three pieces, or any f(x) that a reader types; x and x + δ are typed, or dragged. */
import * as words from "#words";
import { createRequester, Trouble } from "../../state/api.js";
import { taylorEndpoint } from "../../state/endpoints.js";
import { mapPair } from "../../state/items.js";
import { expansionVerdict, lastOrder, orderCells } from "../../text/series_words.js";
import { byId, make } from "../dom.js";
import { complaint, numberBox } from "./number_box.js";
import { pieceHandles, shows, spanOf } from "./piece_handles.js";

/** Orders in the table; one more is asked for, to know whether the series ends there. */
const ROWS = 6;
const KINDS = ["first", "second", "third"];

/** @typedef {{ fx: string, x: number, delta: number }} Step f, where its series is taken, and how far it goes */

/**
 * For a page's script, once: keeps the Taylor series of a function of x, and its picture.
 *
 * @param {string} api base address
 * @param {{ fixed?: boolean, told?: (step: Step) => void }} [how] fixed: nothing can be changed; told: hears each step that is shown
 */
export function taylorOneDimension(api, { fixed = false, told = () => {} } = {}) {
  const part = /** @type {HTMLDetailsElement | null} */ (document.getElementById("one-dimension"));
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (byId(`one-${name}`));
  const f = input("f");
  const boxes = mapPair([input("x"), input("delta")], (place) => numberBox(place));
  const inputs = [f, ...boxes.map(({ element }) => element)];
  const ask = createRequester();
  const error = complaint("refused-one", inputs);
  /** What the picture is of; null: it is fitted to what comes next. @type {import("../../state/types.js").Pair | null} */
  let span = null;
  const picture = pieceHandles(/** @type {any} */ (byId("one-plot")), fixed, chosen, (x, delta, held) => {
    mapPair(boxes, (box, i) => box.show([x, delta][i] ?? 0));
    if (!held && span && !shows(span, x, delta)) span = null;
    show();
  });
  /** x and δ as they stand in their boxes. */
  function chosen() {
    return mapPair(boxes, (box) => box.value());
  }
  byId("one-said").before(error.element);
  for (const input of inputs) input.addEventListener("change", typed);
  part?.addEventListener("toggle", () => part.open && show());
  if (!part || part.open) show();

  function typed() {
    span = null;
    show();
  }

  async function show() {
    if (!f.value.trim()) return error.say(words.taylor_no_formula(), [f]);
    const wrong = boxes.filter((box) => Number.isNaN(box.value()));
    if (wrong.length)
      return error.say(
        words.box_no_number(),
        wrong.map(({ element }) => element),
      );
    const [x, delta] = chosen();
    span ??= spanOf(x, delta);
    const seen = span;
    try {
      const found = await ask(taylorEndpoint(api, { f: f.value.trim(), x, delta, order: ROWS + 1, span: seen }));
      if (!found) return;
      error.say(null);
      mapPair(boxes, (box, i) => box.value() === [x, delta][i] && box.show(box.value())); // not while another is typed
      draw(found);
      picture.draw(found, seen);
      told({ fx: found.formula.text, x, delta });
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
          make("tr", { className: KINDS[row.order - 1] ?? "" }, [
            make("th", { scope: "row", textContent: String(row.order) }),
            ...orderCells(row, size, 5).map((textContent) => make("td", { textContent })),
          ]),
        ),
    );
    const verdict = expansionVerdict(found, x + delta);
    byId("one-said").textContent = actual === null ? words.taylor_value({ value, verdict }) : words.taylor_difference({ value, actual, verdict });
  }

  return {
    /** Shows another step, as the page around asks for it. @param {Step} step */
    set(step) {
      f.value = step.fx;
      mapPair(boxes, (box, i) => box.show([step.x, step.delta][i] ?? 0));
      typed();
    },
  };
}
