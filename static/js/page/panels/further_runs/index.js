/** What further runs need, in one piece that comes with the first of them: pages that compare nothing do without. */

export { furtherRunsDrawing } from "./drawing.js";
export { furtherRunsForm } from "./form.js";
