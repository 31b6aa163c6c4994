// The tokens as built, for browsers without light-dark().

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { withoutLightDark } from "../../static/themes.mjs";

test("a pair is written out, each theme in its place", () => {
  const built = withoutLightDark(
    `/* { */ :root { color-scheme: light dark; --ink: light-dark(#000, rgb(9 9 9 / 5%)); --sans: serif }\n.a { color: var(--ink) }`,
  );
  const [light, dark, chosen, rest] = built.trim().split("\n").filter(Boolean);
  assert.equal(light, ":root, .paper { color-scheme: light dark; --ink: #000; --sans: serif }");
  assert.equal(dark, `@media screen and (prefers-color-scheme: dark) { :root:where(:not([data-theme="light"])) { --ink: rgb(9 9 9 / 5%) } }`);
  assert.equal(chosen, `@media screen { :root:where([data-theme="dark"]) { --ink: rgb(9 9 9 / 5%) } }`);
  assert.equal(rest, ".a { color: var(--ink) }");
});

test("anywhere else it would be lost, and is refused", () => {
  assert.throws(() => withoutLightDark(".a { color: light-dark(red, blue) }"), /in a rule for \.a/);
});

/** Tokens of the pages that have a colour for each theme. */
const PAIRS = (await readFile(new URL("../../static/shared/tokens.css", import.meta.url), "utf8")).split(": light-dark(").length - 1;

test("no style sheet that is built needs it", async () => {
  const dist = new URL("../../static/dist/", import.meta.url);
  const sheets = (await readdir(dist)).filter((name) => name.endsWith(".css"));
  assert.ok(sheets.length >= 6);
  for (const name of sheets) {
    const css = await readFile(new URL(name, dist), "utf8");
    assert.ok(!css.includes("light-dark("), name);
    // Every token that is a pair in the sources has a colour in both themes.
    const dark = css.match(/:root:where\(\[data-theme="?dark"?\]\)\{([^}]*--[^}]*)\}/)?.[1];
    if (css.includes("--gradient:")) assert.equal(dark?.split(";").length, PAIRS, name);
  }
});
