// For the tests of the loader and of replies: one loss, one optimiser, a scenario of them, and a run of two rows.

export const LOSS = {
  id: "bowl",
  parameters: ["w", "b"],
  start: [1, 1],
  window: [-2, 2, -2, 2],
  constants: [],
  eta: 0.1,
  steps: 100,
  presets: [],
  defaults: {},
};
export const CATALOGUE = {
  objectives: [LOSS],
  optimisers: [{ id: "gd", eta: null, hyperparameters: [], switches: [] }],
  datasets: [],
  parameters: [],
  choices: [{ id: "scaling", default: "none" }],
};
export const SCENARIO = { objective: "bowl", scaling: "none", optimiser: "gd", start: [1, 1], window: LOSS.window, plane: ["w", "b"], eta: 0.1, step: 0 };
/** A server whose requests are answered by hand: those that wait, in order. */
export function waitingServer() {
  const waiting = [];
  globalThis.fetch = (url) =>
    new Promise((done) => waiting.push({ url, answer: (reply, status = 200) => done(new Response(JSON.stringify(reply), { status })) }));
  return waiting;
}
export const STEPS = Object.fromEntries(
  [
    "k",
    "w",
    "b",
    "loss",
    "grad_w",
    "grad_b",
    "grad_norm",
    "eta",
    "u_w",
    "u_b",
    "dot",
    "cos_beta",
    "beta",
    "first_order",
    "second_order",
    "actual",
    "doubt",
  ].map((name) => [name, [1, 2]]),
);
