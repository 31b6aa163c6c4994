/**
 * Asks the server what the present state has to know, and puts each answer into it with the question that it answers.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./replies.js").Part} Part
 */
import * as words from "#words";
import { createRequester, Trouble } from "./api.js";
import { isPaperWanted, OF_MAP, OF_STEP, PARTS, questionsOf, staleOf } from "./replies.js";
import { changed } from "./store.js";

/** Parts of the state that decide which questions there are, and whether they are answered. @type {(keyof State)[]} */
const INPUTS = [
  "given",
  "scenario",
  "surface",
  "run",
  "step",
  "ownBeta",
  "draft",
  "layers",
  "room",
  "probing",
  "advising",
  "depth",
  "chainVisible",
  "paperFor",
  "slicesVisible",
  "answered",
];
/** Parts of the state whose change may make a question necessary that is not under way. @type {(keyof State)[]} */
const CAUSES = [
  "scenario",
  "moving",
  "surface",
  "run",
  "noPath",
  "step",
  "ownBeta",
  "chainVisible",
  "paperFor",
  "slicesVisible",
  "depth",
  "draft",
  "layers",
  "room",
  "probing",
  "advising",
];

/** Replies that are asked for whatever else changes. @type {Part[]} */
const OF_ALL = ["surface", "run"];
/** Milliseconds for which what the page computes by itself has rested before the server is asked for the same. */
const REST = 250;

/**
 * For a page's or a frame's script, once: a loader that asks for what the state lacks, and may be told to try again.
 * Replies that came with the page are not asked for. A page without a server (its `api` is
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
    rates: createRequester(),
    move: createRequester(),
    derivation: createRequester(),
    local: createRequester(),
    slices: createRequester(),
    grid: createRequester(),
    scene: createRequester(),
    curvature: createRequester(),
  };
  /** The question under way of each part. @type {import("./replies.js").Questions} */
  const asked = {};
  /**
   * The trouble of each part by itself: when the path arrives, the map may still be missing.
   *
   * @type {Partial<Record<Part, Trouble>>}
   */
  const troubles = {};
  /** For each part, the question that failed: it is not asked again with whatever changes meanwhile. @type {Partial<Record<Part, string>>} */
  const failed = {};

  const begun = store.latest();
  store.set({ answered: Object.fromEntries(Object.entries(questions(begun)).filter(([part]) => begun[/** @type {Part} */ (part)])), provisional: {} });
  /** What computes answers in the page, once it is there. @type {import("./types.js").Provisional | null} */
  let provisional = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** @type {State | null} */
  let last = null;
  store.derived((state) => {
    if (!changed(state, last, ...INPUTS)) return {};
    if (!boot.api && !provisional) return { stale: {} };
    const answers = provisional?.answers(state, questions) ?? {};
    last = { ...state, ...answers };
    return { ...answers, stale: staleOf(last, questions(last)) };
  });

  /** For each part that is shown with less than was asked for, the sentence that says so. @type {Partial<Record<Part, string>>} */
  const fewer = {};

  /** @param {Part} part @param {string | null} question @param {Partial<State>} reply @param {string} [said] */
  function put(part, question, reply, said) {
    delete troubles[part];
    delete failed[part];
    delete fewer[part];
    if (said) fewer[part] = said;
    store.set({ ...reply, answered: { ...store.latest().answered, [part]: question } });
    tell();
  }
  function tell() {
    const all = Object.values(troubles);
    const trouble = all[0]?.busy ? words.trouble_busy() : (all[0]?.message ?? null);
    store.set({ trouble, again: all.some(({ refused }) => !refused), fewer: Object.values(fewer).join(" ") || null });
  }

  /**
   * The answer; where the question takes too much work, the answer to the largest that the server allows, and a sentence on that.
   *
   * @param {Part} part
   * @param {string} question
   */
  async function answerTo(part, question) {
    let address = question;
    let said;
    for (let tries = 4; ; tries--) {
      try {
        return { answer: await ask[part](address), said };
      } catch (error) {
        const less = error instanceof Trouble ? error.errors.find(({ most }) => most) : undefined;
        if (!less || !tries || asked[part] !== question) throw error;
        said = words.refusal_sentence({ name: less.parameter, reason: less.detail });
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
      const present = questions(state)[part];
      if (!drawable(part, answer.scenario, state) || present === state.answered[part]) return;
      if (present !== question && present === state.provisional[part]) return; // what the page computed since is nearer
      // A start where the loss has no value gives a run without rows: the state then holds no run, and the sentence that says why.
      const none = part === "run" && !answer.steps.k.length;
      put(part, question, { [part]: none ? null : shapeOf(part, answer), ...(part === "run" ? { noPath: none ? answer.message : null } : {}) }, said);
    } catch (error) {
      const trouble = error instanceof Trouble ? error : new Trouble(String(error), [], 500); // a fault of ours does not pass by itself
      // The server would refuse the same question again, so it counts as answered.
      failed[part] = question;
      if (trouble.refused) put(part, question, { [part]: null, ...(part === "run" ? { noPath: trouble.message } : {}) });
      troubles[part] = trouble;
      tell();
    } finally {
      if (asked[part] === question) delete asked[part];
    }
  }

  /** For who has waited, or is told to: asks for what has failed too. */
  function again() {
    for (const part of PARTS) delete failed[part];
    refresh();
  }
  /** Asks for whatever the state lacks. @param {boolean} [rested] also for what the page has computed by itself */
  function refresh(rested = false) {
    const state = store.latest();
    if (!boot.api) return;
    const present = /** @type {[Part, string | null][]} */ (Object.entries(questions(state)));
    clearTimeout(resting);
    const moves = !rested && present.some(([part, question]) => isProvisional(state, part, question));
    if (moves) resting = setTimeout(() => refresh(true), REST);
    // A hand changes the run; while it plays only the step is new, and what the page cannot compute of it is asked for.
    const handAtWork = moves && present.some(([part, question]) => part === "run" && isProvisional(state, part, question));
    for (const [part, question] of present) {
      if (question === state.answered[part] || question === asked[part] || question === failed[part] || mustWait(part, state)) continue;
      if ((handAtWork && !OF_ALL.includes(part)) || (moves && isProvisional(state, part, question))) continue;
      if (question !== null) load(part, question);
      else if (state[part] || part in troubles || state.answered[part] !== null) put(part, null, { [part]: null });
    }
  }

  store.listen((state, before) => {
    if (changed(state, before, ...CAUSES)) refresh();
  });
  /** The last trouble that may pass by itself; null where there is none, so that nothing has to be asked again. */
  const passing = () => Object.values(troubles).findLast(({ passing }) => passing) ?? null;
  return {
    again,
    passing,
    /** From now on the page computes what it can. @param {import("./types.js").Provisional} answers */
    compute(answers) {
      provisional = answers;
      store.listen((state, before) => {
        if (state.scenario !== before?.scenario) answers.prepare(state);
      });
      answers.prepare(store.latest());
    },
  };
}

