import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, layersAfter, misfit, sorted } from "../../static/js/frame/commands.js";
import { tellLinks } from "../../static/js/frame/dialects.js";
import { messages } from "../../static/js/frame/messages.js";
import { createActions } from "../../static/js/state/actions.js";
import { USUAL } from "../../static/js/state/layers.js";
import { choose, resolve } from "../../static/js/state/scenario.js";
import { createStore } from "../../static/js/state/store.js";
import VIEWS from "../../static/shared/contract/views.json" with { type: "json" };

const loss = (id, start) => ({
  id,
  inputs: 0,
  parameters: ["w", "b"],
  data: null,
  reduction: null,
  eta: 1,
  steps: 3,
  defaults: {},
  start,
  window: [-4, 4, -4, 4],
  constants: [],
  presets: [{ f: "w^2" }],
});
const CATALOGUE = {
  objectives: [
    loss("bowl", [-2, -2]),
    loss("saddle", [1, 1]),
    loss("custom", [2, 2]),
    { ...loss("line", [0, 0, 0]), inputs: 2, parameters: ["w1", "w2", "b"] },
  ],
  optimisers: [
    { id: "gd", eta: null, hyperparameters: [], switches: [] },
    { id: "adam", eta: null, hyperparameters: [], switches: [] },
  ],
  datasets: [],
  parameters: [
    { id: "steps", default: 3 },
    { id: "grid", default: 129 },
  ],
  choices: [],
}; // prettier-ignore
const THROUGH = { "gd:set": { state: { eta: 2 } }, "gd:step": { by: 1 }, "gd:play": {}, "gd:pause": {}, "gd:reset": {}, "gd:get": {} };

/** A run of three steps; its losses tell its η. */
function runOf(scenario) {
  const k = [0, 1, 2, 3];
  const column = (value) => k.map(() => value);
  const steps = Object.fromEntries(
    ["w", "b", "grad_w", "grad_b", "grad_norm", "u_w", "u_b", "dot", "cos_beta", "eta", "first_order", "second_order", "actual", "doubt"].map((name) => [
      name,
      column(1),
    ]),
  );
  return {
    parameters: ["w", "b"],
    outcome: "max_steps",
    message: "",
    scenario,
    steps: { ...steps, k, loss: k.map((i) => scenario.eta + i), beta: column(180) },
  };
}

/** A frame with a server that refuses η = 666, and a window around it. */
async function frame(body, notices = [], view = "map") {
  const said = [];
  const asked = [];
  const frames = [];
  let hear;
  let height;
  globalThis.fetch = async (url) => {
    asked.push(url);
    if (url.endsWith("/catalogue")) return Response.json(CATALOGUE);
    const names = Object.fromEntries(new URLSearchParams(url.split("?")[1]));
    if (names.eta === "666") return Response.json({ detail: "eta no", errors: [{ parameter: "eta", detail: "no" }] }, { status: 422 });
    if (names.f === "nix(") return Response.json({ detail: "f no", errors: [{ parameter: "f", detail: "no" }] }, { status: 422 });
    if (url.includes("/taylor")) return Response.json({});
    const { eta, start, steps, step, ...rest } = names;
    const given = {
      ...rest,
      ...(eta ? { eta: Number(eta) } : {}),
      ...(step ? { step: Number(step) } : {}),
      ...(start ? { start: start.split(",").map(Number) } : {}),
      ...(steps ? { steps: Number(steps) } : {}),
    };
    return Response.json(runOf(resolve(given, CATALOGUE)));
  };
  const scenario = resolve({}, CATALOGUE);
  const initial = {
    given: {},
    scenario,
    run: null,
    step: 0,
    ownBeta: null,
    theme: "auto",
    palette: "sea",
    layers: Object.keys(USUAL),
    speed: 1,
    playing: false,
    trouble: null,
    move: null,
    answered: {},
  };
  const store = createStore(initial, (draw) => frames.push(draw));
  const actions = createActions(store, CATALOGUE, { pushChoice() {}, replaceStep() {} });
  const port = { post: (message) => said.push(structuredClone(message)), listen: (f) => (hear = f), secret: () => "abc" };
  const watch = (tell) => {
    height = tell;
    tell(400);
    return () => tell(400);
  };
  const few = { ...CATALOGUE, objectives: CATALOGUE.objectives.slice(0, 1) };
  messages(store, actions, { catalogue: few, api: "/api/v1", view, notices, show: ["levels", "controls"], hide: ["player"] }, watch, port);
  /** What is said until all is quiet. */
  const rest = async () => {
    for (let i = 0; i < 40; i++) {
      await new Promise(setImmediate);
      frames.splice(0).forEach((draw) => draw());
    }
    return said.splice(0);
  };
  const tell = async (message) => {
    hear(structuredClone(message));
    return rest();
  };
  const first = await rest();
  await body({
    store,
    actions,
    tell,
    rest,
    asked,
    first,
    height: (h) => height(h),
    hear: (message) => hear(message),
    types: (list) => list.map(({ type, subject, message }) => type ?? subject ?? message),
  });
}

