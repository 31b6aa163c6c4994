// Written by words.mjs from shared/words. Not to be edited.
import { formatCount, formatNumber, shortNumber, formatDegrees, angleEquation, withSubscripts, joinWithAnd, inPlural } from "../../js/text/formats.js";
/** @param {{ steps: number }} args */
export const count_steps = (args) => `${inPlural(args.steps, {"one": () => `${formatCount(args.steps)} step`, "other": () => `${formatCount(args.steps)} steps`})}`;
/** @param {{ steps: number, norm: string | number, tol: string | number }} args */
export const outcome_satisfied = (args) => `${inPlural(args.steps, {"=0": () => "Satisfied at the start", "one": () => `Satisfied after ${formatCount(args.steps)} step`, "other": () => `Satisfied after ${formatCount(args.steps)} steps`})}: ‖∇L‖ = ${args.norm} is at most the tolerance ${args.tol}.`;
/** @param {{ steps: number, norm: string | number }} args */
export const outcome_zero_update = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the next update is exactly 0, so θ stays where it is; ‖∇L‖ = ${args.norm}.`;
/** @param {{ steps: number, norm: string | number }} args */
export const outcome_update_underflow = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the next update ηu is smaller than any number above 0, so θ stays where it is; ‖∇L‖ = ${args.norm}.`;
/** @param {{ steps: number, norm: string | number }} args */
export const outcome_zero_rate = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the schedule has brought η down to exactly 0, so θ stays where it is; ‖∇L‖ = ${args.norm}.`;
/** @param {{ steps: number }} args */
export const outcome_zero_turn = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: ∇L is exactly 0 there, so no direction can be taken from it by hand.`;
/** @param {{ steps: number, norm: string | number, tol: string | number }} args */
export const outcome_max_steps = (args) => `${inPlural(args.steps, {"one": () => `Not satisfied after ${formatCount(args.steps)} step`, "other": () => `Not satisfied after ${formatCount(args.steps)} steps`})}, as many as were asked for: ‖∇L‖ = ${args.norm} is above the tolerance ${args.tol}.`;
/** @param {{ steps: number, norm: string | number }} args */
export const outcome_no_tolerance = (args) => `${inPlural(args.steps, {"one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}, as many as were asked for; ‖∇L‖ = ${args.norm}, and no tolerance is set.`;
/** @param {{ norm: string | number }} args */
export const outcome_no_steps = (args) => `No step was asked for; ‖∇L‖ = ${args.norm} at the start.`;
/** @param {{ step: string | number, limit: string | number }} args */
export const outcome_too_far = (args) => `Diverged at step ${args.step}: it would lead beyond |θ| = ${args.limit}, the farthest that a run is followed.`;
/** @param {{ step: string | number }} args */
export const outcome_loss_overflow = (args) => `Diverged at step ${args.step}: it would lead to where the loss is beyond what can be computed, about 1.8e308.`;
/** @param {{ step: string | number }} args */
export const outcome_gradient_overflow = (args) => `Diverged at step ${args.step}: it would lead to where the gradient is beyond what can be computed, about 1.8e308.`;
export const outcome_start_loss_overflow = () => "There is no path: at the start the loss is beyond what can be computed, about 1.8e308.";
export const outcome_start_gradient_overflow = () => "There is no path: at the start the gradient is beyond what can be computed, about 1.8e308.";
/** @param {{ step: string | number, limit: string | number, eta: string | number }} args */
export const outcome_too_far_rising = (args) => `Diverged at step ${args.step}: it would lead beyond |θ| = ${args.limit}, the farthest that a run is followed. The step before it set out downhill and raised the loss all the same: η = ${args.eta} was too large.`;
/** @param {{ step: string | number, eta: string | number }} args */
export const outcome_loss_overflow_rising = (args) => `Diverged at step ${args.step}: it would lead to where the loss is beyond what can be computed, about 1.8e308. The step before it set out downhill and raised the loss all the same: η = ${args.eta} was too large.`;
/** @param {{ step: string | number, eta: string | number }} args */
export const outcome_gradient_overflow_rising = (args) => `Diverged at step ${args.step}: it would lead to where the gradient is beyond what can be computed, about 1.8e308. The step before it set out downhill and raised the loss all the same: η = ${args.eta} was too large.`;
/** @param {{ step: string | number }} args */
export const outcome_ahead_overflow = (args) => `Diverged at step ${args.step}: the rule asks for the gradient ahead of θ, where it is beyond what can be computed, about 1.8e308.`;
/** @param {{ step: string | number, norm: string | number }} args */
export const outcome_rule_overflow = (args) => `Diverged at step ${args.step}: what the rule makes of the gradient is beyond what can be computed, about 1.8e308; ‖∇L‖ = ${args.norm}.`;
/** @param {{ step: string | number, size: string | number, norm: string | number }} args */
export const outcome_step_overflow = (args) => `Diverged at step ${args.step}: what it promises or does is beyond what can be computed, about 1.8e308, with ‖u‖ = ${args.size} and ‖∇L‖ = ${args.norm}.`;
/** @param {{ steps: number, step: string | number }} args */
export const outcome_loss_undefined = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: step ${args.step} would lead to where the loss has no value.`;
/** @param {{ steps: number, step: string | number }} args */
export const outcome_gradient_undefined = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: step ${args.step} would lead to where the loss has a value and no gradient.`;
export const outcome_start_loss_undefined = () => "There is no path: the loss has no value at the start.";
export const outcome_start_gradient_undefined = () => "There is no path: the loss has a value at the start, but no gradient.";
/** @param {{ steps: number }} args */
export const outcome_ahead_undefined = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the rule asks for the gradient ahead of θ, where there is none.`;
/** @param {{ steps: number }} args */
export const outcome_rule_undefined = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: there the rule has no value.`;
/** @param {{ steps: number }} args */
export const outcome_hessian_undefined = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the Hessian, which the next step needs, has no finite value there.`;
/** @param {{ steps: number }} args */
export const outcome_hessian_singular = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the Hessian H is singular there, to rounding, so the step u = −H⁻¹∇L has no value.`;
/** @param {{ steps: number }} args */
export const outcome_newton_overflow = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the next step u = −H⁻¹∇L is beyond what can be computed, about 1.8e308.`;
/** @param {{ steps: number, tries: string | number, eta: string | number }} args */
export const outcome_no_length = (args) => `${inPlural(args.steps, {"=0": () => "Stopped at the start", "one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: of ${args.tries} lengths, from η = ${args.eta} down by halves, the line search found none at which the loss falls enough.`;
/** @param {{ steps: number, eta: string | number, update: string | number }} args */
export const outcome_rate_exhausted = (args) => `${inPlural(args.steps, {"one": () => `Stopped after ${formatCount(args.steps)} step`, "other": () => `Stopped after ${formatCount(args.steps)} steps`})}: the schedule has brought η down to ${args.eta}, too little to divide by: u = −v/η has no value, though the rule would still move θ by ${args.update}.`;