/** Whether the page shows what it computed itself in answer to a question. @param {State} state @param {Part} part @param {string | null} question */
const isProvisional = ({ provisional }, part, question) => Boolean(question) && provisional[part] === question;

/** @typedef {ReturnType<typeof createLoader>} Loader */

/**
 * Whether a question has to wait: the map's until the map rests, a step's until its run is there, the chain rule's until it is
 * in sight.
 *
 * @param {Part} part
 * @param {State} state
 */
function mustWait(part, state) {
  const { moving, chainVisible, stale } = state;
  if (part === "surface") return moving;
  if (part === "rates") return moving || Boolean(stale.run || stale.surface); // what is drawn comes first
  if (OF_MAP.includes(part)) return moving || Boolean(stale.surface);
  if (part === "slices" && moving) return true;
  return OF_STEP.includes(part) && (stale.run || (["derivation", "local"].includes(part) && !chainVisible && !isPaperWanted(state)));
}

/** What the state holds of an answer: a grid's axes, which the server names after the plane, are w and b here. @param {Part} part @param {any} answer */
function shapeOf(part, answer) {
  if (part !== "grid") return answer;
  const [w, b] = answer.scenario.plane;
  return { w: answer[w], b: answer[b], loss: answer.loss };
}

/**
 * Whether a panel can draw an answer, late as it may be: another loss may have other parameters.
 *
 * @param {Part} part
 * @param {import("./types.js").Scenario} of
 * @param {State} state
 */
const drawable = (part, of, { scenario }) =>
  of.objective === scenario.objective && (!["surface", ...OF_MAP].includes(part) || String(of.plane) === String(scenario.plane));

/**
 * For the loader: the address with the largest value that the server allows for what it refused.
 *
 * @param {string} address
 * @param {import("./types.js").Refused} less
 */
export function withLowerValue(address, { parameter, most }) {
  const [path, query = ""] = address.split("?");
  return `${path}?${[...query.split("&").filter((pair) => !pair.startsWith(`${parameter}=`)), `${parameter}=${most}`].join("&")}`;
}