test("it says how tall it is in three dialects, and then that it is ready", () =>
  frame(async ({ first, height, rest }) => {
    const tall = (value) => [
      { type: "gd:resize", height: value },
      { subject: "lti.frameResize", height: value },
      { message: "height", value, secret: "abc" },
    ];
    assert.deepEqual(first, [...tall(400), { type: "gd:ready" }]);
    height(500);
    assert.deepEqual(await rest(), tall(500));
  }));

test("a link is asked of WordPress' page, and opens by itself elsewhere", () => {
  const clicks = (secret, more = {}) => {
    const posted = [];
    const root = new EventTarget();
    tellLinks({ post: (message) => posted.push(message), listen() {}, secret: () => secret }, root);
    const link = { href: "https://descent.example/?eta=2" };
    const event = Object.assign(new Event("click", { cancelable: true }), { button: 0, ...more });
    Object.defineProperty(event, "target", { value: { closest: (selector) => (selector === "a[href]" && !more.apart ? link : null) } });
    root.dispatchEvent(event);
    return [event.defaultPrevented, posted];
  };
  assert.deepEqual(clicks("abc"), [true, [{ message: "link", value: "https://descent.example/?eta=2", secret: "abc" }]]);
  assert.deepEqual(clicks(null), [false, []]);
  for (const more of [{ apart: true }, { button: 1 }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }])
    assert.deepEqual(clicks("abc", more), [false, []]);
});

test("a loss that the frame's view cannot show is refused, and nothing changes", async () => {
  for (const [view, state, parameter] of [
    ["neuron", { objective: "saddle", eta: 2 }, "objective"],
    ["neuron", { f: "w^2", theme: "dark" }, "f"],
    ["neuron", { eta: 2 }, null],
    ["neuron", { objective: "line" }, null],
    ["direction", { objective: "line" }, "objective"],
    ["direction", { objective: "saddle" }, null],
    ["map", { objective: "line" }, null],
  ]) {
    await frame(
      async ({ tell, store }) => {
        const before = store.get();
        const said = await tell({ type: "gd:set", state });
        const refused = said.filter(({ type }) => type === "gd:error");
        assert.deepEqual(
          refused.flatMap(({ errors }) => errors.map((one) => one.parameter)),
          parameter ? [parameter] : [],
          view,
        );
        if (parameter) assert.deepEqual([said.length, store.get()], [1, before]);
        else assert.notDeepEqual(store.get().given, before.given);
      },
      [],
      view,
    ); // prettier-ignore
  }
  assert.match(misfit("neuron", { inputs: 0, parameters: ["w", "b"] }) ?? "", /^has no neuron/);
  for (const [view, { inputs, parameters }] of Object.entries(VIEWS)) {
    const refused = misfit(view, { inputs: 0, parameters: ["w1", "w2", "b"] });
    assert.equal(refused !== null, inputs !== undefined || parameters !== undefined, view);
  }
  assert.equal(misfit("chain", { inputs: 0, parameters: ["w1", "w2", "b"] }), null);
});

