/** Taylor in one dimension, by its pieces. It shows no scenario: what it shows is in the state by names of its own. */
import { taylorOneDimension } from "../../page/panels/taylor_one_dimension.js";
import { changed } from "../../state/store.js";

/** For the frame's loader: what it needs before it tells anything. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** For the frame's script: puts the series into the page. @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  const { fx, x, delta } = boot;
  let shown = { fx, x, delta };
  store.set({ fx, x, delta });
  const series = taylorOneDimension(boot.api, {
    fixed: boot.lock === "all",
    told(step) {
      shown = step;
      store.set(step);
    },
  });
  store.listen((state, before) => {
    if (!before || !changed(state, before, "fx", "x", "delta")) return;
    const asked = { fx: state.fx ?? fx, x: state.x ?? x, delta: state.delta ?? delta };
    if (asked.fx !== shown.fx || asked.x !== shown.x || asked.delta !== shown.delta) series.set(asked);
  });
}
