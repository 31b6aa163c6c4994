/**
 * Fields for what changes along a run: the schedule of η, and the batches.
 *
 * @typedef {import("../../state/types.js").Catalogue} Catalogue
 * @typedef {import("../../state/types.js").Scenario} Scenario
 */
import { dataOf } from "../../state/scenario.js";
import { numberField, switchField } from "./fields.js";

/** For forms: a text that changes when other fields are needed. @param {Scenario} scenario @param {Catalogue} catalogue */
export const scheduleKind = (scenario, catalogue) => `${scenario.schedule} ${Boolean(scenario.batch)} ${dataOf(catalogue, scenario).length}`;

/** For the form: whether a run has a schedule of η or batches. @param {Scenario} scenario */
export const hasSchedule = ({ schedule, batch }) => schedule !== "constant" || batch > 0;

/**
 * For forms: the fields of the schedule and of the batches.
 *
 * @param {Scenario} scenario
 * @param {Catalogue} catalogue
 * @param {Pick<import("./fields.js").Actions, "choose">} actions
 * @param {import("./fields.js").Scope} [of]
 */
export function scheduleFields(scenario, catalogue, actions, of) {
  const number = (/** @type {string} */ id, /** @type {object} */ change = {}) => {
    const p = /** @type {import("../../state/types.js").Parameter} */ (catalogue.parameters.find((one) => one.id === id));
    return numberField({ ...p, ...change }, actions, of);
  };
  const schedule = /** @type {import("../../state/types.js").Switch} */ (catalogue.choices.find(({ id }) => id === "schedule"));
  const points = dataOf(catalogue, scenario).length;
  return [
    switchField(schedule, actions, of),
    ...(catalogue.schedules.find(({ id }) => id === scenario.schedule)?.decays ? [number("decay")] : []),
    ...(points ? [number("batch", { range: [0, points] })] : []),
    ...(scenario.batch ? [number("seed")] : []),
  ];
}
