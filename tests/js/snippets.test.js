import assert from "node:assert/strict";
import { test } from "node:test";
import { addressesOf, SNIPPETS } from "../../static/js/page/snippets.js";

const SHOWN = {
  page: { theme: "dark", show: ["levels"], hide: [] },
  embed: { theme: "dark", view: "charts", show: ["levels", "controls"], hide: ["heading"] },
  figure: { theme: "dark", show: ["levels"], hide: [] },
  file: { theme: "dark", show: [], hide: ["names"] },
};
/** What the server writes for f = 2w^2+b*(w-1), a data set of one's own, and two further runs. */
const SCENARIO = "f=2w%5E2%2Bb*(w-1)&eta=0.05&vs=adam;eta%3D0.1&vs=momentum&step=3";
const LINK = { whole: SCENARIO, seen: SCENARIO, fragment: "" };
const HOSTILE = `a"b'c<d>e&f\`g\\h[i](j){k}$l%m#n_o^p~q*r|s\n</script>{{t}}\${u}`;

/** @param {string} [title] @param {Partial<import("../../static/js/page/snippets.js").Figure>} [more] */
const figure = (title = "Gradient descent on L = 2w^2", more = {}) => ({
  at: addressesOf("https://descent.example/grad", LINK, (place) => SHOWN[place]),
  title,
  png: "antigradient-custom-gd.png",
  width: null,
  height: 512,
  ...more,
});
const { at } = figure();

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decoded = (/** @type {string} */ text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[/** @type {"amp"} */ (name)]);

/** The attributes of the one element of a kind, decoded. @param {string} line @param {string} tag */
function attributesOf(line, tag) {
  const found = [...line.matchAll(new RegExp(`<${tag}((?: [\\w-]+(?:="[^"]*")?)*)>`, "g"))];
  assert.equal(found.length, 1, line);
  return Object.fromEntries(
    [...found[0][1].matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value === undefined ? null : decoded(value)]),
  );
}
const queryOf = (/** @type {string} */ address) => [...new URL(address).searchParams].sort().join("&");

test("each address says what has an effect there", () => {
  assert.equal(at.embed, `https://descent.example/grad/embed?${SCENARIO}&theme=dark&view=charts&show=levels,controls&hide=heading`);
  assert.equal(at.page, `https://descent.example/grad/?${SCENARIO}&theme=dark&show=levels`);
  assert.equal(at.svg, `https://descent.example/grad/api/v1/figure.svg?${SCENARIO}&theme=dark&show=levels`);
  assert.match(at.png, /figure\.png\?.*&scale=2$/);
  assert.equal(addressesOf("http://h", { whole: "", seen: "", fragment: "" }, () => ({ show: [], hide: [] })).embed, "http://h/embed");
});

