/** For the page for teachers: reads the code on a sheet of answers. */
import * as words from "#words";
import { resultsOf } from "../../state/result_code.js";

/** Lets the form work. @param {HTMLFormElement} form */
export function codeReader(form) {
  const tasks = /** @type {{ section: string, task: string }[]} */ (JSON.parse(form.dataset.tasks ?? "[]"));
  const said = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const done = resultsOf(form.code.value, tasks.length);
    const names = tasks.flatMap(({ section, task }, i) => (done?.[i] ? `${section} (${task})` : []));
    said.textContent = done ? words.teachers_result_of({ done: names.length, count: tasks.length, tasks: names }) : words.teachers_result_none();
  });
}
