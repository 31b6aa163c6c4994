/** The lesson: sees whether its tasks are done, keeps that, tells a page around it, and follows the reader in its contents. */
import * as words from "#words";
import { tellHeight, tellLinks } from "../frame/dialects.js";
import { watchHeight } from "../frame/height.js";
import { parentPort } from "../frame/parent.js";
import { readBoot } from "../page/boot.js";
import { make } from "../page/dom.js";
import { numeral } from "../page/panels/number_box.js";
import { termButtons } from "../page/terms.js";
import { createRequester, NO_ANSWER, Trouble } from "../state/api.js";
import { formulaEndpoint } from "../state/endpoints.js";
import { printAnswers } from "./answers.js";
import { createAct, sameGrid } from "./checks.js";
import { foldContents, followReader } from "./contents.js";
import { figuresWhenNear } from "./figures.js";
import { printHandout } from "./handout.js";
import { createProgress } from "./progress.js";

/** @typedef {HTMLFormElement & { dataset: { task: string } }} TaskForm */

const boot = /** @type {any} */ (readBoot());
const progress = createProgress();
const ask = createRequester();
const port = parentPort();
/** All tasks of the lesson, in its order, those too that this page has not. @type {import("./progress.js").Task[]} */
const tasks = boot.tasks;

for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-section]")))
  for (const form of /** @type {NodeListOf<TaskForm>} */ (section.querySelectorAll("form.task"))) taskForm(section, form);
tell();
followReader();
foldContents();
figuresWhenNear();
printHandout();
termButtons(boot, () => document.querySelector("article, .alone")?.prepend(make("p", { className: "notice", role: "status", textContent: NO_ANSWER })));

if (boot.section) {
  tellLinks(port, document);
  const tellLast = watchHeight((height) => tellHeight(height, port));
  port.listen((data) => data?.message === "ready" && tellLast()); // WordPress, late
  port.post({ type: "gd:ready" });
}

document.getElementById("answers")?.addEventListener("click", () => printAnswers(tasks, progress));
document.getElementById("forget")?.addEventListener("click", () => {
  progress.clear();
  location.reload();
});

/** @param {HTMLElement} section @param {TaskForm} form */
function taskForm(section, form) {
  const task = { section: section.id, task: form.dataset.task };
  const check = boot.checks[task.section][task.task];
  const field = form.querySelector("input");
  const wrong = /** @type {HTMLElement} */ (form.querySelector(".wrong"));
  const done = /** @type {HTMLElement} */ (form.querySelector(".done"));

  function show() {
    form.classList.add("is-done");
    wrong.textContent = "";
    const said = done.querySelector("template");
    if (said) done.replaceChildren(said.content);
  }

  /** @param {string} answer */
  function finish(answer) {
    if (progress.has(task)) return;
    progress.add(task, answer);
    show();
    tell(task.section);
  }

  if (progress.has(task)) {
    if (field) field.value = progress.answer(task);
    show();
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field?.value.trim();
    if (!text) return;
    try {
      const right = check.kind === "number" ? isNumber(text, check) : await isFormula(text, check);
      if (right) finish(text);
      else wrong.textContent = words.lesson_not_yet();
    } catch (trouble) {
      wrong.textContent = trouble instanceof Trouble ? trouble.message : NO_ANSWER;
    }
  });
  form.addEventListener("click", ({ target }) => {
    const choice = /** @type {Element} */ (target).closest("button[value]");
    if (!(choice instanceof HTMLButtonElement) || check.kind !== "choice") return;
    for (const one of form.querySelectorAll("button[value]")) one.setAttribute("aria-pressed", String(one === choice));
    if (Number(choice.value) === check.right) finish(choice.textContent ?? "");
    else wrong.textContent = words.lesson_not_this();
  });
  if (check.kind === "act") {
    const act = createAct(check.sights);
    const figure = section.querySelectorAll(".lesson-figure")[check.figure];
    figure?.addEventListener("gd-change", (event) => {
      if (act(/** @type {CustomEvent} */ (event).detail)) finish("");
    });
  }
}

/** @param {string} text @param {{ answer: number, within: number }} check */
const isNumber = (text, { answer, within }) => Math.abs(numeral(text) - answer) <= within;

/** Whether a formula in w and b has the values of another: the server works out both. @param {string} text @param {{ answer: string, places: string }} check */
async function isFormula(text, { answer, places }) {
  const one = await ask(formulaEndpoint(boot.api, places, text));
  const other = await ask(formulaEndpoint(boot.api, places, answer));
  return Boolean(one && other && sameGrid(one.loss, other.loss));
}

/** Says how far the reader is, here and to a page around this one. @param {string} [section] where a task has just been done */
function tell(section) {
  const here = tasks.filter((task) => task.section in boot.checks);
  const count = here.filter(progress.has).length;
  const line = document.getElementById("progress");
  if (line) line.textContent = words.lesson_progress({ done: count, count: here.length });
  for (const id of ["forget", "answers"]) document.getElementById(id)?.toggleAttribute("hidden", !tasks.some(progress.has));
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".contents li a"))) {
    const own = tasks.filter((task) => `#${task.section}` === link.hash);
    link.classList.toggle("is-done", own.length > 0 && own.every(progress.has));
  }
  if (!section) return;
  const own = tasks.filter((task) => task.section === section);
  const done = own.filter(progress.has).length;
  port.post({ type: "gd:task", message: "gd:task", section, done: done === own.length, score: done / own.length });
}