/** Where the address is, host by host, read as the host would. @type {Record<string, (line: string) => string>} */
const READ = {
  html: (line) => attributesOf(line, "iframe").src ?? "",
  moodle: (line) => attributesOf(line, "iframe").src ?? "",
  canvas: (line) => attributesOf(line, "iframe").src ?? "",
  wordpress: (line) => attributesOf(line, "iframe").src ?? "",
  oembed: (line) => line,
  mkdocs: (line) => attributesOf(line, "iframe").src ?? "",
  sphinx: (line) => attributesOf(/^```\{raw\} html\n(.*)\n```$/s.exec(line)?.[1] ?? "", "iframe").src ?? "",
  quarto: (line) => attributesOf(/```\{=html\}\n(.*?)\n```/s.exec(line)?.[1] ?? "", "iframe").src ?? "",
  reveal: (line) => attributesOf(line, "iframe")["data-src"] ?? "",
  marimo: (line) => READ.html(JSON.parse(/mo\.Html\((".*")\)$/.exec(line)?.[1] ?? "")),
  "quarto-shortcode": (line) => {
    const [, both, , frame] = /^\{\{< gradient-descent "([^"]*)" "([^"]*)" frame="([^"]*)" picture="[^"]*" >\}\}\n/.exec(line) ?? [];
    return `${JSON.parse(/address\(("[^"]+\/embed"),/.exec(line)?.[1] ?? "")}?${both}&${frame}`;
  },
  myst: (line) => /^```\{iframe\} (\S+)\n/.exec(line)?.[1] ?? "",
  notebook: (line) => JSON.parse(/IFrame\(("(?:[^"\\]|\\.)*"), /.exec(line)?.[1] ?? ""),
  mdx: (line) => decoded(/^<iframe src="([^"]*)"/.exec(line)?.[1] ?? ""),
  vitepress: (line) => READ.element(line.replace(/<component is="([\w-]+)"/g, "<$1").replaceAll("</component>", "")),
  element: (line) => {
    const { title: _, style, ...names } = attributesOf(line, "gradient-descent");
    const pairs = Object.entries(names).flatMap(([name, value]) => (name === "vs" ? (value ?? "").split(" ") : [value ?? ""]).map((v) => [name, v]));
    return `https://descent.example/grad/embed?${new URLSearchParams(pairs)}`;
  },
};
/** Hosts that show a still picture, and link to the page. @type {Record<string, (line: string) => (string | null)[]>} */
const STILLS = {
  markdown: (line) => /\]\((\S+?)\)\]\((\S+?)\)$/.exec(line)?.slice(1) ?? [],
  latex: (line) => [null, (/\\href\{((?:\\.|[^{}\\])+)\}\{live\}/.exec(line)?.[1] ?? "").replace(/\\([%#&$])/g, "$1")],
  slides: (line) => [line, null],
};

/** Figures that a book makes by itself: their names with values, as the tool reads them. @type {Record<string, (line: string) => [string, string][]>} */
const OWN = {
  "mkdocs-figure": (line) => namesIn(line, "gradient-descent", /^([a-z0-9_]+): (.*)$/),
  "sphinx-figure": (line) =>
    namesIn(line, "{gradient-descent}", /^:([a-z0-9_]+): (.*)$/).map(([name, value]) => [name, value.startsWith('"') ? JSON.parse(value) : value]),
};

/** The pairs of the lines between two fences. @param {string} block @param {string} language @param {RegExp} line @returns {[string, string][]} */
function namesIn(block, language, line) {
  const [first, ...rest] = block.split("\n");
  assert.equal(first, `\`\`\`${language}`);
  assert.equal(rest.pop(), "```");
  return rest.map((one) => /** @type {[string, string]} */ ([...(line.exec(one) ?? assert.fail(one))].slice(1)));
}

test("a book's own figure has the names that have an effect in a file", () => {
  for (const [host, read] of Object.entries(OWN)) {
    const pairs = read(SNIPPETS[host](figure(HOSTILE))).flatMap(([name, value]) => (name === "vs" ? value.split(" ") : [value]).map((one) => [name, one]));
    assert.equal([...new URLSearchParams(pairs)].sort().join("&"), [...new URLSearchParams(at.file)].sort().join("&"), host);
    assert.ok(!pairs.some(([name]) => name === "view" || name === "show"), host);
  }
});

test("what YAML would take for something else is in quotes", () => {
  for (const f of ["|w|", "-w^2", "{w}", "w #b", "w: b", "*w", '"w"']) {
    const scenario = `f=${encodeURIComponent(f)}`;
    const line = SNIPPETS["sphinx-figure"](figure("t", { at: addressesOf("http://h", { whole: scenario, seen: scenario, fragment: "" }, () => ({})) }));
    assert.deepEqual(OWN["sphinx-figure"](line), [["f", f]]);
    assert.ok(line.includes(`:f: ${JSON.stringify(f)}`), line);
  }
});

for (const title of ["Gradient descent on L = 2w^2", HOSTILE]) {
  test(`every host gets the scenario, with a title such as ${JSON.stringify(title.slice(0, 12))}`, () => {
    assert.deepEqual(new Set([...Object.keys(READ), ...Object.keys(STILLS), ...Object.keys(OWN)]), new Set(Object.keys(SNIPPETS)));
    for (const [host, read] of Object.entries(READ)) {
      for (const width of [null, 700]) {
        const address = read(SNIPPETS[host](figure(title, { width })));
        assert.equal(queryOf(address), queryOf(at.embed), host);
        assert.equal(new URL(address).pathname, "/grad/embed", host);
      }
    }
    for (const [host, read] of Object.entries(STILLS)) {
      const [picture, page] = read(SNIPPETS[host](figure(title)));
      if (picture !== null) assert.equal(queryOf(picture), queryOf(host === "markdown" ? at.svg : at.png), host);
      if (page !== null) assert.equal(queryOf(page), queryOf(at.page), host);
      assert.ok(picture ?? page, host);
    }
  });
}

test("a title is text wherever it goes", () => {
  for (const host of ["html", "moodle", "canvas", "wordpress", "mkdocs", "reveal"]) {
    assert.equal(attributesOf(SNIPPETS[host](figure(HOSTILE)), "iframe").title, HOSTILE, host);
  }
  const element = SNIPPETS.element(figure(HOSTILE));
  assert.equal(attributesOf(element, "gradient-descent").title, HOSTILE);
  assert.equal(attributesOf(element, "img").alt, HOSTILE);
  assert.equal(element.match(/<\/script>/g)?.length, 1);
  assert.ok(SNIPPETS.sphinx(figure(HOSTILE)).split("\n```").length === 2, "nothing ends the block early");
  const alt = /^\[!\[(.*?[^\\])\]\(/s.exec(SNIPPETS.markdown(figure(HOSTILE)))?.[1] ?? "";
  assert.equal(alt.replace(/\\(.)/g, "$1"), HOSTILE.replace(/\s+/g, " "));
  const caption = /\\caption\{(.*) \(\\href/s.exec(SNIPPETS.latex(figure(HOSTILE)))?.[1] ?? "";
  assert.ok(!/(?<!\\)[$&#_%]/.test(caption.replaceAll("{}", "")), caption);
  assert.ok(!/\\(?![{}$&#_%]|textbackslash\{\}|textasciicircum\{\}|textasciitilde\{\})/.test(caption), caption);
});

test("an address is what it was wherever it goes, and ends where it ends", () => {
  const odd = figure("t", { at: addressesOf("https://descent.example/a\"b'c<d>&e\\f", LINK, () => ({})) });
  for (const host of ["html", "canvas", "reveal", "quarto", "notebook"]) assert.equal(READ[host](SNIPPETS[host](odd)), odd.at.embed, host);
  for (const address of STILLS.markdown(SNIPPETS.markdown(odd))) assert.match(address ?? "", /^[^()<>\\\s]+$/);
  assert.match(STILLS.latex(SNIPPETS.latex(figure()))[1] ?? "", /^[^()\s]+$/);
  assert.doesNotMatch(SNIPPETS.latex(figure()), /(?<!\\)[%#&]/, "LaTeX would take the rest of the line for a comment");
});

test("what a host would strip is not there", () => {
  const kept = ["src", "title", "width", "height", "frameborder", "style", "allowfullscreen"];
  assert.deepEqual(Object.keys(attributesOf(SNIPPETS.canvas(figure()), "iframe")).sort(), kept.sort());
  for (const host of Object.keys(READ)) if (host !== "element") assert.ok(!SNIPPETS[host](figure()).includes("<script"), host);
});

test("VitePress and MDX get what their compilers take", () => {
  const vue = SNIPPETS.vitepress(figure(HOSTILE));
  assert.deepEqual(
    [...vue.matchAll(/<([\w-]+)/g)].map(([, tag]) => tag),
    ["component", "component", "a", "img"],
  );
  assert.ok(!vue.replace(/"[^"]*"/g, "").includes("{{"), "nothing for Vue to compute");
  const mdx = SNIPPETS.mdx(figure(HOSTILE, { width: 700 }));
  const outside = mdx.replace(/"[^"]*"/g, "");
  assert.equal(outside, "<iframe src= title= width= height= frameBorder= style={{ border: 0, maxWidth:  }} loading= allowFullScreen></iframe>");
  assert.ok(decoded(mdx).includes(HOSTILE));
});

test("sizes", () => {
  assert.deepEqual(
    { ...attributesOf(SNIPPETS.html(figure("t", { width: 700, height: 300 })), "iframe"), src: "" },
    {
      src: "",
      title: "t",
      width: "700",
      height: "300",
      frameborder: "0",
      style: "border:0;max-width:100%",
      loading: "lazy",
      allowfullscreen: null,
    },
  );
  assert.equal(attributesOf(SNIPPETS.html(figure()), "iframe").width, "100%");
  assert.match(SNIPPETS.notebook(figure()), /, width="100%", height=512\)$/);
  assert.match(SNIPPETS.notebook(figure("t", { width: 700 })), /, width=700, height=512\)$/);
  assert.match(SNIPPETS.myst(figure("t", { width: 700 })), /:width: 700px\n/);
  assert.equal(attributesOf(SNIPPETS.element(figure("t", { width: 700 })), "gradient-descent").style, "max-width:700px");
});

test("a query that is too long for an address is in the fragment of a page's, in attributes, and in no picture's", () => {
  const long = { whole: `data=${"1:2,".repeat(900)}1:2`, seen: "fragment=1", fragment: "#query=1abc" };
  const made = figure("t", { at: addressesOf("https://descent.example", long, (place) => SHOWN[place] ?? {}) });
  for (const [host, write] of Object.entries(SNIPPETS)) {
    const line = write(made);
    assert.ok(!line.includes("/api/v1/"), host);
    if (/^(element|vitepress|.*-figure)$/.test(host)) assert.ok(line.includes("1:2,1:2"), host);
    else if (host === "slides") assert.match(line, /Download/);
    else assert.match(line, /descent\.example\/(embed)?\?fragment=1(&|&amp;|\\&)theme=dark\S*#query=1abc/, host);
  }
});
