// What people type as a number: the one function that every number box reads with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { numberBox, numeral, typedText } from "../../static/js/page/panels/number_box.js";
import { textOf } from "../../static/js/state/link.js";
import { language } from "../../static/words/en/language.js";

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
  getAttribute = () => null;
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

/** In a language with this decimal mark. @param {string} decimal @param {() => void} check */
function speaking(decimal, check) {
  const usual = language.decimal;
  language.decimal = decimal;
  try {
    check();
  } finally {
    language.decimal = usual;
  }
}

for (const decimal of [".", ","])
  test(`what a box shows with ${decimal} before the decimals can be typed again, and steps by its keys`, () =>
    speaking(decimal, () => {
      for (const value of [0.5, -2, -0.08, 1e-8, 2.5e-7, 1.5e21, 0]) assert.equal(numeral(typedText(value)), value);
      const field = new Field();
      const box = numberBox(field);
      box.show(0.5);
      assert.equal(field.value, `0${decimal}5`);
      const key = Object.assign(new Event("keydown"), { key: "ArrowUp" });
      field.dispatchEvent(key);
      assert.equal(field.value, `1${decimal}5`);
      assert.equal(box.value(), 1.5);
      assert.equal(textOf(box.value()), "1.5"); // a link is the same in every language
    }));

for (const [decimal, typed, shown] of [
  [".", "0,5", "0.5"],
  [".", "5e-1", "5e-1"],
  [".", "−0.5", "-0.5"],
  [",", "0.5", "0,5"],
  [",", ",5", ",5"],
  [",", "5e-1", "5e-1"],
]) // prettier-ignore
  test(`"${typed}" becomes "${shown}" with ${decimal} before the decimals`, () =>
    speaking(decimal, () => {
      const field = new Field();
      const box = numberBox(field);
      field.value = typed;
      box.show(box.value());
      assert.equal(field.value, shown);
    }));
