/**
 * The frame and the page around it: what happens here is told there, and commands come from there. State only: no
 * message navigates or writes HTML. The table of all messages is in docs/embedding.md.
 *
 * @typedef {import("../state/types.js").State} State
 * @typedef {import("./parent.js").Port} Port
 */
import * as words from "#words";
import { createRequester, Trouble } from "../state/api.js";
import { catalogueEndpoint, namesEndpoint, taylorEndpoint } from "../state/endpoints.js";
import { EXTRA, layersInLink, USUAL } from "../state/layers.js";
import { shownRow } from "../state/ledger.js";
import { choose, isTyped, objectiveOf, runQuery, stateAfter } from "../state/scenario.js";
import { changed } from "../state/store.js";
import { commandOf, layersAfter, misfit, sorted } from "./commands.js";
import { tellHeight } from "./dialects.js";

/** Commands that may wait for the server at most: further ones are refused. */
const MOST = 16;

/**
 * For the frame's script, once: tells the page around what happens in the frame, and does what that page asks.
 *
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/actions.js").Actions} actions
 * @param {import("../state/types.js").Boot} boot
 * @param {(tell: (height: number) => void) => () => void} watchHeight
 * @param {Port} port
 */
export function messages(store, actions, boot, watchHeight, port) {
  const { catalogue } = boot;
  const there = { show: boot.show.filter((name) => !(name in EXTRA)), hide: boot.hide.filter((name) => !(name in USUAL)) };
  const ask = createRequester();
  let asked = linkState(store.get());
  let told = "";
  let runOf = "";

  const error = (/** @type {string} */ message, /** @type {import("./commands.js").Refused[]} */ errors = []) =>
    port.post({ type: "gd:error", message, errors });

  function change(/** @type {State} */ state) {
    const row = shownRow(state);
    return { type: "gd:change", state: described(state, there), step: row?.k ?? state.step, loss: row?.loss ?? null, beta: row?.beta ?? null };
  }

  /** @type {Record<string, (command: any) => void | Promise<void>>} */
  const does = {
    "gd:set": set,
    "gd:step": ({ by, to }) => (to === undefined ? actions.move(by) : actions.goto(to)),
    "gd:play": actions.play,
    "gd:pause": actions.pause,
    "gd:get"({ id }) {
      lastHeight();
      port.post({ ...change(store.get()), ...(id === undefined ? {} : { id }) });
    },
    "gd:reset"() {
      actions.pause();
      const { given, ...rest } = asked;
      store.set({ ...stateAfter(store.get(), given, catalogue), ...rest });
    },
  };

  /**
   * Sets all names or none: the server reads the values as it reads a link's, and answers with their run.
   *
   * @param {{ state: Record<string, any> }} command
   */
  async function set({ state }) {
    const {
      shown: { show, hide, ...shown },
      scenario,
      refused,
    } = sorted(state, there);
    let names = scenario;
    let answer = null;
    try {
      if (!isKnown(scenario, catalogue)) Object.assign(catalogue, await ask(catalogueEndpoint(boot.api)));
      names = { ...without(store.get().given, scenario.objective), ...scenario };
      const { fx, x, delta } = { ...store.get(), ...shown };
      // Only the server reads formulas; elsewhere these names have no effect.
      if (fx !== undefined && ["fx", "x", "delta"].some((name) => name in shown))
        await ask(taylorEndpoint(boot.api, { f: fx, x: x ?? 0, delta: delta ?? 0, order: 1 }));
      if (Object.keys(scenario).length) answer = await ask(namesEndpoint(boot.api, { digits: 7, ...names }));
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) return error(words.message_no_link_value());
      const errors = trouble.errors.map((one) => (one.parameter === "f" && "fx" in state ? { ...one, parameter: "fx" } : one));
      return error(trouble.message, [...refused, ...errors]);
    }
    const parameter = ["objective", "f"].find((name) => name in scenario);
    const detail = parameter && misfit(boot.view, objectiveOf(catalogue, answer.scenario.objective));
    if (detail) refused.push({ parameter, detail });
    if (refused.length) return error(words.message_refused(), refused);
    const current = store.get();
    const layers = show || hide ? { layers: layersAfter(current.layers, { show, hide }) } : {};
    store.set({ ...(answer ? followed(current, names, answer) : {}), ...shown, ...layers });
    asked = linkState(store.get());
  }

  /** @param {State} state @param {Record<string, any>} names @param {any} answer @returns {Partial<State>} */
  function followed(state, names, answer) {
    const { step, ...given } = Object.fromEntries(
      Object.keys(names)
        .filter((name) => names[name] !== null)
        .map((name) => [name, answer.scenario[name]]),
    );
    const run = answer.steps.k.length ? answer : null;
    if ("step" in names) actions.pause();
    return { ...stateAfter(state, choose({}, given, catalogue), catalogue), run, ...("step" in names ? { step: step ?? 0 } : {}) };
  }

  /** The choice without the names that belong to the old loss, as when a reader chooses another. @param {State["given"]} given @param {any} objective */
  const without = (given, objective) => (typeof objective === "string" && objectiveOf(catalogue, objective) ? choose(given, { objective }, catalogue) : given);

  /** @type {import("./commands.js").Command[]} */
  const waiting = [];
  let busy = false;
  /** Does the commands one after another: a step that follows a change is a step of the changed run. */
  async function work() {
    busy = true;
    try {
      for (let command = waiting.shift(); command; command = waiting.shift()) await does[command.type]?.(command);
    } finally {
      busy = false;
    }
  }

  /** @param {any} data */
  function hear(data) {
    if (data?.message === "ready" && data.secret === port.secret()) return lastHeight(); // WordPress, late
    try {
      const command = commandOf(data);
      if (!command) return;
      if (waiting.length === MOST) return error(words.message_too_many());
      // A slider that is dragged sends many changes of the same names: only the last is done.
      const last = waiting.at(-1);
      if (command.type === "gd:set" && last?.type === "gd:set" && Object.keys(last.state).every((name) => name in command.state)) waiting.pop();
      waiting.push(command);
      if (!busy) work();
    } catch (sentence) {
      error(/** @type {RangeError} */ (sentence).message);
    }
  }

  store.listen((state, before) => {
    const wrong = state.trouble ?? state.noPath;
    if (before && wrong && wrong !== (before.trouble ?? before.noPath)) error(wrong);
    if (changed(state, before, "run")) runOf = runQuery(state.given);
    // Nothing is told while the server still computes the run of a new scenario: there is no step of it yet.
    if (!state.run || runQuery(state.given) !== runOf) return;
    const message = change(state);
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    port.post(message);
  });

  port.listen(hear);
  const lastHeight = watchHeight((height) => tellHeight(height, port));
  port.post({ type: "gd:ready" });
  if (boot.notices.length) error(words.message_unused(), boot.notices);
}

