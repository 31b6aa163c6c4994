/**
 * How fast each term of Taylor's series shrinks with η: lines by powers of ten, and in words what is to be seen.
 *
 * @typedef {import("../../state/types.js").State} State
 */
import * as words from "#words";
import { HEIGHT, orderLines } from "../../draw/marks/order_lines.js";
import { patch } from "../../draw/svg.js";
import { shownRow } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { decidesBelow, ordersOf } from "../../state/term_sizes.js";
import { byId, make, onWidth, sized } from "../dom.js";

/** What is said of the terms that are drawn, by their orders. @type {Record<string, string>} */
const WHICH = { 123: "all", 12: "first_second", 13: "first_third", 23: "second_third", 1: "first", 2: "second", 3: "third" };

/**
 * For the card: a sentence on what a smaller η does to the terms, one on which is the largest, and one on each that has no
 * line.
 *
 * @param {Pick<import("../../state/types.js").Move, "taylor" | "doubt" | "eta">} move
 */
export function ordersSaid({ eta, ...move }) {
  const { terms, missing } = ordersOf(move);
  const which = WHICH[terms.map(({ order }) => order).join("")];
  const [lowest, ...others] = terms;
  return [
    ...(which ? [words.orders_shrink({ which })] : []),
    ...(lowest?.order === 1 && others.length ? [words.orders_decides({ eta: decidesBelow(lowest, others, eta) })] : []),
    ...missing.map(({ order, why }) => words.orders_missing({ order: String(order), why })),
  ];
}

/** For a page's script, once: keeps the card of orders. @param {import("../../state/store.js").Store} store */
export function ordersCard(store) {
  const svg = byId("orders-chart");
  let width = 0;

  function draw() {
    const { move } = store.get();
    byId("orders-part").classList.toggle("absent", !move);
    byId("orders-words").replaceChildren(...(move ? ordersSaid(move) : []).map((textContent) => make("p", { textContent })));
    if (width) patch(svg, move ? orderLines({ ...ordersOf(move), eta: move.eta }, width) : []);
  }
  /** @param {State} state */
  function say(state) {
    const ended = state.move ? words.taylor_ended_along : words.taylor_ended;
    byId("orders-sub").textContent = (shownRow(state)?.last ? ended : words.orders_about)();
  }

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    draw();
  });
  store.listen((state, before) => {
    if (changed(state, before, "move")) draw();
    if (changed(state, before, "move", "run", "step")) say(state);
  });
}
