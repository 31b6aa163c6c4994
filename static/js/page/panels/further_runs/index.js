/** What further runs need, in one file that is loaded with the first of them: pages that compare nothing never load it. */

export { furtherRunsDrawing } from "./drawing.js";
export { furtherRunsForm } from "./form.js";
