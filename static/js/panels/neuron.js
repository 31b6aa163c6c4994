/** The neuron at the current step, for losses that have data. */
import { byId, onWidth, sized } from "../dom.js";
import { lastStep, rowOf } from "../ledger.js";
import { neuron, OUTPUT } from "../marks/neuron.js";
import { changed } from "../store.js";
import { patch } from "../svg.js";

const HEIGHT = 150;

/**
 * @param {import("../store.js").Store} store
 * @param {import("../types.js").Catalogue} catalogue
 */
export function neuronPanel(store, catalogue) {
  const svg = byId("neuron-plot");
  let width = 0;

  function draw() {
    const { run, step, scenario } = store.get();
    const output = OUTPUT[scenario.objective];
    if (!run || !width || !output) return;
    const { data } = scenario;
    const points = typeof data === "string" ? catalogue.datasets.find((d) => d.id === data)?.points : data;
    const row = rowOf(run, Math.min(step, lastStep(run)));
    byId("neuron-title").textContent = `${scenario.objective === "linear-squared" ? "Line" : "Neuron"} at step ${row.k}`;
    patch(svg, neuron(points ?? [], row.point, width, HEIGHT, output));
  }

  onWidth(svg, (now) => {
    width = now;
    sized(/** @type {any} */ (svg), width, HEIGHT);
    draw();
  });
  store.listen((state, before) => {
    byId("neuron-card").hidden = !(state.scenario.objective in OUTPUT);
    if (changed(state, before, "run", "step")) draw();
  });
}
