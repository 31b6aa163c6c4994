/** The recipe as a program, and its variables in the pass that is shown. */
import { PASS, recipePanel } from "../../page/panels/program.js";

/** For the frame's loader: the replies that the view draws. @type {import("../../state/loader.js").Part[]} */
export const wanted = ["run"];

/** For the frame's script: brings the program to life. @param {import("../embed.js").Frame} frame */
export function mount({ store, boot }) {
  store.set({ linger: PASS });
  recipePanel(store, boot);
}
