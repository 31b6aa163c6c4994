// Further runs: where their numbers stand, what a chart makes of them, what the legend says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chart } from "../../static/js/draw/marks/chart.js";
import { furtherRuns, lineBadges } from "../../static/js/draw/marks/further_runs.js";
import { runNumbers, samples } from "../../static/js/draw/marks/run_numbers.js";
import { nearestLine } from "../../static/js/draw/nearest_line.js";
import { runResult } from "../../static/js/page/panels/further_runs/drawing.js";
import { everyPoint, pathOf } from "../../static/js/state/ledger.js";

const BOX = [0, 0, 400, 400];
const CLEAR = 28;
const START = [200, 200];
const away = ([x, y], [u, v]) => Math.hypot(x - u, y - v);
const line = (...points) => points;
const star = Array.from({ length: 9 }, (_, i) => line(START, [200 + 190 * Math.cos(i), 200 + 190 * Math.sin(i)], [390, 390]));

test("numbers keep clear of the start and of each other, and lie on their lines where these part", () => {
  const places = runNumbers(star, BOX, CLEAR, [START]);
  assert.equal(places.length, 8);
  places.forEach(([place, on], i) => {
    assert.equal(place, on);
    assert.ok(samples(star[i + 1], BOX).some((at) => away(at, place) === 0));
    for (const other of [START, ...places.slice(0, i).map(([at]) => at)]) assert.ok(away(place, other) >= CLEAR);
    assert.ok(away(place, [390, 390]) > 60, "all of them end there");
  });
});

test("runs that are the same line still have a number each", () => {
  const same = line([10, 200], [390, 200]);
  const places = runNumbers([same, same, same], BOX, CLEAR, [[10, 200]]);
  assert.deepEqual(
    places.map(([place]) => place),
    [
      [46, 200],
      [82, 200],
    ],
  );
});

test("where a line hardly leaves its start, its number steps aside and points at it", () => {
  const short = Array(8).fill(line(START, [200, 214]));
  const places = runNumbers([star[0], ...short], BOX, CLEAR, [START]);
  places.slice(0, 5).forEach(([place, on], i) => {
    assert.ok(away(on, START) <= 14);
    for (const other of [START, ...places.slice(0, i).map(([at]) => at)]) assert.ok(away(place, other) >= 19, "none hides another");
  });
  const [[place, on]] = runNumbers([star[0], line(START)], BOX, CLEAR, [START]);
  assert.deepEqual(on, START);
  assert.ok(away(place, START) > 27);
  const [[cornered]] = runNumbers([[], line([0, 0])], BOX, CLEAR, [[0, 0]]);
  assert.ok(
    cornered.every((t) => t >= 0),
    "never out of the box",
  );
});

test("only what is in the box counts, however far a line goes", () => {
  assert.deepEqual(runNumbers([star[0], line([-5, -5], [-9, 700]), [], line([1e12, 1e13])], BOX, CLEAR), [null, null, null]);
  const far = samples(line(START, [1e12, 1e12], [-1e12, -1e12], [7e23, -3e23]), BOX);
  assert.ok(far.length > 20 && far.every(([x, y]) => x >= 0 && x <= 400 && y >= 0 && y <= 400));
  assert.doesNotMatch(JSON.stringify(far), /null/);
});

test("a line is tried every twelve pixels, but at most at sixty places and one", () => {
  assert.deepEqual(samples(line([0, 0], [5, 0], [24, 0]), BOX), [
    [0, 0],
    [12, 0],
    [24, 0],
  ]);
  const tangle = Array.from({ length: 4000 }, (_, i) => [i % 2 ? 390 : 10, 10 + (i % 380)]);
  assert.ok(samples(tangle, BOX).length <= 61);
});

test("a chart spans all runs: the longest, the highest and the lowest", () => {
  const { still, lines, box } = chart({ kind: "loss", values: [4, 2], furtherRuns: [[4, 9, 1, null], [4]] }, 356, 132);
  const runs = still.filter((node) => String(node.attrs.class).startsWith("other"));
  assert.deepEqual(
    runs.map((node) => node.attrs.class),
    ["other run-1 quiet", "other run-2 quiet"],
  );
  assert.ok(still.indexOf(runs[1]) < still.findIndex((node) => node.attrs.class === "line loss"), "the run's own on top");
  assert.deepEqual(
    lines.map((at) => at.length),
    [2, 3, 1],
  );
  const [left, top, right, bottom] = box;
  assert.equal(lines[0][1][0], left + (right - left) / 3);
  for (const [x, y] of lines.flat()) assert.ok(x >= left && x <= right && y >= top && y <= bottom);
});

