// Predict: what is hidden, which question is chosen, and how answers are judged, over runs that are computed here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../static/js/draw/layout.js";
import { toSVG } from "../../static/js/draw/svg.js";
import { KINDS } from "../../static/js/page/panels/questions/kinds.js";
import { bestDirection } from "../../static/js/page/panels/questions/steepest.js";
import { caseOf, nextQuestion, scoreAfter } from "../../static/js/state/questions.js";
import { isOutcomeHidden, lastKnownStep, lastVisibleStep, NEW_SCORE, newQuiz } from "../../static/js/state/quiz.js";

const WINDOW = [-4, 4, -4, 4];
const MAP = { window: WINDOW, plane: ["w", "b"] };
const PLACES = [0, 1];

/** A bowl or ravine ½(p w² + q b²) and its descent by gradient, or with momentum v ← γv + η∇L. */
function runOf({ p = 2, q = 2, eta = 0.1, gamma = 0, start = [-3, 2], steps = 30 }) {
  const loss = (w, b) => (p * w * w + q * b * b) / 2;
  const columns = "k w b loss grad_w grad_b grad_norm eta u_w u_b dot cos_beta beta first_order second_order actual doubt".split(" ");
  const rows = [];
  let [w, b] = start;
  let v = [0, 0];
  for (let k = 0; k <= steps; k++) {
    const g = [p * w, q * b];
    v = [gamma * v[0] + eta * g[0], gamma * v[1] + eta * g[1]];
    const u = [-v[0] / eta, -v[1] / eta];
    const dot = u[0] * g[0] + u[1] * g[1];
    const cos = dot / (Math.hypot(...u) * Math.hypot(...g));
    const next = [w + eta * u[0], b + eta * u[1]];
    const second = eta * dot + (eta * eta * (p * u[0] ** 2 + q * u[1] ** 2)) / 2;
    const step = [eta, u[0], u[1], dot, cos, (Math.acos(Math.min(Math.max(cos, -1), 1)) * 180) / Math.PI, eta * dot, second, loss(...next) - loss(w, b), 1e-15];
    rows.push([k, w, b, loss(w, b), g[0], g[1], Math.hypot(...g), ...(k < steps ? step : step.map(() => null))]);
    [w, b] = next;
  }
  return { loss, parameters: ["w", "b"], steps: Object.fromEntries(columns.map((name, i) => [name, rows.map((row) => row[i])])), runs: [] };
}

/** ΔL in every direction of a step's length, as `/step` has it, from the loss itself. */
function curveOf({ loss, steps }, k) {
  const at = (name) => steps[name][k];
  const far = at("eta") * Math.hypot(at("u_w"), at("u_b"));
  const uphill = Math.atan2(at("grad_b"), at("grad_w"));
  const beta = Array.from({ length: 361 }, (_, i) => i);
  const ways = beta.map((turn) => [far * Math.cos(uphill + (turn * Math.PI) / 180), far * Math.sin(uphill + (turn * Math.PI) / 180)]);
  return {
    beta,
    first_order: ways.map(([x, y]) => x * at("grad_w") + y * at("grad_b")),
    actual: ways.map(([x, y]) => loss(at("w") + x, at("b") + y) - loss(at("w"), at("b"))),
  };
}

const caseAt = (run, k) => caseOf(run, k, MAP, PLACES, curveOf(run, k));

/** The questions that a reader gets who answers all of them. */
function questionsOf(run) {
  const asked = [];
  const found = [];
  for (let from = 0; ; ) {
    const next = nextQuestion(KINDS, run, from, (k) => caseAt(run, k), asked);
    if (!next) return found;
    assert.ok(next.step >= from, "never back");
    found.push(next);
    asked.push(next.kind);
    from = next.step + 1;
  }
}

const RUNS = {
  plain: runOf({}),
  leaving: runOf({ eta: 1.02, start: [-1, 1], steps: 20 }),
  bouncing: runOf({ eta: 0.93, start: [-3, 3] }),
  ravine: runOf({ p: 1, q: 20, eta: 0.097, start: [-3, 1.5] }),
  momentum: runOf({ eta: 0.1, gamma: 0.9, start: [-3, 1], steps: 40 }),
};
const lossAfter = ({ steps }, k) => steps.loss[k + 1];

test("where the slope promises what does not come, that is asked first", () => {
  const wrong = ({ steps }, k) => steps.first_order[k] < 0 !== lossAfter({ steps }, k) < steps.loss[k];
  for (const name of ["leaving", "momentum"]) {
    const run = RUNS[name];
    const [first] = questionsOf(run);
    assert.equal(first.kind, "loss_change", name);
    assert.ok(wrong(run, first.step), `${name}: step ${first.step}`);
  }
});

test("a run of plain steps is not asked whether the loss falls; no kind is asked all the time", () => {
  const plain = questionsOf(RUNS.plain).filter(({ step }) => step < 8);
  assert.ok(plain.length >= 3);
  assert.ok(plain.every(({ kind }) => kind !== "loss_change"));
  for (const [name, run] of Object.entries(RUNS)) {
    const kinds = questionsOf(run).map(({ kind }) => kind);
    assert.ok(new Set(kinds.slice(0, 6)).size >= 3, `${name}: ${kinds}`);
  }
});

