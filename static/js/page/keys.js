/** Keys of the map: Space plays and pauses, ← → step, Home goes back, ? shows the help. */

import { markSeen } from "./seen.js";

/**
 * For a page's script, once: lets these keys work on the map.
 *
 * @param {HTMLElement} map
 * @param {import("../state/actions.js").Actions} actions
 * @param {any} [help] the dialog
 */
export function keys(map, actions, help) {
  /** @type {Record<string, (times: number) => void>} */
  const does = {
    " ": () => actions.toggle(),
    ArrowLeft: (times) => actions.move(-times),
    ArrowRight: (times) => actions.move(times),
    Home: () => actions.goto(0),
    ...(help && { "?": () => help.showModal() }),
  };
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    // A focused button or slider already has a meaning for these keys.
    if (target instanceof HTMLInputElement && event.key !== "?" && event.key !== " ") return;
    if (target instanceof HTMLButtonElement && event.key === " ") return;
    const action = does[event.key];
    if (!action) return;
    event.preventDefault();
    if (event.key !== "?") markSeen("play");
    if (!event.repeat || event.key.startsWith("Arrow")) action(event.shiftKey ? 10 : 1);
  });
}
