// The texts in scripts that people may read, for tests/literals.py: `node tests/literals.mjs file…` writes them as JSON.
//
// Each is { path, line, text, shown }; `shown` says that it goes where people read or hear it, so that a single word counts.
// Left out is what only developers and machines read: errors, selectors, classes, names of events.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { parse } = createRequire(new URL("../static/package.json", import.meta.url))("acorn");

/** Properties and attributes that people read or hear. */
const SHOWN = new Set("textContent innerText title ariaLabel aria-label aria-valuetext aria-roledescription alt placeholder label".split(" "));
/** Those with a syntax of their own. */
const CODED = new Set("class className aria-keyshortcuts ariaKeyShortcuts preserveAspectRatio transform d style cssText rel key".split(" "));
/** Calls whose texts are put on the page. */
const PUT = new Set("append prepend replaceChildren before after replaceWith createTextNode text".split(" "));
/** Calls that take selectors, classes, names of events and properties. */
const NAMED = new Set(
  "querySelector querySelectorAll closest matches classed addEventListener removeEventListener matchMedia setProperty replaceSync split join includes startsWith endsWith".split(
    " ",
  ),
);
/** Calls that put the second argument where the first one says. */
const SETTERS = new Set(["attr", "setAttribute", "property"]);
/** Calls that make an element of a tag, attributes and children. */
const MAKERS = new Set(["make", "el"]);

const nameOf = (node) => node?.name ?? (node?.type === "Literal" ? String(node.value) : node?.type === "MemberExpression" ? nameOf(node.property) : "");
const placeOf = (name) => (SHOWN.has(name) ? "shown" : CODED.has(name) ? "coded" : "");

/** Where the arguments of a call go, each. */
function placesOf({ callee, arguments: given }) {
  const name = nameOf(callee);
  if (nameOf(callee.object) === "console" || /(Error|assert)$/.test(name)) return given.map(() => "coded");
  if (NAMED.has(name) || nameOf(callee.object) === "classList") return given.map(() => "coded");
  if (MAKERS.has(name)) return ["coded", "", "shown"];
  if (SETTERS.has(name)) return ["coded", placeOf(nameOf(given[0]))];
  return given.map(() => (PUT.has(name) ? "shown" : ""));
}

/** The texts in a part of a program, given where the part's value goes. */
function* texts(node, place = "") {
  if (Array.isArray(node)) for (const one of node) yield* texts(one, place);
  if (typeof node?.type !== "string") return;
  const parts = { ...node };
  switch (node.type) {
    case "ImportDeclaration":
    case "ImportExpression":
    case "ThrowStatement":
      return;
    case "Literal":
      if (typeof node.value === "string" && place !== "coded") yield { line: node.loc.start.line, text: node.value, shown: place === "shown" };
      return;
    case "TemplateLiteral": {
      const text = node.quasis.map(({ value }) => value.cooked).join("{}"); // as the list has Python's
      if (place !== "coded") yield { line: node.loc.start.line, text, shown: place === "shown" };
      break;
    }
    case "TaggedTemplateExpression":
      return;
    case "AssignmentExpression":
      yield* texts(node.left);
      return yield* texts(node.right, placeOf(nameOf(node.left)));
    case "Property":
      if (node.computed) yield* texts(node.key);
      return yield* texts(node.value, placeOf(nameOf(node.key)));
    case "MemberExpression":
      yield* texts(node.object);
      if (node.computed) yield* texts(node.property);
      return;
    case "CallExpression":
    case "NewExpression": {
      const places = placesOf(node);
      yield* texts(node.callee);
      for (const [i, one] of node.arguments.entries()) yield* texts(one, places[i]);
      return;
    }
    case "BinaryExpression":
      if (node.operator !== "+") place = "coded"; // compared: a key, a kind
      break;
    case "SwitchCase":
      delete parts.test;
      break;
    case "ConditionalExpression":
    case "LogicalExpression":
      yield* texts(node.test);
      delete parts.test;
      break;
    case "ArrowFunctionExpression":
      if (node.body.type === "BlockStatement") place = "";
      break;
    case "ArrayExpression":
      break; // its parts go where the whole goes
    default:
      place = "";
  }
  for (const part of Object.values(parts)) yield* texts(part, place);
}

const found = process.argv.slice(2).flatMap((path) => {
  const program = parse(readFileSync(path, "utf8"), { ecmaVersion: "latest", sourceType: "module", locations: true });
  return Array.from(texts(program), (text) => ({ path, ...text }));
});
process.stdout.write(JSON.stringify(found));