test("nobody is asked what rounding hides, nor after the last step", () => {
  const run = runOf({ steps: 3 });
  run.steps.doubt = run.steps.doubt.map((value) => (value === null ? null : 1e9));
  assert.deepEqual(questionsOf(run), []);
  const whole = RUNS.plain.steps.loss[0];
  assert.ok(
    questionsOf(RUNS.plain).every(({ step }) => RUNS.plain.steps.loss[step] - lossAfter(RUNS.plain, step) > 1e-4 * (whole - RUNS.plain.steps.loss.at(-1))),
  );
  const only = runOf({ steps: 3 });
  assert.ok(questionsOf(only).every(({ step }) => step < 3));
  assert.equal(nextQuestion(KINDS, RUNS.plain, 5, (k) => caseAt(RUNS.plain, k), [], 0)?.step, 5, "by hand: about the step that is shown");
});

test("whether the loss falls is judged by the loss of the next row", () => {
  for (const [name, run] of Object.entries(RUNS)) {
    for (let k = 0; k + 1 < run.steps.k.length; k++) {
      const facts = KINDS.loss_change.prepare(caseAt(run, k));
      const falls = lossAfter(run, k) < run.steps.loss[k];
      if (Math.abs(lossAfter(run, k) - run.steps.loss[k]) < 1e-12) continue;
      for (const { guess } of KINDS.loss_change.choices(facts)) assert.equal(KINDS.loss_change.judge(facts, guess).right, guess === falls, `${name} ${k}`);
    }
  }
});

test("a mark is right within 35 % of the step's length of its end, in every direction, or where no finger points better", () => {
  const { prepare, judge, interest, mark } = KINDS.next_point;
  const run = RUNS.momentum;
  const { w, b } = run.steps;
  for (let k = 0; k < 10; k++) {
    const step = caseAt(run, k);
    const facts = prepare(step);
    const far = Math.hypot(w[k + 1] - w[k], b[k + 1] - b[k]);
    const inside = [w[k + 1], b[k + 1]].every((t) => Math.abs(t) <= 4);
    if (!inside || far < 0.035 * 8 * Math.SQRT2) assert.equal(interest(step), 0, "off the map, or too short to be pointed at");
    for (const turn of [0, 1, 2, 3, 4, 5]) {
      for (const off of [0, 0.34, 0.36, 2]) {
        const judged = judge(facts, [w[k + 1] + off * far * Math.cos(turn), b[k + 1] + off * far * Math.sin(turn)]);
        assert.ok(Math.abs(judged.off - off) < 1e-9);
        assert.equal(judged.right, off < 0.35 || off * far < 0.015 * 8 * Math.SQRT2);
      }
    }
  }
  const facts = prepare(caseAt(run, 0));
  assert.equal(judge(facts, mark.begin(facts)).right, false, "where the mark is at first is no answer");
  assert.deepEqual(mark.to(facts, [9, -9]), [4, -4]);
  assert.deepEqual(mark.nudge(facts, [1, 1], [0, -1], 10), [1, 0]);
});

test("u is right within 15° of straight against ∇L, and a promise is η‖u‖‖∇L‖ cos β", () => {
  const { prepare, judge, mark } = KINDS.steepest;
  for (const run of [RUNS.plain, RUNS.ravine, RUNS.momentum]) {
    for (let k = 0; k < 5; k++) {
      const facts = prepare(caseAt(run, k));
      const [gw, gb, uw, ub] = ["grad_w", "grad_b", "u_w", "u_b"].map((name) => run.steps[name][k]);
      const down = (Math.atan2(-gb, -gw) * 180) / Math.PI;
      for (const off of [-180, -90, -14.9, -1, 0, 14.9, 15.1, 60]) {
        const turned = ((down + off) * Math.PI) / 180;
        const judged = judge(facts, down + off);
        assert.equal(judged.right, Math.abs(off) < 15, `${off}`);
        const promise = run.steps.eta[k] * Math.hypot(uw, ub) * (Math.cos(turned) * gw + Math.sin(turned) * gb);
        assert.ok(Math.abs(judged.promised - promise) < 1e-9 * Math.abs(judged.best), `${judged.promised} ${promise}`);
      }
      assert.equal(judge(facts, mark.begin(facts)).right, false);
    }
  }
});

test("another direction than 180° is told where it is better for this η, and only there", () => {
  assert.equal(bestDirection(null), null);
  assert.equal(bestDirection(curveOf(RUNS.plain, 0)), null, "in a round bowl none is");
  const curve = curveOf(RUNS.ravine, 0);
  const better = bestDirection(curve);
  const least = Math.min(...curve.actual);
  assert.equal(better.by, -least);
  assert.ok(Math.abs(better.beta - 180) >= 10);
  assert.equal(better.straight, curve.actual[180] < 0 ? "falls" : "rises");
});

