// A message that has elements in it: they stand where the translator put them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ELEMENT, withElements } from "../../static/js/page/dom.js";

const [first, second] = [{ id: 1 }, { id: 2 }];

for (const [message, children] of [
  [`${ELEMENT}, promised`, ["", first, second, ", promised"]],
  [`versprochen: ${ELEMENT}`, ["versprochen: ", first, second, ""]],
  [`a ${ELEMENT} b`, ["a ", first, second, " b"]],
])
  test(`elements in "${message}"`, () => assert.deepEqual(withElements(message, first, second), children));
