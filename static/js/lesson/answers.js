/** For the lesson's script: the sheet of a reader's answers, on paper only, with the code by which a teacher reads it. */
import * as words from "#words";
import { make } from "../page/dom.js";
import { resultCode } from "../state/result_code.js";

/**
 * For the button: prints the sheet, and nothing else of the page.
 *
 * @param {import("./progress.js").Task[]} tasks all of the lesson, in its order
 * @param {ReturnType<typeof import("./progress.js").createProgress>} progress
 */
export function printAnswers(tasks, progress) {
  const done = tasks.filter(progress.has);
  const items = done.map((task) => {
    const form = document.getElementById(`${task.section}-${task.task}`);
    const question = form?.querySelector(".asked")?.cloneNode(true) ?? task.task;
    return make("li", {}, [question, make("p", { className: "answered", textContent: progress.answer(task) || words.lesson_done() })]);
  });
  const code = make("p", { className: "code", textContent: words.lesson_result_code({ code: resultCode(tasks.map(progress.has)) }) });
  const count = make("p", { textContent: words.lesson_progress({ done: done.length, count: tasks.length }) });
  const name = make("p", { className: "name", textContent: words.lesson_name_line() });
  const sheet = make("section", { className: "answers" }, [
    make("h1", { textContent: words.lesson_answers_title() }),
    name,
    code,
    count,
    make("ol", {}, items),
  ]);
  document.body.append(sheet);
  addEventListener("afterprint", () => sheet.remove(), { once: true });
  print();
}
