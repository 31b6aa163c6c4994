/**
 * The kinds of question that Predict asks: an entry here is a kind.
 *
 * @typedef {import("../../../state/questions.js").Case} Case
 * @typedef {import("../../../state/types.js").Layout} Layout
 * @typedef {import("../../../state/types.js").Node} Node
 * @typedef {import("../../../state/types.js").Pair} Pair
 *
 * @typedef {object} Told what is said of an answer: in plain words, and then the exact ones
 * @property {string[]} plain
 * @property {string[]} exact
 *
 * @typedef {object} Mark what the reader moves on the map
 * @property {(facts: any) => any} begin where it is at first, as a guess
 * @property {(facts: any, place: Pair) => any} to the guess that a place of the map means
 * @property {(facts: any, guess: any, by: Pair, times: number) => any} nudge the guess after an arrow key
 * @property {(facts: any, guess: any, layout: Layout) => Pair} pixels where its handle is
 * @property {(facts: any, guess: any) => Record<string, string | number>} attributes what screen readers are told of it
 * @property {() => string} confirm the button that gives the answer
 *
 * @typedef {object} Kind
 * @property {import("../../../state/questions.js").Interest} interest
 * @property {(step: Case) => any} prepare its facts of a step; null where it cannot ask after all
 * @property {boolean} [needsCurve] whether it can only ask once ΔL is known in every direction
 * @property {boolean} [showsStep] whether u is on the map before the answer
 * @property {(k: number, facts: any) => string} question
 * @property {(facts: any) => { guess: any, text: string, name?: string, key: string }[]} [choices] buttons, each with its key
 * @property {Mark} [mark] in the place of buttons
 * @property {(facts: any, guess: any) => { right: boolean, [fact: string]: any }} judge
 * @property {(facts: any, answer: any, told: { run: import("../../../state/types.js").Run, row: import("../../../state/ledger.js").Row }) => Told} explain
 * @property {(facts: any, guess: any, layout: Layout, answered: boolean) => Node[]} draw
 */
import { lossChange } from "./loss_change.js";
import { lowerOfTwo } from "./lower_of_two.js";
import { nextPoint } from "./next_point.js";
import { steepest } from "./steepest.js";

/** @type {Record<string, Kind>} */
export const KINDS = { loss_change: lossChange, next_point: nextPoint, steepest, lower_of_two: lowerOfTwo };
