import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, isOurs, languageOf, reloads, valuesOf } from "../../static/js/frame/attributes.js";
import { linkQuery, textsOf } from "../../static/js/state/link.js";

const attributes = (values) => Object.entries(values).map(([name, value]) => ({ name, value }));

test("a server that renders pages may import the element", async () => {
  const { GradientDescent } = await import("../../static/js/frame/element.js");
  assert.equal(typeof GradientDescent, "function");
});

test("attributes are a link's names; HTML's own and those of frameworks are not", () => {
  const given = { objective: "bowl", epsilon_place: "inside", lang: "en", learning_rate: "1" };
  const others = {
    class: "a",
    id: "b",
    style: "c",
    title: "d",
    onclick: "e",
    "aria-label": "f",
    "data-x": "g",
    "_ngcontent-a": "",
    "v-if": "h",
    ":eta": "i",
    hidden: "",
  };
  assert.deepEqual(valuesOf(attributes({ ...given, ...others })), given);
  for (const name of ["__proto__", "Eta", "1a", "", "a-b", "a b", "onload"]) assert.equal(isOurs(name), false, name);
  assert.deepEqual(Object.keys(valuesOf(attributes({ constructor: "x" }))), ["constructor"]); // the server will tell
});

test("an attribute without a value is on", () => {
  assert.deepEqual(valuesOf(attributes({ autoplay: "", links: "false", projector: "true", eta: "0" })), {
    autoplay: "1",
    links: "0",
    projector: "1",
    eta: "0",
  });
});

test("further runs are parted by blanks", () => {
  const { vs } = valuesOf(attributes({ vs: "\n adam;eta=0.1\tmomentum;start=1,-2  gd " }));
  assert.deepEqual(vs, ["adam;eta=0.1", "momentum;start=1,-2", "gd"]);
  assert.equal(linkQuery({ eta: "2", vs }), "eta=2&vs=adam;eta%3D0.1&vs=momentum;start%3D1,-2&vs=gd");
  assert.deepEqual(valuesOf(attributes({ vs: " " })), { vs: [] });
  assert.equal(linkQuery({ vs: [] }), "");
});

test("native values are written as a link writes them", () => {
  const cases = [
    ["eta", 0.5, ["0.5"]],
    ["eta", "0.50", ["0.50"]],
    ["eta", 0, ["0"]],
    ["eta", null, []],
    ["eta", undefined, []],
    ["eta", "", [""]],
    ["autoplay", true, ["1"]],
    ["links", false, ["0"]],
    ["start", [-2, 1.5], ["-2,1.5"]],
    ["show", [], []],
    [
      "data",
      [
        [1, 0.5],
        [-2, 1],
      ],
      ["1:0.5,-2:1"],
    ],
    ["vs", "adam", ["adam"]],
    ["vs", [{ optimiser: "adam", eta: 0.1, start: [1, 2], tol: null }, "gd"], ["adam;eta=0.1;start=1,2", "gd"]],
  ]; // prettier-ignore
  for (const [name, value, texts] of cases) assert.deepEqual(textsOf(name, value), texts, name);
  assert.equal(linkQuery({ f: "w^2 + b & <a>", start: [1, 2] }), "f=w%5E2%20%2B%20b%20%26%20%3Ca%3E&start=1,2");
});

test("what changed, and whether a frame can follow", () => {
  assert.deepEqual(differences({ eta: "1", start: "0,0", vs: ["gd"] }, { eta: "2", vs: ["gd"], tol: "0" }), { eta: "2", start: null, tol: "0" });
  assert.deepEqual(differences({}, {}), {});
  assert.equal(reloads({ eta: "2", theme: "dark" }), false);
  assert.equal(reloads({ eta: "2", lock: null }), true);
  assert.equal(reloads({ show: "controls" }), true);
});

test("the language is that of the text around it, where it is one of ours", () => {
  const languages = [{ tag: "en" }, { tag: "de" }, { tag: "pt-BR" }];
  const cases = { en: "en", "en-GB": "en", "DE-at": "de", "pt-br": "pt-BR", pt: undefined, fr: undefined, "": undefined };
  for (const [tag, expected] of Object.entries(cases)) assert.equal(languageOf(tag, languages)?.tag, expected, tag);
});
