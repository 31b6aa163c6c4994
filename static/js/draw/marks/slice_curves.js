/**
 * The loss along one parameter and along the other through one point, side by side on one scale of the loss, so that how
 * steep it is along either can be compared.
 *
 * @typedef {import("../../state/types.js").Node} Node
 * @typedef {import("../../state/types.js").Pair} Pair
 * @typedef {import("../../state/types.js").Slices} Slices
 */
import * as words from "#words";
import { first, item, last } from "../../state/items.js";
import { formatNumber, labels, withSubscripts } from "../../text/formats.js";
import { linearScale } from "../scale.js";
import { el, farLine, px } from "../svg.js";
import { ROOM as CHARACTERS, rules } from "./rules.js";
import { tangent } from "./tangent.js";
import { CHARACTER, ticksBelow } from "./ticks.js";

/** Pixels of the figure, around its plots and between them. */
export const HEIGHT = 172;
const MARGIN = { right: 8, top: 24, bottom: 34, between: 18 };
/** Pixels that a tick's text may stand out, so that it does not touch that of the other plot. */
const BESIDE = 2;
/** Above and below the range there is this share of it, so that a point at its end has its place, and its tangent too. */
const ROOM = 0.08;
/** Half a tangent's length, in pixels. */
const TANGENT = 30;

/**
 * For the card of slices: a plot for each slice, with its curve, which ends where the loss has no value, the point, the tangent
 * there, and where the run began, at its own loss.
 *
 * @param {Slices} found
 * @param {{ point: number[], loss: number } | null} start null where the point is the start
 * @param {number} width pixels
 * @returns {Node[]}
 */
export function slicePlots({ parameters, point, loss, range, slices }, start, width) {
  const [low, high] = range;
  const room = ROOM * (high - low) || 1;
  const y = linearScale([low - room, high + room], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const [bottom, top] = y.range();
  const ticks = y.ticks(3);
  const begin = 12 + CHARACTER * Math.max(...labels(ticks, CHARACTERS).words.map(({ length }) => length));
  const wide = (width - begin - MARGIN.right - MARGIN.between) / 2;
  return slices.flatMap(({ parameter, axis, loss: losses, slope }, i) => {
    const left = begin + i * (wide + MARGIN.between);
    const right = left + wide;
    const x = linearScale([first(axis), last(axis)], [left, right]);
    const middle = px((left + right) / 2);
    const clip = `slice-${i}`;
    const name = withSubscripts(parameter);
    const own = (/** @type {number[]} */ theta) => item(theta, parameters.indexOf(parameter));
    /** A place of the run, in pixels; null where it lies outside. @param {{ point: number[], loss: number }} of @returns {Pair | null} */
    const spot = (of) => {
      const [cx, cy] = [x(own(of.point)), y(of.loss)];
      return cx >= left && cx <= right && cy >= top && cy <= bottom ? [cx, cy] : null;
    };
    const [here, began] = [spot({ point, loss }), start && spot(start)];
    const label = (/** @type {string} */ kind, /** @type {string} */ text) => {
      const fits = text.length * CHARACTER < wide + MARGIN.between - BESIDE;
      return el("text", { class: `partial ${kind}`, x: middle, y: top - 9, "text-anchor": "middle" }, fits ? text : formatNumber(slope, 3));
    };
    const across = rules(ticks, { y, left, right }, { foot: HEIGHT - 4 });
    return [
      el("clipPath", { id: clip }, [el("rect", { x: left, y: top, width: wide, height: bottom - top })]),
      ...(i ? across.filter(({ tag }) => tag === "path") : across),
      ...ticksBelow(x.ticks(3), x, bottom + 15, undefined, [left - BESIDE, right + BESIDE]),
      el("text", { class: "axis small", x: middle, y: bottom + 30, "text-anchor": "middle" }, name),
      label("plain", words.slices_slope_at({ slope })),
      label("maths", `∂L/∂${name} = ${formatNumber(slope, 3)}`),
      ...(here ? [el("path", { class: "marker", d: `M${px(here[0])},${px(here[1])}V${bottom}` })] : []),
      el("g", { "clip-path": `url(#${clip})` }, [
        el("path", { class: "line loss", d: curve(axis.map(x), losses, y) }),
        ...(here ? [el("path", { class: "tangent-line", d: tangent([own(point), loss], slope, { x, y }, TANGENT) })] : []),
      ]),
      ...(began ? [el("circle", { class: "began", cx: px(began[0]), cy: px(began[1]), r: 4.5 })] : []),
      ...(here ? [el("circle", { class: "here", cx: px(here[0]), cy: px(here[1]), r: 5 })] : []),
    ];
  });
}

/**
 * The path data of the curve, in pieces where the loss has no value in between.
 *
 * @param {number[]} across pixels
 * @param {import("../../state/types.js").Column} losses
 * @param {import("../../state/types.js").Scale} y
 */
function curve(across, losses, y) {
  /** @type {Pair[][]} */
  const pieces = [[]];
  losses.forEach((loss, i) => {
    const at = loss === null ? NaN : y(loss);
    if (Number.isFinite(at)) last(pieces).push([item(across, i), at]);
    else pieces.push([]);
  });
  return pieces.map(farLine).join("");
}
