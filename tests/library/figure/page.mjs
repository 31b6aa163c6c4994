// What the page's own modules draw and say, as JSON: [[what, input], …] on standard input, the answers on standard output.
import { readFileSync } from "node:fs";
import { colour } from "../../../static/js/draw/colours.js";
import { handlePosition, isInside, layoutOf } from "../../../static/js/draw/layout.js";
import { axes, frame } from "../../../static/js/draw/marks/axes.js";
import { bandKey, bands, hatching, shade } from "../../../static/js/draw/marks/bands.js";
import { furtherRuns, runBadges, runDots, swatch } from "../../../static/js/draw/marks/further_runs.js";
import { halfplane } from "../../../static/js/draw/marks/halfplane.js";
import { eigen, quadratic } from "../../../static/js/draw/marks/local.js";
import { lowest } from "../../../static/js/draw/marks/lowest.js";
import { path } from "../../../static/js/draw/marks/path.js";
import { field, levels, stationary } from "../../../static/js/draw/marks/scene.js";
import { dial, landing, stepArrows } from "../../../static/js/draw/marks/step_arrows.js";
import { el, px } from "../../../static/js/draw/svg.js";
import { runResult } from "../../../static/js/page/panels/further_runs/drawing.js";
import { mapNames } from "../../../static/js/page/panels/map_names.js";
import { cosSin } from "../../../static/js/state/directions.js";
import { allRuns, landingOf, pathOf, shownRow } from "../../../static/js/state/ledger.js";
import {
  axisName,
  formatCoordinate,
  formatCount,
  formatDegrees,
  formatNames,
  formatNumber,
  formatPoint,
  formatVector,
  joinWithAnd,
  labels,
  shortNumber,
} from "../../../static/js/text/formats.js";
import { sentence } from "../../../static/js/text/words.js";
import * as words from "../../../static/words/en/words.js";

const MARGIN = { left: 52, right: 10, top: 10, bottom: 44 };

/** The row that is shown, all of it and the map's two components. */
function rows({ run, step, ownBeta, move, scenario, places }) {
  const row = shownRow({ run, step, ownBeta, move, scenario });
  const flat = (v) => places.map((i) => v[i]);
  return { row, here: { ...row, point: flat(row.point), gradient: flat(row.gradient), u: flat(row.u) }, to: flat(landingOf(row)) };
}

const ANSWERS = {
  layout: ({ window, width }) => {
    const { x, y, ...rest } = layoutOf(window, width, MARGIN);
    return { ...rest, across: x.ticks(8), few: x.ticks(2), up: y.ticks(11) };
  },
  numbers: ({ values, digits }) => values.map((value) => digits.map((count) => formatNumber(value, count))),
  labels: (lists) =>
    lists.map(({ values, room, digits }) => {
      const found = labels(values, room ?? Infinity, digits);
      return { ...found, of: axisName(found, "w") };
    }),
  turns: (degrees) => degrees.map(cosSin),
  places: (asked) => asked.map(([value, low, high]) => formatCoordinate(value, low, high)),
  degrees: ({ values }) => values.map((value) => [formatDegrees(value), formatDegrees(value, 1)]),
  texts: ({ values, counts, points, names, lists, map }) => ({
    short: values.map((value) => shortNumber(value)),
    counts: counts.map(formatCount),
    points: points.map((point) => formatPoint(point, names, map)),
    vectors: points.map((point) => formatVector(point)),
    names: formatNames(names),
    lists: lists.map(joinWithAnd),
    steps: counts.map((steps) => words.count_steps({ steps })),
  }),
  colours: ({ places, palette }) => places.map((t) => colour(t, palette)),
  sentence: (state) => sentence(shownRow(state), state.run, state, state.ownBeta !== null),
  /** Every layer of the map, as panels/map.js and panels/overlay.js put the marks together. */
  map(state) {
    const { window, width, surface, palette, plane, local, key } = state;
    const layout = layoutOf(window, width, MARGIN);
    const { row, here, to } = rows(state);
    const [first, ...runs] = allRuns(state.run).map((run) => pathOf(run, plane));
    const start = state.places.map((i) => state.scenario.start[i]);
    const shadow = state.run.parameters.length > 2;
    const ahead = row.last ? null : landing(here, layout, to);
    const inside = isInside(here.point, window);
    const [cx, cy] = handlePosition(start, layout);
    const shown = {
      lowest: lowest(surface.lowest, layout),
      path: path(first, layout),
      now: inside ? stepArrows(here, layout, shadow, [cx, cy]) : [],
      landed: inside && ahead ? ahead.dot : [],
      start: [el("circle", { class: "knob", cx: px(cx), cy: px(cy), r: 9 })],
    };
    const places = { start, k: row.k, here: inside ? here.point : null, next: inside && ahead ? to : null, lowest: surface.lowest };
    return {
      lowest: shown.lowest,
      names: mapNames(places, window, Object.values(shown).flat(), layout),
      hatching: hatching(layout),
      shade: [shade(layout)],
      bands: bands(surface.bands, layout, palette),
      key: bandKey(surface.bands, key, palette),
      half: state.ownBeta === null ? [] : halfplane(here.point, here.gradient, layout),
      axes: axes(layout, plane),
      frame: [frame(layout)],
      others: furtherRuns(runs, layout),
      path: path(first, layout),
      abreast: runs.length ? [...runDots(runs, row.k, layout), ...runBadges(first, runs, start, layout)] : [],
      legend: runs.length ? allRuns(state.run).map((run, i) => el("g", {}, [...swatch(i), el("text", {}, runResult(run))])) : [],
      now: stepArrows(here, layout, shadow, handlePosition(start, layout)),
      here: stepArrows({ ...here, last: true, gradient: [0, 0] }, layout),
      ahead: ahead ? ahead.line : [],
      landed: ahead ? ahead.dot : [],
      dial: dial(row, 132),
      levels: levels(surface.labels, layout),
      field: field(surface.field, layout),
      quadratic: local
        ? quadratic(
            local,
            surface.bands.map((band) => band.from),
            layout,
          )
        : [],
      eigen: local ? eigen(local, layout) : [],
      stationary: stationary(surface.stationary, layout),
    };
  },
};

const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([what, input]) => ANSWERS[what](input))));
