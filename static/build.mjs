// Builds what the browser loads into dist/: minified, hashed files and a manifest that maps "main.js" to "main-XXXX.js".
//
// Called by ../hatch_build.py, which hands over SOURCE_HASH: the manifest keeps it, and a bundle whose hash no longer
// matches its sources is stale. Nothing here reads the network.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { figureFonts } from "./figure-fonts.mjs";
import { mathFont } from "./math-font.mjs";
import { withoutLightDark } from "./themes.mjs";
import { DEFAULT, languages, moduleOf, writeWords } from "./words.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");

/** The one list of what pages may load; the logical name is the file's own ("main.js"). An entry that is not there yet
 * is passed over, so that pages can be added one at a time. */
const ENTRIES = [
  "js/page/main.js",
  "css/main.css",
  "css/calculate.css",
  "css/share.css",
  "css/print.css",
  "css/docs.css",
  "css/embedding.css",
  "css/examples.css",
  "css/lesson.css",
  "css/embed.css",
];

/** Each in one file: /embed.js is an address where a chunk that it shared with pages would not be found, and what the
 * playground borrows for a dialog must not cut its own script into more chunks. */
const ALONE = ["js/frame/element.js", "js/page/dialogs.js", "js/page/embedding.js", "js/page/whole_query.js", "js/lesson/lesson.js", "js/frame/signs.js"];

/** The loop of kernels, for losses of two parameters and of three: both without what is labelled as the other's. */
const KERNEL = "js/kernel/kernel_module.js";
const KERNELS = { kernel_two: "THREE", kernel_three: "TWO" };

/** Not a module: a page's first paint waits for it, and for nothing else that a script does. */
const EARLY = ["js/page/before_paint.js"];

/** Not modules either: their text stands in front of a file's own script. */
const IN_FRONT = ["js/frame/offline_batches.js"];

/** What a file without a server holds: each whole, with its fonts and licences in it. */
const OFFLINE = ["js/frame/offline.js", "css/offline.css"];

/** With chunks of its own, for the same reason; what only some embeds load, pages preload by its name. */
const EMBED = ["js/frame/embed.js"];
const VIEWS = JSON.parse(readFileSync(join(HERE, "shared/contract/views.json"), "utf8"));
const LATER = Object.keys(VIEWS)
  .filter((id) => VIEWS[id].deferred)
  .map((id) => `js/frame/views/${id}.js`);

/** What pages and their later pieces share, in one file: every piece imports all of it. Else what some pieces share with a
 * page, and others do not, would be a file for every such set, and each costs a request. */
const SHARED = [
  "js/draw/colours.js",
  "js/draw/layout.js",
  "js/draw/marks/chart.js",
  "js/draw/marks/curves.js",
  "js/draw/marks/neuron_curve.js",
  "js/draw/marks/path.js",
  "js/draw/marks/step_arrows.js",
  "js/draw/scale.js",
  "js/draw/svg.js",
  "js/page/dom.js",
  "js/page/menu.js",
  "js/page/motion.js",
  "js/page/once.js",
  "js/page/panels/cards.js",
  "js/page/panels/fields.js",
  "js/page/panels/further_runs/drawing_loader.js",
  "js/page/panels/number_box.js",
  "js/page/panels/own_direction.js",
  "js/page/panels/schedule_fields.js",
  "js/page/panels/step_charts.js",
  "js/page/style_sheet.js",
  "js/page/terms.js",
  "js/state/address.js",
  "js/state/api.js",
  "js/state/change.js",
  "js/state/directions.js",
  "js/state/endpoints.js",
  "js/state/grid.js",
  "js/state/items.js",
  "js/state/layers.js",
  "js/state/ledger.js",
  "js/state/link.js",
  "js/state/long_query.js",
  "js/state/names.js",
  "js/state/palettes.js",
  "js/state/quiz.js",
  "js/state/rates.js",
  "js/state/replies.js",
  "js/state/scenario.js",
  "js/state/store.js",
  "js/state/window.js",
  "js/text/formats.js",
  "js/text/words.js",
];
/** The later pieces: all that is imported when it is first wanted. */
const PIECES = [
  ...LATER,
  "js/page/panels/further_runs/index.js",
  "js/page/panels/hints.js",
  "js/page/panels/scenario_form.js",
  "js/page/panels/scaling_field.js",
  "js/page/panels/own_points.js",
  "js/page/panels/start_dials.js",
  "js/page/panels/published_sets.js",
  "js/page/panels/definition.js",
  "js/page/panels/derivation.js",
  "js/page/panels/taylor_one_dimension.js",
  "js/page/panels/typed_loss.js",
  "js/page/panels/deferred.js",
  "js/page/panels/print.js",
  "js/page/provisional_map.js",
  "js/page/provisional_whole.js",
  "js/page/tools.js",
  "js/state/fragment.js",
  "js/state/retry.js",
];

