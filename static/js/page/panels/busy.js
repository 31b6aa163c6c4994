/**
 * Dims what is late, for the whole page: a part that shows replies is `aria-busy` while one of them answers another question
 * than the present one.
 *
 * @typedef {import("../../state/replies.js").Part} Part
 */
import { changed } from "../../state/store.js";

/**
 * What shows each reply.
 *
 * @type {Partial<Record<Part, string>>}
 */
const SHOWN = {
  surface: ".layer:is(.bands, .extra, .lowest), .key",
  run: ".layer:is(.half, .others, .path, .abreast, .ahead, .now, .landed, .names, .direction), .dial-box, .runs, .live, .count, .card:not(.chain)",
  move: "#taylor-part, #orders-part, #orders-words, .terms:has(#taylor-rows), #direction-part, #turn-part .change, #rate-step",
  derivation: ".chain",
  slices: "#slices-part",
  scene: ".layer.extra > :is(.levels, .field, .stationary)",
  rates: "#rate-advice, .rate-marks",
  curvature: ".layer.extra > :is(.eigen, .quadratic)",
};
/** Milliseconds before a late part is dimmed: a faster answer would only make it flicker during a drag. */
const GRACE = 100;

/** For a page's script, once: marks the parts that are late. @param {import("../../state/store.js").Store} store */
export function busyPanel(store) {
  /** @type {Partial<Record<Part, ReturnType<typeof setTimeout>>>} */
  const timers = {};
  /** Those that are dimmed, or may be as the page came: most frames of a drag need not look for what a part consists of. @type {Set<string>} */
  const dimmed = new Set(Object.keys(SHOWN));
  const busy = (/** @type {Part} */ part, /** @type {boolean} */ is) => {
    if (!is && !dimmed.delete(part)) return;
    if (is) dimmed.add(part);
    for (const shown of document.querySelectorAll(/** @type {string} */ (SHOWN[part]))) {
      if (is) shown.setAttribute("aria-busy", "true");
      else shown.removeAttribute("aria-busy");
    }
  };
  const first = store.get().scenario;
  /**
   * Rules and formulas of the first loss came with the page, and hold before the first numbers do.
   *
   * @param {import("../../state/types.js").State} state
   * @param {Part} part
   */
  const isLate = ({ stale, scenario, derivation }, part) =>
    Boolean(stale[part]) &&
    !(part === "derivation" && !derivation && /** @type {const} */ (["objective", "f", "reduction"]).every((name) => scenario[name] === first[name]));

  store.listen((state, before) => {
    if (!changed(state, before, "stale", "surface", "run", "move", "derivation", "slices", "scene", "rates", "curvature")) return;
    for (const part of /** @type {Part[]} */ (Object.keys(SHOWN))) {
      // During a drag each answer belongs to an earlier place; the wait begins anew with each that comes.
      const late = isLate(state, part);
      if (!late || changed(state, before, part)) {
        clearTimeout(timers[part]);
        delete timers[part];
        if (!late) busy(part, false);
      }
      if (late) timers[part] ??= setTimeout(() => busy(part, isLate(store.get(), part)), GRACE);
    }
  });
}
