// The words of the browser's scripts: writes words/<language>/ from the catalogues in shared/words, a function for each message.
//
// A script imports #words and says words.verdict_falls({ by: 0.3 }); a bundle carries the messages that it uses, in its own
// language, and a name or an arg that is not there does not compile. Python reads the same catalogues (antigradient/words).

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@messageformat/parser";

const HERE = dirname(fileURLToPath(import.meta.url));
const CATALOGUES = join(HERE, "shared/words");
export const DEFAULT = "en";

/** What makes text of an arg, by the name behind its comma: how it is called, and the type of what it takes. */
const FORMATTERS = {
  count: { call: "formatCount", type: "number" },
  number: { call: "formatNumber", type: "number | null | undefined" },
  short: { call: "shortNumber", type: "number" },
  bound: { call: "formatBound", type: "number" },
  degrees: { call: "formatDegrees", type: "number | null | undefined" },
  angle: { call: "angleEquation", type: "number | null" },
  names: { call: "withSubscripts", type: "string" },
  list: { call: "joinWithAnd", type: "string[]" },
  series: { call: "joinInSeries", type: "string[]" },
};

/** The tags of the languages that have a catalogue, the default first. */
export async function languages() {
  const tags = (await readdir(CATALOGUES)).filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json"));
  return [DEFAULT, ...tags.filter((tag) => tag !== DEFAULT).sort()];
}

/** Writes the modules of every language, each into a folder called by its tag. */
export async function writeWords() {
  await rm(join(HERE, "words"), { recursive: true, force: true });
  for (const tag of await languages()) {
    const folder = join(HERE, "words", tag);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "language.js"), `export const language = ${JSON.stringify({ tag, ...(await contentOf(tag)).language })};\n`);
    await writeFile(join(folder, "words.js"), await moduleOf(tag));
  }
  await writeFile(join(HERE, "words/every.js"), await moduleOfEveryLanguage());
}

/** The module of what a script that is the same for all languages says: the custom element's texts, which have no args. */
async function moduleOfEveryLanguage() {
  const texts = async (/** @type {string} */ tag) => Object.entries(await messagesOf(tag)).filter(([name]) => name.startsWith("element_"));
  const every = await Promise.all((await languages()).map(async (tag) => ({ tag, ...Object.fromEntries(await texts(tag)) })));
  const type = Object.keys(every[0]).map((name) => `${name}: string`);
  return `/** @typedef {{ ${type.join(", ")} }} Words\n * @type {[Words, ...Words[]]} */\nexport const everyLanguage = ${JSON.stringify(every)};\n`;
}

const contentOf = async (tag) => JSON.parse(await readFile(join(CATALOGUES, `${tag}.json`), "utf8"));

/** The messages of a language by the names that scripts call them by. @param {string} tag @returns {Promise<Record<string, string>>} */
async function messagesOf(tag) {
  const { language, ...sections } = await contentOf(tag);
  return Object.fromEntries(Array.from(flat(sections), ([code, message]) => [code.replaceAll(/[.-]/g, "_"), message]));
}

/** Code and message of each text in nested sections. @returns {Generator<[string, string]>} */
function* flat(sections, prefix = "") {
  for (const [name, value] of Object.entries(sections)) {
    if (typeof value === "string") yield [prefix + name, value];
    else yield* flat(value, `${prefix}${name}.`);
  }
}

/** The module of a language's messages, or of some of them. @param {string} tag @param {(name: string) => boolean} [some] */
export async function moduleOf(tag, some = () => true) {
  const calls = Object.values(FORMATTERS).map(({ call }) => call);
  const { direction } = (await contentOf(tag)).language;
  const said = Object.entries(await messagesOf(tag)).filter(([name]) => some(name));
  const lines = said.map(([name, message]) => functionOf(name, message, direction === "rtl"));
  return [
    "// Written by words.mjs from shared/words. Not to be edited.",
    `import { ${calls.join(", ")}, inPlural, inSelect } from "../../js/text/formats.js";`,
    ...lines,
    "",
  ].join("\n");
}

/** A message as a function of its args, which are isolated in a language from the right: else their signs would change sides. */
function functionOf(name, message, isolated) {
  /** @type {Record<string, string>} */
  const types = {};
  let body;
  try {
    body = expression(isolated ? isolate(parse(message)) : parse(message), types, null);
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  }
  const args = Object.entries(types).map(([name, type]) => `${name}: ${type}`);
  if (!args.length) return `export const ${name} = () => ${body};`;
  return `/** @param {{ ${args.join(", ")} }} args */\nexport const ${name} = (args) => ${body};`;
}

/** Tokens of a message with Unicode's isolating marks around its args, but within HTML's tags. */
function isolate(tokens) {
  let before = "";
  return tokens.flatMap((token) => {
    if (token.type === "content") before += token.value;
    if (token.cases) return [{ ...token, cases: token.cases.map((one) => ({ ...one, tokens: isolate(one.tokens) })) }];
    if (token.type === "content" || /<[a-z][^<>]*$/.test(before)) return [token];
    return [{ type: "content", value: "\u2068" }, token, { type: "content", value: "\u2069" }];
  });
}

/** Tokens of a message as a JavaScript expression; what args it takes goes into `types`. `counted` is what # stands for. */
function expression(tokens, types, counted) {
  const parts = tokens.map((token) => part(token, types, counted));
  if (!parts.length) return '""';
  if (parts.every((one) => "text" in one)) return JSON.stringify(parts.map((one) => one.text).join(""));
  if (parts.length === 1 && tokens[0].type !== "argument") return parts[0].code;
  const inside = parts.map((one) => ("text" in one ? one.text.replaceAll(/[\\`]|\$\{/g, "\\$&") : `\${${one.code}}`));
  return `\`${inside.join("")}\``;
}

function part(token, types, counted) {
  const arg = token.arg && `args.${token.arg}`;
  switch (token.type) {
    case "content":
      return { text: token.value };
    case "octothorpe":
      return { code: `formatCount(args.${counted})` };
    case "argument":
      types[token.arg] ??= "string | number";
      return { code: arg };
    case "function": {
      const { call, type } = FORMATTERS[token.key] ?? {};
      if (!call) throw new Error(`no formatter is called ${token.key}`);
      const style = (token.param ?? []).map(({ value }) => value.trim()).join("");
      types[token.arg] = type;
      return { code: `${call}(${arg}${style && `, ${Number(style)}`})` };
    }
    case "plural":
      types[token.arg] = "number";
      return { code: `inPlural(${arg}, {${options(token, types, token.arg)}})` };
    case "select":
      types[token.arg] = "string";
      return { code: `inSelect(${arg}, {${options(token, types, counted)}})` };
    default:
      throw new Error(`${token.type} is not used here`);
  }
}

const options = ({ cases }, types, counted) => cases.map(({ key, tokens }) => `${JSON.stringify(key)}: () => ${expression(tokens, types, counted)}`).join(", ");

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeWords();