test("of two steps the one is right whose end is lower, they differ clearly, and the slope is wrong about them where it can be", () => {
  const { prepare, judge, choices, needsCurve } = KINDS.lower_of_two;
  assert.ok(needsCurve);
  const run = RUNS.ravine;
  for (let k = 0; k < 6; k++) {
    const facts = prepare(caseAt(run, k));
    const losses = facts.pair.map(({ end }) => run.loss(...end) - run.steps.loss[k]);
    for (const [i, { actual, end }] of facts.pair.entries()) {
      assert.ok(Math.abs(actual - losses[i]) < 1e-9, "each does what the loss says");
      assert.ok(
        end.every((t) => Math.abs(t) <= 4),
        "and ends on the map",
      );
    }
    assert.ok(Math.abs(losses[0] - losses[1]) >= 0.3 * Math.max(...losses.map(Math.abs)));
    const lower = losses[0] < losses[1] ? 0 : 1;
    for (const { guess } of choices(facts)) assert.equal(judge(facts, guess).right, guess === lower);
    if (k === 0) assert.equal(judge(facts, 0).slope, facts.pair[lower].promised < facts.pair[1 - lower].promised ? "right" : "wrong");
  }
  assert.equal(judge(prepare(caseAt(run, 0)), 0).slope, "wrong");
  assert.deepEqual(
    choices(prepare(caseAt(run, 0))).map(({ key }) => key),
    ["a", "b"],
  );
  assert.equal(prepare({ ...caseAt(run, 0), curve: null }), null, "without the curve nothing is asked");
});

test("every question and every explanation is said, with numbers that there are", () => {
  const layout = layoutOf(WINDOW, 600, { left: 50, right: 10, top: 10, bottom: 40 });
  for (const run of Object.values(RUNS)) {
    for (let k = 0; k < 8; k++) {
      for (const kind of Object.values(KINDS)) {
        const facts = kind.prepare(caseAt(run, k));
        if (!facts) continue;
        const guess = kind.mark ? kind.mark.begin(facts) : kind.choices(facts)[0].guess;
        const { plain, exact } = kind.explain(facts, kind.judge(facts, guess), { run });
        const marked = kind.mark ? Object.values(kind.mark.attributes(facts, guess)) : [];
        const drawn = [false, true].flatMap((answered) => kind.draw(facts, guess, layout, answered).map(toSVG));
        const said = [kind.question(k, facts), ...plain, ...exact, ...marked, ...drawn];
        assert.ok(plain.length && exact.length);
        for (const text of said) assert.doesNotMatch(String(text), /^$|NaN|undefined|null|Infinity/);
      }
    }
  }
});

test("the streak counts right answers in a row, and the longest stays", () => {
  let score = NEW_SCORE;
  const scores = [true, true, false, true].map((right) => {
    score = scoreAfter(score, right);
    return `${score.streak} ${score.longest}`;
  });
  assert.deepEqual(scores, ["1 1", "2 2", "0 2", "1 2"]);
});

const known = { steps: { k: [0, 1, 2, 3], actual: [-1, 1, 1e-17, null], doubt: [1e-16, 1e-16, 1e-16, null] } };

test("what is to be guessed is hidden, and what is known stays known", () => {
  const free = { reached: Infinity, scenario: { vs: [], moves: [] } };
  assert.equal(isOutcomeHidden({ quiz: null, run: known, step: 0 }), false);
  assert.equal(lastVisibleStep({ ...free, quiz: null, run: known, step: 0 }), Infinity);
  assert.equal(lastVisibleStep({ ...free, quiz: null, run: known, step: 0, reached: 0 }), 0, "the path is not drawn yet");
  const begun = newQuiz({ given: {}, step: 0, ownBeta: null, run: known });
  const state = (upto, step) => ({ ...free, quiz: { ...begun, upto }, run: known, step });
  assert.ok(isOutcomeHidden(state(begun.upto, 0)));
  assert.equal(lastVisibleStep(state(-1, 0)), 0);
  assert.equal(lastKnownStep(state(-1, 0)), -1, "nor its angle");
  assert.equal(lastVisibleStep(state(0, 0)), 1);
  assert.ok(isOutcomeHidden(state(0, 1)) && !isOutcomeHidden(state(0, 0)));
  assert.equal(lastKnownStep(state(0, 1)), 0);
  assert.ok(isOutcomeHidden({ ...state(0, 1), ownBeta: 180 }), "nor along a direction of one's own");
  assert.ok(!isOutcomeHidden(state(0, 3)), "nothing follows the last");
  assert.ok(!isOutcomeHidden(state(1, 2)), "nobody is asked what rounding hides");
  assert.equal(newQuiz({ given: {}, step: 2, ownBeta: null, run: known }).upto, 1, "what led here is known");
  assert.equal(newQuiz({ given: {}, step: 3, ownBeta: null, run: known }).upto, -1, "a run that has ended begins anew");
});
