/**
 * A direction of the reader's own: a handle on the map at the tip of u, the row that turns it in the card, and the
 * change of the loss in every direction, predicted and actual.
 *
 * @typedef {import("../../state/actions.js").Actions} Actions
 * @typedef {import("../../state/ledger.js").MapRow} MapRow
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/store.js").Store} Store
 * @typedef {import("../../state/types.js").Layout} Layout
 */

import { drag } from "d3-drag";
import { pointer, select } from "d3-selection";
import { language } from "#language";
import * as words from "#words";
import { direction } from "../../draw/layout.js";
import { curves } from "../../draw/marks/curves.js";
import { arrowsOf } from "../../draw/marks/step_arrows.js";
import { el, groups, patch, px } from "../../draw/svg.js";
import { angleFromGradient, directionAt, snapAngle } from "../../state/directions.js";
import { mapPair } from "../../state/items.js";
import { lastStep, shownRow } from "../../state/ledger.js";
import { changed } from "../../state/store.js";
import { byId, onWidth, sized } from "../dom.js";
import { markSeen } from "../seen.js";
import { shownTurn, turnRow } from "./turn_row.js";

/** Pixels from u's tip back to the middle of its head, and of the ring around it. */
const BACK = 5;
const GRIP = 11;
const HEIGHT = 164;
/** @type {Record<string, number>} */
const TURNS = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 };

/**
 * For the map: the handle at the tip of u, with its `draw`.
 *
 * @param {SVGSVGElement} svg
 * @param {SVGGElement} handle
 * @param {Actions} actions
 */
export function directionHandle(svg, handle, actions) {
  /** @type {{ row: MapRow, layout: Layout, x: number, y: number, beta: number } | null} */
  let shown = null;

  const turnTo = (/** @type {number} */ x, /** @type {number} */ y) => {
    if (!shown) return;
    markSeen("direction");
    const { row, layout } = shown;
    actions.previewDirection(snapAngle(angleFromGradient([layout.x.invert(x) - row.point[0], layout.y.invert(y) - row.point[1]], row.gradient)));
  };
  select(handle).call(
    /** @type {any} */ (
      drag()
        .container(() => /** @type {any} */ (svg))
        .subject(() => ({ x: shown?.x ?? 0, y: shown?.y ?? 0 }))
        .on("start", () => {
          handle.classList.add("dragged");
          handle.focus({ preventScroll: true });
        })
        .on("drag", (event) => turnTo(event.x, event.y))
        .on("end", () => {
          handle.classList.remove("dragged");
          actions.commit(true);
        })
    ),
  );
  handle.addEventListener("keydown", (event) => {
    const by = TURNS[event.key];
    if (!by || !shown) return;
    markSeen("direction");
    event.preventDefault();
    event.stopPropagation();
    actions.chooseDirection((Math.round(shown.beta) + by * (event.shiftKey ? 10 : 1) + 360) % 360);
  });

  return {
    /**
     * @param {MapRow | null} row of the map's two parameters; null: no handle
     * @param {number | null} ownBeta
     * @param {Layout} layout
     */
    draw(row, ownBeta, layout) {
      const g = row && direction(row.gradient, layout);
      handle.toggleAttribute("hidden", !g);
      if (!row || !g) {
        shown = null;
        for (const name of handle.getAttributeNames()) if (/^(tabindex|role|aria-)/.test(name)) handle.removeAttribute(name);
        return patch(handle, []);
      }
      const beta = ownBeta ?? (row.last || row.beta === null ? 180 : angleFromGradient(row.u, row.gradient));
      const along = /** @type {Pair} */ (direction(directionAt(row.gradient, beta), layout));
      const { at, u, uNorm, length } = arrowsOf(row, layout);
      const far = length(u ? uNorm : 0, along) - BACK;
      const [x, y] = [at[0] + far * along[0], at[1] + far * along[1]];
      shown = { row, layout, x, y, beta };
      const said = {
        tabindex: 0,
        role: "slider",
        "aria-label": words.direction_handle(),
        "aria-valuemin": 0,
        "aria-valuemax": 360,
        "aria-valuenow": Math.round(beta),
        "aria-valuetext": words.direction_from_gradient({ beta }),
      };
      for (const [name, value] of Object.entries(said)) handle.setAttribute(name, String(value));
      patch(handle, [
        ownBeta === null ? turnHint(at, along, far) : el("circle", { class: "orbit", cx: px(at[0]), cy: px(at[1]), r: px(far) }),
        el("circle", { class: "reach", cx: px(x), cy: px(y), r: 22 }),
        el("circle", { class: "ring", cx: px(x), cy: px(y), r: 15 }),
        el("circle", { class: "grip", cx: px(x), cy: px(y), r: GRIP }),
        el("circle", { class: u ? "knob" : "knob alone", cx: px(x), cy: px(y), r: GRIP }),
      ]);
    },
  };
}

