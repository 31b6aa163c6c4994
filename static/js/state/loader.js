/**
 * Asks the server what the present state has to know, and puts each answer into it with the question that it answers.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./replies.js").Part} Part
 */
import { createRequester, Trouble } from "./api.js";
import { OF_MAP, OF_STEP, PARTS, questionsOf, staleOf } from "./replies.js";
import { changed } from "./store.js";

/** What decides the questions, and whether they are answered. @type {(keyof State)[]} */
const INPUTS = ["given", "scenario", "surface", "run", "step", "ownBeta", "draft", "layers", "room", "probing", "answered"];
/** What may bring a question that is not under way. @type {(keyof State)[]} */
const CAUSES = ["scenario", "moving", "surface", "run", "noPath", "step", "ownBeta", "chainVisible", "draft", "layers", "room", "probing"];

/**
 * For a page's or a frame's script, once: a loader that asks for what the state lacks, and may be told to try again.
 * What the state begins with the page has brought along, and it is not asked for. A page without a server (its `api` is
 * empty) asks for nothing.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./types.js").Boot} boot
 * @param {Part[]} [wanted] what is drawn; a step along the reader's own direction is always asked for
 */
export function createLoader(store, boot, wanted = PARTS) {
  const questions = questionsOf(boot, wanted);
  /** @type {Record<Part, ReturnType<typeof createRequester>>} */
  const ask = {
    surface: createRequester(),
    run: createRequester(),
    move: createRequester(),
    derivation: createRequester(),
    local: createRequester(),
    grid: createRequester(),
    scene: createRequester(),
    curvature: createRequester(),
  };
  /** What is under way. @type {import("./replies.js").Questions} */
  const asked = {};
  /** Each part's own trouble: a path that arrives does not mend a map that is missing. @type {Partial<Record<Part, { detail: string, again: boolean }>>} */
  const troubles = {};

  const begun = store.latest();
  store.set({ answered: Object.fromEntries(Object.entries(questions(begun)).filter(([part]) => begun[/** @type {Part} */ (part)])) });
  /** @type {State | null} */
  let last = null;
  store.derived((state) => {
    if (!changed(state, last, ...INPUTS)) return {};
    last = state;
    return { stale: boot.api ? staleOf(state, questions(state)) : {} };
  });

  /** What is said of each part that is shown with less than was asked for. @type {Partial<Record<Part, string>>} */
  const fewer = {};

  /** @param {Part} part @param {string | null} question @param {Partial<State>} reply @param {string} [said] */
  function put(part, question, reply, said) {
    delete troubles[part];
    delete fewer[part];
    if (said) fewer[part] = said;
    store.set({ ...reply, answered: { ...store.latest().answered, [part]: question } });
    tell();
  }
  function tell() {
    const all = Object.values(troubles);
    store.set({ trouble: all[0]?.detail ?? null, again: all.some(({ again }) => again), fewer: Object.values(fewer).join(" ") || null });
  }

  /** The answer, or where it takes too much work that to what would do, and what is said of it. @param {Part} part @param {string} question */
  async function answerTo(part, question) {
    let address = question;
    let said;
    for (let tries = 4; ; tries--) {
      try {
        return { answer: await ask[part](address), said };
      } catch (error) {
        const less = error instanceof Trouble ? error.errors.find(({ most }) => most) : undefined;
        if (!less || !tries || asked[part] !== question) throw error;
        said = `${less.parameter} ${less.detail}.`;
        address = withLowerValue(address, less);
      }
    }
  }

  async function load(/** @type {Part} */ part, /** @type {string} */ question) {
    asked[part] = question;
    try {
      const { answer, said } = await answerTo(part, question);
      if (!answer) return;
      if (answer.version !== boot.version) store.set({ outdated: true });
      const state = store.latest();
      if (!drawable(part, answer.scenario, state) || questions(state)[part] === state.answered[part]) return;
      // A start where the loss has no value: a run without a single row, which is none, and a sentence that says so.
      const none = part === "run" && !answer.steps.k.length;
      put(part, question, { [part]: none ? null : shapeOf(part, answer), ...(part === "run" ? { noPath: none ? answer.message : null } : {}) }, said);
    } catch (error) {
      const { message, refused } = error instanceof Trouble ? error : { message: String(error), refused: false };
      // What the server refuses it would refuse again: there is no answer. What failed may be asked anew.
      if (refused) put(part, question, { [part]: null, ...(part === "run" ? { noPath: message } : {}) });
      troubles[part] = { detail: message, again: !refused };
      tell();
    } finally {
      if (asked[part] === question) delete asked[part];
    }
  }

  /** Asks for whatever is missing. */
  function refresh() {
    const state = store.latest();
    if (!boot.api) return;
    for (const [part, question] of /** @type {[Part, string | null][]} */ (Object.entries(questions(state)))) {
      if (question === state.answered[part] || question === asked[part] || mustWait(part, state)) continue;
      if (question !== null) load(part, question);
      else if (state[part] || part in troubles || state.answered[part] !== null) put(part, null, { [part]: null });
    }
  }

  store.listen((state, before) => {
    if (changed(state, before, ...CAUSES)) refresh();
  });
  return { refresh };
}

/** While the map is moved the old one moves along; what is of a step waits for its run, and the chain rule to be in sight. @param {Part} part @param {State} state */
function mustWait(part, { moving, chainVisible, stale }) {
  if (part === "surface") return moving;
  if (OF_MAP.includes(part)) return moving || Boolean(stale.surface);
  return OF_STEP.includes(part) && (stale.run || (["derivation", "local"].includes(part) && !chainVisible));
}

/** What the state holds of an answer; the axes of a grid bear the names of the plane, here they are w and b, whichever they are. @param {Part} part @param {any} answer */
function shapeOf(part, answer) {
  if (part !== "grid") return answer;
  const [w, b] = answer.scenario.plane;
  return { w: answer[w], b: answer[b], loss: answer.loss };
}

/** Whether a panel can draw an answer, late as it may be: another loss may have other parameters. @param {Part} part @param {import("./types.js").Scenario} of @param {State} state */
const drawable = (part, of, { scenario }) =>
  of.objective === scenario.objective && (!["surface", ...OF_MAP].includes(part) || String(of.plane) === String(scenario.plane));

/** The address with what would do. @param {string} address @param {import("./types.js").Refused} less */
export function withLowerValue(address, { parameter, most }) {
  const [path, query = ""] = address.split("?");
  return `${path}?${[...query.split("&").filter((pair) => !pair.startsWith(`${parameter}=`)), `${parameter}=${most}`].join("&")}`;
}