test("the run that is pointed at is in front, and all others are quiet", () => {
  const classes = (nodes) => nodes.map((node) => node.attrs.class).filter((name) => /run-|^line/.test(name));
  const drawn = (pointed) =>
    classes(
      chart(
        {
          kind: "loss",
          values: [4, 2],
          furtherRuns: [
            [4, 9],
            [4, 1],
          ],
          pointed,
        },
        356,
        132,
      ).still,
    ); // prettier-ignore
  for (const first of [undefined, null, 0, 7]) assert.deepEqual(drawn(first), ["other run-1 quiet", "other run-2 quiet", "line loss"]);
  assert.deepEqual(drawn(1), ["other run-2 quiet", "line loss quiet", "other run-1"]);
  assert.deepEqual(classes(chart({ kind: "loss", values: [4, 2] }, 356, 132).still), ["line loss"]);

  const layout = { x: (w) => w, y: (b) => b };
  const onMap = (pointed) => classes(furtherRuns(star.slice(0, 3), layout, pointed));
  assert.deepEqual(onMap(null), ["other run-1", "other run-2", "other run-3"]);
  assert.deepEqual(onMap({ number: 2 }), ["other run-1 quiet", "other run-3 quiet", "other run-2"]);
  assert.deepEqual(onMap({ number: 0 }), ["other run-1 quiet", "other run-2 quiet", "other run-3 quiet"]);
});

test("the run that is pointed at has its name, within the box; the first has no number", () => {
  const box = [0, 0, 150, 90];
  const lines = [line([0, 45], [150, 45]), line([0, 10], [150, 10]), line([0, 80], [150, 80]), line([400, 400], [500, 500])];
  const title = "Gradient\u00a0descent, η\u00a0=\u00a01.5, 1\u00a0step by\u00a0hand";
  for (const [number, badges] of [
    [0, 0],
    [1, 1],
    [2, 1],
  ]) {
    // prettier-ignore
    const nodes = lineBadges(lines, box, 20, 7, { pointed: { number, title } });
    const names = nodes.filter((node) => node.attrs.class === "run-name");
    assert.equal(nodes.filter((node) => node.attrs.class === "badge").length, badges);
    assert.equal(names.map((node) => node.children).join(" "), title);
    assert.ok(names.length > 1, "broken at spaces that may be");
    for (const { attrs, children } of names) {
      assert.ok(attrs.y - 12 >= 0 && attrs.y <= 90, `${number}: ${attrs.y}`);
      assert.ok(attrs.x - children.length * 3.5 >= 0 && attrs.x + children.length * 3.5 <= 150);
    }
  }
  assert.deepEqual(lineBadges(lines, box, 20, 7, { pointed: { number: 3, title } }), [], "it is elsewhere");
  assert.equal(lineBadges(lines, box, 20, 7).length, 2, "numbers alone");
});

test("a line is pointed at by what is near it, and the nearest counts", () => {
  const lines = [line([0, 0], [100, 0]), line([0, 0], [100, 30]), line([1e12, 1e12]), []];
  assert.equal(nearestLine(lines, [50, 4], 10), 0);
  assert.equal(nearestLine(lines, [50, 11], 10), 1);
  assert.equal(nearestLine(lines, [0, 0], 10), 0, "the first of equals");
  assert.equal(nearestLine(lines, [50, -10], 10), null);
  assert.equal(nearestLine([line([5, 5])], [5, 7], 10), 0, "a run of no step");
  assert.equal(nearestLine([line([0, 0], [-1e12, 1e12], [1e12, 1e12])], [3, 4], 10), 0);
});

test("a further run shows no more than may be seen yet", () => {
  const { lines } = chart({ kind: "loss", values: [4, 2, 1], furtherRuns: [[4, 3, 2, 1]], upto: 1 }, 356, 132);
  assert.deepEqual(
    lines.map((at) => at.length),
    [2, 2],
  );
});

test("the legend says where a run came to", () => {
  const steps = { k: [0, 1], loss: [2, 0.00621] };
  assert.equal(runResult({ outcome: "max_steps", steps }), "loss 0.00621 at step 1");
  assert.equal(runResult({ outcome: "diverged", steps }), "loss 0.00621 at step 1; then it diverges");
  assert.equal(runResult({ outcome: "undefined", steps }), "loss 0.00621 at step 1; then it cannot go on");
  assert.equal(runResult({ outcome: "undefined", steps: { k: [], loss: [] } }), "no path");
});

test("to fit the path is to fit all runs, but for one that outgrows all bounds", () => {
  const one = (outcome, ...w) => ({ outcome, steps: { k: w.map((_, k) => k), w, b: w.map(() => 0), loss: w.map((value) => value ** 2) } });
  const run = { ...one("diverged", 1, 2, 5, 1e11), runs: [one("max_steps", 2, 3), one("diverged", 4, 1e12), one("undefined", 5), one("undefined")] };
  assert.deepEqual(everyPoint(run, ["w", "b"]), [
    [1, 0],
    [2, 0],
    [5, 0],
    [2, 0],
    [3, 0],
    [5, 0],
  ]);
  assert.deepEqual(pathOf(run, ["b", "w"], 0), [[0, 1]]);
});
