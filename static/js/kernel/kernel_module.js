/**
 * The end of every module of /kernel.js. In front of it the server prints what makes a loss and a rule, as `printed`.
 */
import { exponential } from "./exponential.js";
import { kernelOf } from "./kernel.js";

export const { supports, trajectory, loss, part, given } = kernelOf(printed(exponential));
