// What people type as a number: the one function that every number box reads with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { numberBox, numeral } from "../../static/js/page/panels/number_box.js";

/** @type {[string, number][]} */
const READ = [
  ["0.5", 0.5],
  ["0,5", 0.5],
  [",5", 0.5],
  [".5", 0.5],
  ["5.", 5],
  ["5,", 5],
  ["-2", -2],
  ["−2", -2],
  ["+2", 2],
  ["−0,8", -0.8],
  ["1e-3", 1e-3],
  ["1E3", 1000],
  ["2,5e−2", 0.025],
  [" 3 ", 3],
  ["\u00a07\t", 7],
  ["007", 7],
  ["1234.5", 1234.5],
  ["1,250", 1.25],
]; // prettier-ignore
for (const [text, value] of READ) test(`"${text}" is ${value}`, () => assert.equal(numeral(text), value));

const NONE = [
  "",
  " ",
  "-",
  ".",
  ",",
  "1/2",
  "12abc",
  "abc",
  "1 2",
  "1 000",
  "1'000",
  "1.234,5",
  "1,234.5",
  "1,234,567",
  "1.2.3",
  "0x10",
  "0b1",
  "1_000",
  "1e",
  "e3",
  "1e999",
  "NaN",
  "nan",
  "inf",
  "Infinity",
  "∞",
  "½",
  "٣",
  "５",
  "- 2",
  "--2",
  "–2",
  "2-",
  "1e5.5",
  "true",
  "null",
  "10 %",
  "2px",
  "[1]",
]; // prettier-ignore
for (const text of NONE) test(`"${text}" is no number`, () => assert.ok(Number.isNaN(numeral(text))));

/** As much of an input as a number box needs. */
class Field extends EventTarget {
  value = "";
  setAttribute() {}
  removeAttribute() {}
  type(text) {
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }
}

for (const end of ["change", "blur"])
  test(`what comes while a number is typed does not take it away, until ${end}`, () => {
    const field = new Field();
    const box = numberBox(field);
    box.show(3);
    assert.equal(field.value, "3");
    field.type("12");
    box.show(4);
    assert.equal(field.value, "12");
    field.dispatchEvent(new Event(end));
    box.show(4);
    assert.equal(field.value, "4");
  });
