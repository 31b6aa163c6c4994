// For the tests of scenarios and of edits to runs: entries of a catalogue, with what most of them have in common.

/** A number or a choice with its default. */
export const parameter = (id, value) => ({ id, default: value });

/** A loss of w and b without data, but for what `own` says of it. */
export const loss = (id, own) => ({
  id,
  parameters: ["w", "b"],
  data: null,
  reduction: null,
  eta: 1,
  steps: 100,
  defaults: {},
  start: [-2, -2],
  window: [-4, 4, -4, 4],
  constants: [],
  presets: [],
  ...own,
});

/** The neuron of the catalogue's first place. */
export const NEURON = loss("sigmoid", { data: "five", reduction: "sum" });
