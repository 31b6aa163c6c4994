import assert from "node:assert/strict";
import test from "node:test";
import { withLowerValue } from "../../static/js/state/loader.js";

test("what would do takes the place of what was asked for, once", () => {
  const less = { parameter: "levels", detail: "", most: 8 };
  assert.equal(withLowerValue("/a?levels=64&grid=9", less), "/a?grid=9&levels=8");
  assert.equal(withLowerValue("/a?grid=9", less), "/a?grid=9&levels=8");
  assert.equal(withLowerValue("/a?f=levels&grid=9&levels=8", { ...less, most: 4 }), "/a?f=levels&grid=9&levels=4");
});
