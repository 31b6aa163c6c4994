/** The way from step to step, where it may be seen: the map's point goes it, and the neuron's curve bends with it. */
import { item } from "../state/items.js";
import { lastStep } from "../state/ledger.js";
import { changed } from "../state/store.js";

/** Milliseconds of the way; steps that follow each other faster are shown at once. */
const TRAVEL = 200;
/** A little less: a timer of as many milliseconds may be told a frame early. */
const APART = 180;
/** Steps of the longest way that is gone: ten at a time are taken with Shift. */
const MOST = 10;

/** For scripts and panels: whether nothing is to move. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Slow at both ends. @param {number} t */
const ease = (t) => t * t * (3 - 2 * t);

/**
 * For panels, before their own listener: calls `frame` whenever the way to a step has got further, and gives what says where it
 * is, as a number of rows, 3.5 being half-way from row 3 to row 4; null at the step itself.
 *
 * @param {import("../state/store.js").Store} store
 * @param {() => void} frame
 * @returns {() => number | null}
 */
export function onWay(store, frame) {
  let request = 0;
  let last = -Infinity;
  /** @type {number | null} */
  let row = null;
  store.listen((state, before) => {
    const { run } = state;
    if (!run || !before || !changed(state, before, "step", "run")) return;
    cancelAnimationFrame(request);
    row = null;
    const begun = performance.now();
    const isFast = begun - last < APART;
    last = begun;
    const [from, to] = [before.step, state.step];
    if (isFast || !state.travels || run !== before.run || to > lastStep(run) || Math.abs(to - from) > MOST || isStill()) return;
    row = from;
    const go = () => {
      const t = (performance.now() - begun) / TRAVEL;
      row = t < 1 ? from + (to - from) * ease(t) : null;
      if (row !== null) request = requestAnimationFrame(go);
      frame();
    };
    request = requestAnimationFrame(go);
  });
  return () => row;
}

/**
 * For panels: a list of numbers between rows of a run.
 *
 * @template {number[]} T
 * @param {(row: number) => T} at the numbers of a row
 * @param {number} row
 * @returns {T}
 */
export function between(at, row) {
  const [low, high] = [at(Math.floor(row)), at(Math.ceil(row))];
  const share = row - Math.floor(row);
  return /** @type {T} */ (low.map((value, i) => (share ? value + share * (item(high, i) - value) : value)));
}
