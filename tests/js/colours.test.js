import assert from "node:assert/strict";
import { test } from "node:test";
import { bandColour, colour } from "../../static/js/draw/colours.js";
import { PALETTES } from "../../static/js/state/palettes.js";

/** Relative luminance as WCAG defines it. */
function luminance(css) {
  const [r, g, b] = css.match(/\d+/g).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test("low is dark: in every palette luminance rises all the way", () => {
  assert.equal(Object.keys(PALETTES)[0], "sea");
  for (const name of Object.keys(PALETTES)) {
    const steps = Array.from({ length: 101 }, (_, i) => luminance(colour(i / 100, name)));
    steps.slice(1).forEach((step, i) => assert.ok(step > steps[i], `${name} at ${i}`));
    assert.ok(steps[0] < 0.03 && steps[100] > 0.75, name);
  }
});

test("the ends, and beyond", () => {
  assert.equal(colour(0, "cividis"), "rgb(0 34 78)");
  assert.equal(colour(1, "cividis"), "rgb(254 232 56)");
  assert.deepEqual([colour(-1), colour(2)], [colour(0), colour(1)]);
});

test("bands take colours by rank; neighbours differ up to the most levels that there are", () => {
  assert.equal(bandColour(0, 1), colour(0));
  const colours = Array.from({ length: 65 }, (_, i) => bandColour(i, 65));
  assert.equal(new Set(colours).size, 65);
});