test("names of the address that are not used are told", () =>
  frame(
    async ({ first }) =>
      assert.deepEqual(first.at(-1), { type: "gd:error", message: "Some names of the address are not used.", errors: [{ parameter: "eta", detail: "no" }] }),
    [{ parameter: "eta", detail: "no" }],
  )); // prettier-ignore

test("a change is told once the run is there, and once only", () =>
  frame(async ({ store, actions, rest, tell }) => {
    assert.deepEqual(await rest(), []);
    store.set({ run: runOf(store.get().scenario) });
    const [change, ...more] = await rest();
    assert.deepEqual(more, []);
    assert.deepEqual([change.type, change.step, change.loss, change.beta], ["gd:change", 0, 1, 180]);
    assert.deepEqual(
      [change.state.eta, change.state.objective, change.state.show, change.state.hide, change.state.beta],
      [1, "bowl", ["controls"], ["player"], null],
    );
    store.set({ run: runOf(store.get().scenario) }); // the same again
    assert.deepEqual(await rest(), []);
    store.set({ given: { eta: 3 }, scenario: resolve({ eta: 3 }, CATALOGUE) });
    assert.deepEqual(await rest(), [], "its run is not there yet");
    store.set({ run: runOf(store.get().scenario) });
    assert.deepEqual(
      (await rest()).map(({ loss }) => loss),
      [3],
    );
    actions.goto(2);
    assert.deepEqual(
      (await rest()).map(({ step, loss }) => [step, loss]),
      [[2, 5]],
    );
    const answer = await tell({ type: "gd:get" });
    assert.deepEqual(answer.at(-1), { ...change, state: { ...change.state, eta: 3, step: 2 }, step: 2, loss: 5 });
    assert.deepEqual((await tell({ type: "gd:get", id: 7 })).at(-1), { ...answer.at(-1), id: 7 });
  })); // prettier-ignore

test("steps, by and to", () =>
  frame(async ({ store, tell }) => {
    await tell({ type: "gd:set", state: { eta: 2 } });
    const step = async (how) => {
      await tell({ type: "gd:step", ...how });
      return store.get().step;
    };
    assert.deepEqual([await step({ by: 1 }), await step({ to: 3 }), await step({ by: -2 }), await step({ to: 99 }), await step({ by: -99 })], [1, 3, 1, 3, 0]);
    await tell({ type: "gd:play" });
    assert.equal(store.get().playing, true);
    await tell({ type: "gd:pause" });
    assert.equal(store.get().playing, false);
  }));

test("values are set as text and natively, all or none", () =>
  frame(async ({ store, tell, asked }) => {
    const [change] = await tell({ type: "gd:set", state: { eta: "0.5", start: [1, 2], step: 2, theme: "dark", show: "field" } });
    assert.deepEqual(store.get().given, { eta: 0.5, start: [1, 2] });
    assert.deepEqual([change.step, change.loss, change.state.theme, change.state.show], [2, 2.5, "dark", ["field", "controls"]]);
    assert.equal(asked[0], "/api/v1/trajectory?digits=7&eta=0.5&start=1,2&step=2");

    const before = store.get();
    const [error, ...more] = await tell({ type: "gd:set", state: { eta: 666, theme: "pink", view: "chain", "a b": 1, start: [0, 0] } });
    assert.deepEqual(more, []);
    assert.deepEqual([error.type, error.errors.map(({ parameter }) => parameter)], ["gd:error", ["theme", "view", null, "eta"]]);
    assert.equal(store.get(), before);
    const [again] = await tell({ type: "gd:set", state: { palette: "mud", start: [0, 0] } });
    assert.deepEqual(
      again.errors.map(({ parameter }) => parameter),
      ["palette"],
    );
    assert.equal(store.get(), before);

    await tell({ type: "gd:set", state: { eta: null, theme: null, show: [] } });
    assert.deepEqual([store.get().given, store.get().theme, store.get().step], [{ start: [1, 2] }, "auto", 2]);
    assert.equal(
      asked.some((url) => url.endsWith("/catalogue")),
      false,
    );
    await tell({ type: "gd:set", state: { objective: "saddle" } });
    assert.deepEqual([store.get().given, store.get().step], [{ objective: "saddle" }, 0]);
    assert.equal(asked.filter((url) => url.endsWith("/catalogue")).length, 1, "the page brought an extract");
  })); // prettier-ignore