/** Pictures served as they are, only hashed: icons/favicon.svg becomes "favicon.svg" in the manifest. */
const COPIED = "icons";

/** Files that travel with the fonts, as their licence asks. */
const LICENCES = {
  "math-font-licence.txt": "node_modules/@fontsource/stix-two-math/LICENSE",
  "figure-sans-licence.txt": "node_modules/@expo-google-fonts/noto-sans/LICENSE_FONT",
  "figure-sans-math-licence.txt": "node_modules/@expo-google-fonts/noto-sans-math/LICENSE_FONT",
};

/** `url("math-font")` in a style sheet stands for the subset font, which exists in memory only. */
const mathFontPlugin = (/** @type {"file" | "dataurl"} */ loader) => ({
  name: "math-font",
  setup(build) {
    build.onResolve({ filter: /^math-font$/ }, () => ({ path: "math.woff2", namespace: "math-font" }));
    build.onLoad({ filter: /.*/, namespace: "math-font" }, async () => ({ contents: await mathFont(), loader }));
  },
});

/** Each piece with an import of what is shared. @type {esbuild.Plugin} */
const sharedPlugin = {
  name: "shared",
  setup(build) {
    build.onResolve({ filter: /^shared-by-pieces$/ }, () => ({ path: "shared", namespace: "shared" }));
    build.onLoad({ filter: /.*/, namespace: "shared" }, () => ({ contents: SHARED.map((path) => `import "./${path}";`).join("\n"), resolveDir: HERE }));
    build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!PIECES.includes(relative(HERE, path))) return null;
      return { contents: `${await readFile(path, "utf8")}\nimport "shared-by-pieces";\n` };
    });
  },
};

/** A piece that is not listed would cut what is shared into more files. @param {esbuild.Metafile["inputs"]} inputs */
function requireListed(inputs) {
  const later = Object.values(inputs).flatMap(({ imports }) => imports.filter(({ kind }) => kind === "dynamic-import").map(({ path }) => path));
  const missing = later.filter((path) => !PIECES.includes(path));
  if (missing.length) throw new Error(`PIECES of build.mjs has no ${missing.join(", ")}`);
}

/** Style sheets as browsers without light-dark() read them too. @type {esbuild.Plugin} */
const themesPlugin = {
  name: "themes",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: withoutLightDark(await readFile(path, "utf8")), loader: "css" }));
  },
};

/** A file without a server asks for no address and has none, and draws no slices: what is for these stays out of it. @type {esbuild.Plugin} */
const ofFiles = {
  name: "of-files",
  setup(build) {
    build.onLoad({ filter: /[\\/]state[\\/]fragment\.js$/ }, () => ({ contents: "export {};" }));
    build.onLoad({ filter: /[\\/]kernel[\\/]slices_through\.js$/ }, () => ({ contents: "export const slicesThrough = () => null;" }));
  },
};

/** Each script with the messages that it says, and no more, in one language. @param {string} tag @returns {esbuild.Plugin} */
const wordsPlugin = (tag) => ({
  name: "words",
  setup(build) {
    const folder = join(HERE, "words", tag);
    build.onResolve({ filter: /^#language$/ }, () => ({ path: join(folder, "language.js") }));
    build.onResolve({ filter: /^#words\/every$/ }, () => ({ path: join(HERE, "words/every.js") }));
    build.onResolve({ filter: /^#words$/ }, ({ importer }) => ({ path: relative(HERE, importer), namespace: "words", sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: "words" }, async ({ path }) => {
      const said = new Set((await readFile(join(HERE, path), "utf8")).match(/(?<=(?<![\w./])words\.)\w+/g));
      return { contents: await moduleOf(tag, (name) => said.has(name)), resolveDir: folder };
    });
  },
});

/** @param {string} tag of a language @param {string[]} entries @param {esbuild.BuildOptions & { font?: "file" | "dataurl" }} more */
async function bundle(tag, entries, { font = "file", plugins = [], ...more }) {
  const result = await esbuild.build({
    absWorkingDir: HERE,
    entryPoints: entries.filter((path) => existsSync(join(HERE, path))),
    outdir: DIST,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    legalComments: "linked",
    target: ["chrome111", "firefox113", "safari16.4"],
    metafile: true,
    logLevel: "warning",
    ...more,
    plugins: [wordsPlugin(tag), mathFontPlugin(font), themesPlugin, ...plugins],
  });
  if (more.splitting) requireListed(result.metafile.inputs);
  return result.metafile.outputs;
}

/** What a file cannot start without: chunks that it shares with parts which come later. */
function imported(outputs, path, found = new Set()) {
  for (const { path: next, kind } of outputs[path].imports) {
    if (kind !== "import-statement" || found.has(next)) continue;
    found.add(next);
    imported(outputs, next, found);
  }
  return [...found];
}

/** "main.js" of "main-4ZK2A1B7.js". @param {string} file */
const unhashed = (file) => file.replace(/-[A-Z0-9]{8}(?=\.)/, "");

/** Logical name → file in dist/, from esbuild's own account of what it wrote. "main.js+1" is a chunk that main.js imports:
 * pages preload it, or it would be asked for only when main.js has been read. */
function manifestOf(outputs) {
  const files = {};
  const first = Object.keys(outputs).find((path) => outputs[path].entryPoint === EMBED[0]);
  for (const [path, output] of Object.entries(outputs)) {
    const file = relative("dist", path);
    const there = first && LATER.includes(output.entryPoint) ? imported(outputs, first) : [];
    if ([...ENTRIES, ...ALONE, KERNEL, ...EARLY, ...IN_FRONT, ...EMBED, ...LATER, ...OFFLINE].includes(output.entryPoint)) {
      const name = unhashed(file);
      files[name] = file;
      for (const [i, chunk] of imported(outputs, path)
        .filter((chunk) => !there.includes(chunk))
        .entries())
        files[`${name}+${i + 1}`] = relative("dist", chunk);
    }
    if (file.endsWith(".woff2")) files[unhashed(file)] = file;
  }
  return files;
}

/** The files of a folder by name. */
async function contentsOf(folder) {
  if (!existsSync(join(HERE, folder))) return {};
  const names = (await readdir(join(HERE, folder))).filter((name) => !name.startsWith("."));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(HERE, folder, name))])));
}