/**
 * Whether the catalogue that came with the page, which may be an extract, has an entry for all that is named.
 *
 * @param {Record<string, any>} names
 * @param {import("../state/types.js").Catalogue} catalogue
 */
function isKnown({ objective, f, optimiser, data }, { objectives, optimisers, datasets }) {
  const has = (/** @type {{ id: string }[]} */ list, /** @type {any} */ id) => typeof id !== "string" || list.some((entry) => entry.id === id);
  return (
    (!f || objectives.some(isTyped)) &&
    has(objectives, objective) &&
    has(optimisers, optimiser) &&
    has(
      datasets.filter(({ points }) => points),
      data,
    )
  );
}

/** What a reset goes back to. @param {State} state */
const linkState = ({ given, step, ownBeta, theme, palette, layers, speed, fx, x, delta }) => ({
  given,
  step,
  ownBeta,
  theme,
  palette,
  layers,
  speed,
  fx,
  x,
  delta,
});

/** Every name of the figure that `gd:set` takes, with its value. @param {State} state @param {import("./commands.js").Parts} there */
function described({ scenario: { digits, ...scenario }, step, ownBeta, theme, palette, layers, speed, fx, x, delta }, there) {
  const { show = [], hide = [] } = layersInLink(layers);
  return {
    ...scenario,
    step,
    beta: ownBeta,
    theme,
    palette,
    show: [...show, ...there.show],
    hide: [...hide, ...there.hide],
    speed,
    ...(fx === undefined ? {} : { fx, x, delta }),
  };
}
