/** What further runs need, in one piece that comes with the first of them: pages that compare nothing do without. */
export { comparePanels } from "./form.js";
export { othersPanel } from "./others.js";