async function writeHashed(given) {
  const files = {};
  for (const [name, contents] of Object.entries(given)) {
    const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8).toUpperCase();
    files[name] = name.replace(/(?=\.[^.]+$)/, `-${hash}`);
    await writeFile(join(DIST, files[name]), contents);
  }
  return files;
}

/** Yesterday's hashed files would otherwise pile up, and travel in the wheel. */
async function removeStale(keep) {
  for (const name of await readdir(DIST)) {
    if (!keep.has(name)) await rm(join(DIST, name), { recursive: true });
  }
}

/** @param {[name: string, dropped: string]} kernel */
const kernel = ([name, dropped]) => bundle(DEFAULT, [KERNEL], { splitting: false, entryNames: `${name}-[hash]`, dropLabels: [dropped] });

/** All that a language's pages load; of other languages than the default their scripts, as style sheets have no words. */
async function bundles(tag) {
  const entries = (/** @type {string[]} */ paths) => paths.filter((path) => tag === DEFAULT || path.endsWith(".js"));
  return {
    ...(await bundle(tag, entries(ENTRIES), { splitting: true, sourcemap: "linked", plugins: [sharedPlugin] })),
    ...(await bundle(tag, entries(EMBED), { splitting: true, sourcemap: "linked", plugins: [sharedPlugin] })),
    ...(await bundle(tag, entries(ALONE), { splitting: false })),
    ...(tag === DEFAULT ? Object.assign({}, ...(await Promise.all(Object.entries(KERNELS).map(kernel)))) : {}),
    ...(await bundle(tag, entries([...EARLY, ...IN_FRONT]), { splitting: false, format: "iife" })),
    ...(await bundle(tag, entries(OFFLINE), { splitting: false, legalComments: "eof", font: "dataurl", plugins: [ofFiles] })),
  };
}

await mkdir(DIST, { recursive: true });
await writeWords();
const tags = await languages();
const built = await Promise.all(tags.map(bundles));
const outputs = Object.assign({}, ...built);
const [own, ...translated] = built.map(manifestOf);
const files = { ...own, ...(await writeHashed({ ...(await contentsOf(COPIED)), ...(await figureFonts()) })) };
for (const [name, source] of Object.entries(LICENCES)) await writeFile(join(DIST, name), await readFile(join(HERE, source)));

// Renamed into place last: a server that reads the manifest meanwhile sees the old bundle whole or the new one whole.
const manifest = JSON.stringify(
  { source: process.env.SOURCE_HASH ?? "", files, languages: Object.fromEntries(translated.map((of, i) => [tags[i + 1], of])) },
  null,
  2,
);
await writeFile(join(DIST, "manifest.json.new"), `${manifest}\n`);
await rename(join(DIST, "manifest.json.new"), join(DIST, "manifest.json"));

const written = Object.keys(outputs).map((path) => relative("dist", path));
await removeStale(new Set([...written, ...Object.values(files), ...translated.flatMap(Object.values), ...Object.keys(LICENCES), "manifest.json"]));