/**
 * Arcs along which the handle moves, so that it is seen to turn and not to be a point of the map.
 *
 * @param {Pair} at
 * @param {Pair} along
 * @param {number} far
 */
function turnHint([x, y], [dx, dy], far) {
  const arcs = [-1, 1].map((side) => {
    const [from, to] = mapPair([GRIP + 5, GRIP + 30], (off) => {
      const [cos, sin] = [Math.cos(off / far), side * Math.sin(off / far)];
      return `${px(x + far * (dx * cos - dy * sin))},${px(y + far * (dy * cos + dx * sin))}`;
    });
    return `M${from}A${px(far)},${px(far)} 0 0 ${side < 0 ? 0 : 1} ${to}`;
  });
  return el("path", { class: "orbit", d: arcs.join("") });
}

/**
 * For a page's script, once: keeps the card of directions, where β is typed or slid, and ΔL in every direction is drawn.
 *
 * @param {Store} store
 * @param {Actions} actions
 */
export function ownDirectionPanel(store, actions) {
  const slider = turnRow(store, actions);
  const svg = byId("direction-chart");
  let width = 0;
  /** @type {ReturnType<typeof curves> | null} */
  let drawn = null;
  const { curves: still, marks } = groups(svg, "curves", "marks");

  byId("take").addEventListener("click", actions.takeOwnStep);
  byId("give-back").addEventListener("click", () => actions.choose({ moves: [] }));
  byId("snap").addEventListener("click", () => actions.chooseDirection(180, true));
  byId("let-go").addEventListener("click", () => actions.chooseDirection(null, true));

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    redraw();
  });
  store.listen((state, before) => {
    if (changed(state, before, "move", "scenario")) redraw();
    if (changed(state, before, "run", "noPath", "step", "ownBeta", "move")) mark();
    if (changed(state, before, "scenario")) taken(state.scenario.moves);
  });
  svg.addEventListener("pointerdown", (event) => {
    if (store.get().lock === "all") return;
    svg.setPointerCapture(event.pointerId);
    goto(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) goto(event);
  });
  svg.addEventListener("lostpointercapture", () => actions.commit(true));
  const goto = (/** @type {PointerEvent} */ event) => {
    if (!drawn) return;
    const beta = drawn.x.invert(pointer(event, svg)[0]);
    actions.previewDirection(snapAngle(Math.min(Math.max(beta, 0), 360)));
  };

  function redraw() {
    const curve = store.get().move?.beta_curve;
    // With three parameters an angle does not determine a direction; at the last step only the curve is missing.
    byId("direction-part").hidden = store.get().scenario.start.length > 2;
    byId("direction-part").classList.toggle("absent", !curve);
    if (!curve) {
      drawn = null;
      for (const part of [still, marks]) patch(part, []);
    }
    if (!curve || !width) return;
    drawn = curves(
      {
        x: /** @type {number[]} */ (curve.beta),
        lines: [
          { kind: "first", values: curve.first_order },
          { kind: "second", values: curve.second_order },
          { kind: "loss", values: curve.actual },
        ],
        title: words.direction_axis(),
        ticks: [0, 90, 180, 270, 360],
        format: (value) => `${value}°`,
        good: [90, 270],
        sides: [words.direction_rises(), words.direction_falls()],
      },
      width,
      HEIGHT,
      "direction-clip",
    );
    patch(still, drawn.still);
    mark();
  }

  /** Shows or hides a row; where its button had the focus, the slider gets it. @param {string} id @param {boolean} gone */
  function away(id, gone) {
    const row = byId(id);
    const hadFocus = gone && row.contains(document.activeElement);
    row.hidden = gone;
    if (hadFocus) slider.focus({ preventScroll: true });
  }

  /** @param {number[][]} moves */
  function taken(moves) {
    away("taken", !moves.length);
    const steps = moves.map(([k]) => k);
    byId("taken-text").textContent = words.direction_own_steps({ count: steps.length, steps: steps.join(language.list) });
  }

  function mark() {
    const state = store.get();
    const row = shownRow(state);
    // Where a run has ended for good, a step can be looked at but not taken.
    const ended = !state.run || (row?.k === lastStep(state.run) && state.run.outcome !== "max_steps");
    /** @type {HTMLButtonElement} */ (byId("take")).disabled = ended;
    away("own-direction", state.ownBeta === null);
    const beta = shownTurn(state);
    patch(marks, drawn && beta !== null ? drawn.marker(beta) : []);
  }
}
