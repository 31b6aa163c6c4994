/**
 * Taylor along the step: the change of the loss that each order predicts, over η, and the actual one.
 *
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Move} Move
 */
import { pointer } from "d3-selection";
import * as words from "#words";
import { curves } from "../../draw/marks/curves.js";
import { groups, patch } from "../../draw/svg.js";
import { UNKNOWN_STEP } from "../../state/change.js";
import { shownRow } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { formatDifference } from "../../text/formats.js";
import { orderCells } from "../../text/series_words.js";
import { byId, make, onWidth, sized } from "../dom.js";

const HEIGHT = 190;

/**
 * For the card: the curves of the orders from the fourth on over 0 … 2η, from their terms; the server's curve has three.
 *
 * @param {Pick<Move, "eta" | "taylor" | "eta_curve">} move
 */
export function higherOrders({ eta, taylor, eta_curve }) {
  const shares = eta_curve.eta.map((at) => Number(at) / eta);
  const upTo = (/** @type {number} */ n, /** @type {number} */ share) => taylor.slice(0, n).reduceRight((sum, { term }) => share * (sum + (term ?? NaN)), 0);
  return taylor.slice(3).map(({ order }) => ({
    kind: `higher order-${order}`,
    values: shares.map((share) => upTo(order, share)).map((v) => (Number.isFinite(v) ? v : null)),
    bare: true,
  }));
}

/**
 * For a page's script, once: keeps the Taylor card.
 *
 * @param {Store} store
 * @param {import("../../state/actions.js").Actions} actions
 */
export function taylorCard(store, actions) {
  const svg = byId("taylor-chart");
  const orders = /** @type {HTMLInputElement} */ (byId("taylor-orders"));
  let width = 0;
  /** @type {ReturnType<typeof curves> | null} */
  let drawn = null;
  const { curves: still, marks } = groups(svg, "curves", "marks");

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    redraw();
  });
  orders.addEventListener("change", redraw);
  store.listen((state, before) => {
    if (changed(state, before, "move")) redraw();
    if (changed(state, before, "move", "run", "step")) say(state);
  });

  /** @param {import("../../state/types.js").State} state */
  function say(state) {
    const ended = state.move ? words.taylor_ended_along : words.taylor_ended;
    byId("taylor-sub").textContent = (shownRow(state)?.last ? ended : words.taylor_about)();
  }

  function redraw() {
    const { move } = store.get();
    byId("taylor-part").classList.toggle("absent", !move);
    table(move);
    byId("taylor-higher").hidden = !orders.checked;
    if (!move || !width) return;
    const { eta, actual, order1, order2, order3 } = move.eta_curve;
    drawn = curves(
      {
        x: /** @type {number[]} */ (eta),
        lines: [
          ...(orders.checked ? higherOrders(move) : []),
          { kind: "third", values: order3 },
          { kind: "first", values: order1 },
          { kind: "second", values: order2 },
          { kind: "loss", values: actual },
        ],
        title: words.taylor_eta_axis(),
      },
      width,
      HEIGHT,
      "taylor-clip",
    );
    patch(still, drawn.still);
    patch(marks, drawn.marker(move.eta));
  }

  /** @param {Move | null} move */
  function table(move) {
    byId("taylor-actual").textContent = formatDifference(move ?? UNKNOWN_STEP, 5);
    if (!move) return byId("taylor-rows").replaceChildren();
    const last = orders.checked ? 8 : 3;
    const size = Math.abs(shownRow(store.get())?.loss ?? 0);
    const kinds = ["first", "second", "third"];
    byId("taylor-rows").replaceChildren(
      ...move.taylor
        .slice(0, last)
        .map((row) =>
          make("tr", { className: kinds[row.order - 1] ?? "" }, [
            make("th", { scope: "row", textContent: String(row.order) }),
            ...orderCells(row, size, 4).map((textContent) => make("td", { textContent })),
          ]),
        ),
    );
  }

  // η by dragging its line: the same as its slider.
  const toEta = (/** @type {PointerEvent} */ event) => {
    if (!drawn) return;
    const eta = drawn.x.invert(pointer(event, svg)[0]);
    if (eta > 0) actions.preview({ eta: Number(eta.toPrecision(3)) });
  };
  svg.addEventListener("pointerdown", (event) => {
    if (store.get().lock === "all") return;
    svg.setPointerCapture(event.pointerId);
    toEta(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) toEta(event);
  });
  svg.addEventListener("pointerup", () => actions.commit(true));
}