test("a function, its place and δ are set where they are shown, and the server reads the function", () =>
  frame(async ({ store, tell, rest, asked }) => {
    await tell({ type: "gd:set", state: { eta: 2 } });
    store.set({ fx: "x^3", x: 2, delta: 0.5 });
    await rest();
    const [change] = await tell({ type: "gd:set", state: { x: "3", delta: -1 } });
    assert.deepEqual([change.type, change.state.fx, change.state.x, change.state.delta], ["gd:change", "x^3", 3, -1]);
    assert.equal(asked.at(-1), "/api/v1/taylor?f=x%5E3&x=3&delta=-1&order=1");
    const [error] = await tell({ type: "gd:set", state: { fx: "nix(", x: 5 } });
    assert.deepEqual([error.type, error.errors[0].parameter], ["gd:error", "fx"]);
    const [other] = await tell({ type: "gd:set", state: { x: "many", fx: 1 } });
    assert.deepEqual(
      other.errors.map(({ parameter }) => parameter),
      ["x", "fx"],
    );
    assert.equal(store.get().x, 3);
    const [reset] = await tell({ type: "gd:set", state: { fx: null, x: null, delta: null } });
    assert.deepEqual([reset.state.fx, reset.state.x, reset.state.delta], ["x^3", 2, 0.5]);
  })); // prettier-ignore

test("what was told can be set again, and means the same", () =>
  frame(async ({ store, tell }) => {
    const [{ state }] = await tell({ type: "gd:set", state: { eta: 0.5, step: 1, beta: 120, hide: ["path"], speed: 2 } });
    await tell({ type: "gd:set", state: { eta: 2, step: 0, beta: null, hide: [], speed: 1 } });
    assert.deepEqual(await tell({ type: "gd:set", state }), [{ type: "gd:change", state, step: 1, loss: 1.5, beta: 120 }]);
    assert.deepEqual(store.get().given, { eta: 0.5 });
  }));

test("a reset goes back to what the host asked for last", () =>
  frame(async ({ store, actions, tell, rest }) => {
    await tell({ type: "gd:set", state: { eta: 2, step: 1 } });
    actions.choose({ eta: 3, start: [0, 0] });
    actions.goto(3);
    actions.play();
    await rest();
    await tell({ type: "gd:reset" });
    const { given, step, playing } = store.get();
    assert.deepEqual([given, step, playing], [{ eta: 2 }, 1, false]);
    assert.deepEqual(choose({}, given, CATALOGUE), given);
  }));

test("commands wait for those before them; of many changes of one name the last counts", () =>
  frame(async ({ store, tell, hear, rest, asked }) => {
    await tell({ type: "gd:set", state: { eta: 5 } });
    asked.length = 0;
    for (let eta = 6; eta < 60; eta++) hear({ type: "gd:set", state: { eta } });
    hear({ type: "gd:step", by: 2 });
    await rest();
    assert.deepEqual([asked.map((url) => url.split("eta=")[1]), store.get().given, store.get().step], [["6", "59"], { eta: 59 }, 2]);
    for (let i = 0; i < 40; i++) {
      hear({ type: "gd:set", state: { eta: 1 + i, steps: 3 } });
      hear({ type: "gd:play" });
    }
    const said = await rest();
    assert.equal(said.filter(({ message }) => message === "Too many commands at once.").length > 0, true);
    assert.equal(store.get().playing, true);
    await tell({ type: "gd:pause" });
    assert.equal(store.get().playing, false, "it listens again");
  }));

test("WordPress asks anew", () =>
  frame(async ({ tell, types }) => {
    assert.deepEqual(await tell({ message: "ready", secret: "other" }), []);
    assert.deepEqual(types(await tell({ message: "ready", secret: "abc" })), ["gd:resize", "lti.frameResize", "height"]);
  }));

