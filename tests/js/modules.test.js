// Promises about the front end's modules that no single one can keep: who imports whom, and what is installed for them.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const STATIC = fileURLToPath(new URL("../../static", import.meta.url));
const ROOT = join(STATIC, "js");
/** Each folder may import from itself and from those before it: state and text know of no page, marks of no panel, and nobody of frames. What
 * computes runs stands alone, but for the shapes of what it is given. */
const ORDER = ["state", "kernel", "text", "draw", "page", "frame", "lesson"];

const MODULES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((name) => /\.js$/.test(name));
const sources = Object.fromEntries(MODULES.map((name) => [name, readFileSync(join(ROOT, name), "utf8")]));

/** The specifiers of a text, later pieces among them. @param {string} text */
const specifiers = (text) => [...text.matchAll(/\b(?:from|import)\s*\(?\s*["']([\w@./-]+)["']/g)].map((match) => match[1]);

/** @param {string} text */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, "");

/** Modules that one imports, by their names below js/. @param {string} name @param {string} text */
const neighbours = (name, text) =>
  specifiers(text)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => relative(ROOT, join(ROOT, dirname(name), specifier)));

/** Circles of a graph, each as the way round. @param {Record<string, string[]>} graph */
function circles(graph) {
  /** @type {string[][]} */
  const found = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} name @param {string[]} way */
  const walk = (name, way) => {
    if (way.includes(name)) found.push([...way.slice(way.indexOf(name)), name]);
    else if (!done.has(name)) for (const next of graph[name] ?? []) walk(next, [...way, name]);
    done.add(name);
  };
  for (const name of Object.keys(graph)) walk(name, []);
  return found;
}

const graph = Object.fromEntries(MODULES.map((name) => [name, neighbours(name, withoutComments(sources[name])).filter((other) => other.endsWith(".js"))]));

test("the reader of imports finds what it is to judge", () => {
  assert.deepEqual(specifiers('import { a } from "./a.js";\nexport { b } from "../b.js";\nimport "./c.js";\nconst d = () => import("./d.js");\n'), [
    "./a.js",
    "../b.js",
    "./c.js",
    "./d.js",
  ]);
  assert.deepEqual(circles({ a: ["b"], b: ["c"], c: ["b"] }), [["b", "c", "b"]]);
  assert.ok(Object.values(graph).flat().length > 250);
  assert.ok(graph["page/main.js"].includes("page/panels/deferred.js"), "a piece that comes later counts");
});

test("no module imports itself, by whatever way, and none is imported that is not there", () => {
  assert.deepEqual(circles(graph), []);
  for (const [name, others] of Object.entries(graph)) {
    for (const other of others) assert.ok(other in graph, `${name} imports ${other}`);
  }
});

test("imports go one way through the folders, those of types too", () => {
  const level = (/** @type {string} */ name) => ORDER.indexOf(name.split("/")[0]);
  for (const name of MODULES) {
    assert.notEqual(level(name), -1, name);
    for (const other of neighbours(name, sources[name])) {
      if (other.startsWith("..")) assert.match(other, /^\.\.\/shared\//, `${name} imports ${other}`);
      else assert.ok(level(other) <= level(name), `${name} imports ${other}`);
    }
  }
});

test("no two modules bear one name: it says what is in one of them", () => {
  const names = MODULES.map((name) => name.split("/").at(-1)).sort();
  assert.deepEqual(
    names.filter((name, i) => name === names[i - 1]),
    [],
  );
});

test("no module is imported for its side effect alone: the build puts pieces together", () => {
  for (const name of MODULES) assert.doesNotMatch(withoutComments(sources[name]), /^import\s*["']/m, name);
});

test("the addresses of the API are written in one module", () => {
  const named = MODULES.filter((name) =>
    /[`"'/}](surface|trajectory|gradient|derivation|step|taylor|data|catalogue)(\.csv)?\?|\/(surface|trajectory|gradient|derivation|step|taylor|data|catalogue)(\.csv|\$\{\w+\})?["'`]/.test(
      withoutComments(sources[name]),
    ),
  );
  assert.deepEqual(named, ["state/endpoints.js"]);
});

const { dependencies, devDependencies } = JSON.parse(readFileSync(join(STATIC, "package.json"), "utf8"));

test("every package that pages need is imported, and nothing else is", () => {
  const made = ["views"]; // by the build, from the table of views
  const outside = Object.values(sources).flatMap((text) => specifiers(withoutComments(text)).filter((specifier) => !specifier.startsWith(".")));
  const bare = new Set(outside.filter((specifier) => !made.includes(specifier)));
  assert.deepEqual(Object.keys(dependencies).sort(), [...bare].sort());
});

test("every package for building and checking is used by the build, the Makefile, a test or the types", () => {
  const tools = readdirSync(STATIC)
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => readFileSync(join(STATIC, name), "utf8"));
  const users = [...tools, ...["../Makefile", "../tests/literals.mjs"].map((path) => readFileSync(join(STATIC, path), "utf8"))].join("\n");
  for (const name of Object.keys(devDependencies)) {
    const typed = name.startsWith("@types/") && (name === "@types/node" || name.slice("@types/".length) in dependencies);
    assert.ok(typed || users.includes(`"${name}"`) || users.includes(`node_modules/${name}/`), name);
    if (existsSync(join(STATIC, "node_modules"))) assert.ok(existsSync(join(STATIC, "node_modules", name)), `${name} is installed`);
  }
});
