// The angle that the row of u and the chart of directions show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shownTurn } from "../../static/js/page/panels/turn_row.js";
import { SCENARIO, STEPS } from "./bowl.js";

/** A run of one step, of a gradient to the right. @param {object} row */
const state = (row, change = {}) => {
  const of = { k: 0, w: 0, b: 0, grad_w: 2, grad_b: 0, grad_norm: 2, eta: 0.1, u_w: 0, u_b: 1, beta: 90, actual: 1, ...row };
  const steps = Object.fromEntries(Object.keys(STEPS).map((name) => [name, [of[name] ?? null]]));
  return { scenario: SCENARIO, step: 0, ownBeta: null, move: null, run: { parameters: ["w", "b"], steps, runs: [] }, ...change };
};

for (const [what, row, change, turn] of [
  ["the step's own", {}, {}, 90],
  ["the step's own, the other way round", { u_b: -1 }, {}, 270],
  ["the reader's", {}, { ownBeta: 200 }, 200],
  ["the reader's at the gradient", {}, { ownBeta: 0 }, 0],
  ["none before the run is there", {}, { run: null }, null],
  ["none at the end of a run", { actual: null }, {}, null],
  ["none of a step that does not move", { beta: null }, {}, null],
])
  test(`turned to: ${what}`, () => assert.equal(shownTurn(state(row, change)), turn));

test("with three parameters an angle is no direction", () => {
  const three = state({}, { run: { parameters: ["w", "b", "loss"], steps: { ...state({}).run.steps, grad_loss: [0], u_loss: [0] }, runs: [] } });
  assert.equal(shownTurn(three), null);
});