const cyclic = { eta: 1 };
cyclic.self = cyclic;
const list = [1];
list.push(list);
const proto = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
const STATES = [
  null,
  1,
  "eta=1",
  [],
  ["eta"],
  cyclic,
  { start: list },
  { f: "w".repeat(1e6) },
  { data: new Array(1e6).fill(1) },
  { data: new Array(2 ** 31) },
  new Map([["eta", 1]]),
  new Date(0),
  { eta: new Map() },
  { eta: { a: { b: { c: { d: 1 } } } } },
]; // prettier-ignore
const STRANGE = [
  undefined,
  null,
  1,
  "gd:play",
  [],
  ["gd:play"],
  {},
  { type: 1 },
  { type: "gd:ready" },
  { type: "gd:nix" },
  { type: "__proto__" },
  { type: "constructor" },
  { type: ["gd:play"] },
  { subject: "lti.frameResize.response" },
  new Map([["type", "gd:play"]]),
  { message: "link", value: "https://evil.example/", secret: "abc" },
  { type: "navigate", href: "javascript:alert(1)" },
]; // prettier-ignore

test("hostile messages do nothing", () =>
  frame(async ({ store, tell }) => {
    const before = store.get();
    for (const message of STRANGE) {
      assert.deepEqual(await tell(message), [], JSON.stringify(message));
      assert.equal(commandOf(structuredClone(message)), null);
    }
    for (const state of STATES)
      assert.deepEqual(
        (await tell({ type: "gd:set", state })).map(({ type }) => type),
        ["gd:error"],
      );
    for (const how of [{}, { by: "1" }, { by: 0.5 }, { to: NaN }, { to: Infinity }, { by: 1, to: 1 }, { to: { valueOf: 1 } }, { by: 2 ** 60 }]) {
      assert.deepEqual(
        (await tell({ type: "gd:step", ...how })).map(({ type }) => type),
        ["gd:error"],
      );
    }
    for (const id of ["1", {}, 0.5, null])
      assert.deepEqual(
        (await tell({ type: "gd:get", id })).map(({ type }) => type),
        ["gd:error"],
      );
    for (const state of [
      proto,
      { eta: { toString: 1 } },
      { start: [[{ toString: 1 }]] },
      { start: Object.assign([[1]], { map: 1 }) },
      { theme: { toString: 1 } },
      { show: [{}] },
      { show: 5 },
    ]) {
      assert.deepEqual(
        (await tell({ type: "gd:set", state })).map(({ type }) => type),
        ["gd:error"],
        JSON.stringify(state),
      );
    }
    assert.equal(store.get(), before);
    assert.equal({}.polluted, undefined);
  })); // prettier-ignore

test("every command is read, and nothing more of it than it needs", () => {
  for (const [type, fields] of Object.entries(THROUGH)) assert.deepEqual(commandOf({ type, ...fields, href: "x", html: "<b>" }), { type, ...fields });
});

test("names of a change by who has a say", () => {
  const there = { show: ["controls"], hide: ["player"] };
  const { shown, scenario, refused } = sorted(
    { eta: 1, theme: "dark", hide: "path,player", show: ["controls", "field"], beta: "90", speed: 0.5, lock: null, Eta: 1 },
    there,
  );
  assert.deepEqual([shown, scenario], [{ theme: "dark", hide: ["path", "player"], show: ["controls", "field"], ownBeta: 90, speed: 0.5 }, { eta: 1 }]);
  assert.deepEqual(
    refused.map(({ parameter }) => parameter),
    ["lock", null],
  );
  for (const [name, value] of [
    ["beta", 360],
    ["beta", -1],
    ["beta", NaN],
    ["beta", ""],
    ["beta", [1]],
    ["speed", 3],
    ["show", "path"],
    ["hide", "field"],
    ["show", "numbers"],
    ["show", ""],
    ["theme", ""],
  ]) {
    assert.equal(sorted({ [name]: value }, there).refused.length, 1, `${name} ${value}`);
  }
  const usual = Object.keys(USUAL);
  assert.deepEqual(layersAfter([...usual, "field"], { hide: ["path"] }), [...usual.filter((name) => name !== "path"), "field"]);
  assert.deepEqual(layersAfter([usual[0], "field"], { show: [] }), [usual[0]]);
}); // prettier-ignore
