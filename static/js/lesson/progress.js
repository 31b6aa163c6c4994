/** Which tasks a reader has done: on this device only, and where storage is forbidden as long as the page. */

const KEY = "antigradient-lesson";

/** @typedef {{ section: string, task: string }} Task */

/** By a task's name what was answered, "" where nothing is typed. @returns {Record<string, string>} */
function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {}; // storage is forbidden, or holds something else
  }
}

/** @param {Record<string, string>} answers */
function store(answers) {
  try {
    localStorage.setItem(KEY, JSON.stringify(answers));
  } catch {} // storage is forbidden, or full
}

/** For the page's script: what has been done, and how it is kept. */
export function createProgress() {
  let answers = stored();
  const nameOf = (/** @type {Task} */ { section, task }) => `${section}/${task}`;
  return {
    /** @param {Task} task */
    has: (task) => nameOf(task) in answers,
    /** @param {Task} task */
    answer: (task) => answers[nameOf(task)] ?? "",
    /** @param {Task} task @param {string} answer */
    add(task, answer) {
      answers = { ...stored(), ...answers, [nameOf(task)]: answer };
      store(answers);
    },
    clear() {
      answers = {};
      try {
        localStorage.removeItem(KEY);
      } catch {} // storage is forbidden
    },
  };
}
