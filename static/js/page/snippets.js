/**
 * For each host the text that is pasted there to show the figure. The hosts' names, and what each does with
 * the text, are the server's table (app/site/hosts.py).
 *
 * @typedef {object} Addresses absolute, percent-encoded
 * @property {string} embed the figure to frame
 * @property {string} page the same scenario on the playground
 * @property {string} names the query of the figure, whole
 * @property {string} svg a picture; empty where its query is too long for an address
 * @property {string} png
 * @property {string} file the query of the figure as a file, whose names a book's own figure has too
 * @property {string} script the module of the custom element
 *
 * @typedef {object} Figure
 * @property {Addresses} at
 * @property {string} title in a few words, for those who do not see it
 * @property {string} png the name under which the server hands out the picture as pixels
 * @property {number | null} width pixels; null: all there is
 * @property {number} height pixels
 */
import * as words from "#words";
import { linkQuery } from "../state/link.js";

/**
 * For the builder: the absolute addresses of a figure.
 *
 * @param {string} base of the server, without a slash at its end
 * @param {{ whole: string, seen: string, fragment: string }} link the query of what is shown, with what defaults decide of it; what
 *   an address has of it, and the fragment with the rest
 * @param {(place: "page" | "embed" | "figure" | "file") => Record<string, any>} shown how it is shown there, without its defaults
 * @returns {Addresses}
 */
export function addressesOf(base, { whole, seen, fragment }, shown) {
  const queryOf = (/** @type {string} */ query, /** @type {"page" | "embed" | "figure" | "file"} */ place, more = "") =>
    [query, linkQuery(shown(place)), more].filter(Boolean).join("&");
  const at = (/** @type {string} */ path, /** @type {"page" | "embed" | "figure"} */ place, more = "") => {
    const query = queryOf(seen, place, more);
    return `${base}${path}${query && "?"}${query}${fragment}`;
  };
  return {
    embed: at("/embed", "embed"),
    page: at("/", "page"),
    names: queryOf(whole, "embed"),
    file: queryOf(whole, "file"),
    svg: fragment ? "" : at("/api/v1/figure.svg", "figure"),
    png: fragment ? "" : at("/api/v1/figure.png", "figure", "scale=2"),
    script: `${base}/embed.js`,
  };
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text in HTML, or within a quoted attribute. @param {string | number} text */
const html = (text) => String(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** A string literal of Python: every one of JSON is. @param {string} text */
const python = (text) => JSON.stringify(text);

/** Text that Markdown takes literally. @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>()#+\-.!|~&$^"':@]/g, "\\$&");

/** An address within the round brackets of Markdown. @param {string} address */
const bracketed = (address) => address.replace(/[()\\<>*_~ ]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** An address within the braces of LaTeX, even in the argument of another command. @param {string} address */
const braced = (address) => bracketed(address).replace(/[%#&$]/g, "\\$&");

/** @type {Record<string, string>} */
const COMMANDS = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };

/** Text of LaTeX. @param {string} text */
const tex = (text) => text.replace(/[\\^~]|[{}$&#_%]/g, (c) => COMMANDS[c] ?? `\\${c}`);

/** Attributes of an element, in order; one without a value stands alone. @param {Record<string, string | number | null>} values */
const attributes = (values) =>
  Object.entries(values)
    .map(([name, value]) => (value === null ? ` ${name}` : ` ${name}="${html(value)}"`))
    .join("");

/**
 * An iframe. `frameborder` repeats the style: places that clean HTML remove styles sooner than old attributes.
 *
 * @param {Figure} figure @param {Record<string, string | number | null>} [more] @param {string} [source] the attribute with the address
 */
function iframe({ at, title, width, height }, more = { loading: "lazy" }, source = "src") {
  const style = width === null ? "border:0" : "border:0;max-width:100%";
  return `<iframe${attributes({ [source]: at.embed, title, width: width ?? "100%", height, frameborder: 0, style, ...more, allowfullscreen: null })}></iframe>`;
}

/**
 * The custom element with its module, each by a tag of its name.
 *
 * @param {Figure} figure
 * @param {(name: string) => [string, string]} [tag] its beginning and its end
 */
function element({ at, title, width }, tag = (name) => [`<${name}`, `</${name}>`]) {
  const still = `<a href="${html(at.page)}">${at.svg ? `<img src="${html(at.svg)}" alt="${html(title)}">` : html(title)}</a>`;
  const said = attributes({ ...namesOf(at.names), title, ...(width === null ? {} : { style: `max-width:${width}px` }) });
  const [script, scriptEnd] = tag("script");
  const [figure, figureEnd] = tag("gradient-descent");
  return `${script} type="module" src="${html(at.script)}">${scriptEnd}\n${figure}${said}>${still}${figureEnd}`;
}

/** Names of a query with their texts; that of further runs, which an element cannot have twice, has them all. @param {string} query */
function namesOf(query) {
  const searchParams = new URLSearchParams(query);
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(" ")]));
}

/** A value of a directive's option: in quotes where YAML would take it for something else. @param {string} text */
const option = (text) => (/^[\w.+(][^#"']*$/.test(text) && !/:(\s|$)|\s$/.test(text) ? text : JSON.stringify(text));

/** A string literal of Lua, which reads the escapes of JSON's but for the one of a letter by its number. @param {string} text */
const lua = (text) => JSON.stringify(text).replace(/\\u([0-9a-f]{4})/g, "\\u{$1}");

/** Text in quotes of a shortcode, which has no escapes. @param {string} text */
const quoted = (text) => `"${text.replace(/\s+/g, " ").replace(/[\\"{}<>]/g, "")}"`;

/** What both a frame and a picture show, and what each of them has besides. @param {Addresses} at */
function queriesOf(at) {
  const [frame = [], picture = []] = [at.embed, at.svg].map((address) => address.split("?")[1]?.split("&"));
  const differ = frame.findIndex((pair, i) => pair !== picture[i]);
  const both = differ < 0 ? frame.length : differ;
  return [frame.slice(0, both), frame.slice(both), picture.slice(both)].map((pairs) => pairs.join("&"));
}

/** A shortcode of Quarto. @param {Figure} figure */
function shortcode({ at, title }) {
  const [both = "", frame, picture] = queriesOf(at);
  const more = `${frame && ` frame="${frame}"`}${picture && ` picture="${picture}"`}`;
  return `{{< gradient-descent "${both}" ${quoted(title)}${more} >}}`;
}

/** The file that answers it. @param {Figure} figure */
const shortcodeFile = ({ at, height }) => `return {
  ["gradient-descent"] = function(args, named)
    local function text(value) return value and pandoc.utils.stringify(value) or "" end
    local function html(value) return (value:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;")) end
    local function address(start, ...)
      for _, query in ipairs({ ... }) do
        if query ~= "" then start = start .. (start:find("?", 1, true) and "&" or "?") .. query end
      end
      return start
    end
    local both, title = text(args[1]), text(args[2])
    if quarto.doc.is_format("html") then
      local source = address(${lua(at.embed.split("?")[0] ?? "")}, both, text(named["frame"]))
      return pandoc.RawBlock("html", '<iframe src="' .. html(source) .. '" title="' .. html(title)
        .. '" width="100%" height="${height}" frameborder="0" style="border:0" loading="lazy" allowfullscreen></iframe>')
    end
    local picture = address(${lua(at.png.split("?")[0] ?? "")}, both, text(named["picture"]), "scale=2")
    return pandoc.Para({ pandoc.Image(title, picture) })
  end
}`;

/** The figure as a picture of Markdown that links to the playground. @param {Figure} figure */
const picture = ({ at, title }, address = at.svg) => `[${address ? `![${plain(title)}](${bracketed(address)})` : plain(title)}](${bracketed(at.page)})`;

/** The frame, and in what is printed the picture. @param {Figure} figure */
const quarto = (figure) =>
  `::: {.content-visible when-format="html"}\n\`\`\`{=html}\n${iframe(figure)}\n\`\`\`\n:::\n\n` +
  `::: {.content-visible unless-format="html"}\n${picture(figure, figure.at.png)}\n:::`;

/**
 * For the builder: by the host's id, a function from a figure to the text that is pasted there.
 *
 * @type {Record<string, (figure: Figure) => string>}
 */
export const SNIPPETS = {
  html: (figure) => iframe(figure),
  element: (figure) => element(figure),
  moodle: (figure) => iframe(figure),
  canvas: (figure) => iframe(figure, {}),
  wordpress: (figure) => iframe(figure),
  oembed: ({ at }) => at.embed,
  myst: ({ at, title, width }) =>
    `\`\`\`{iframe} ${at.embed}\n:width: ${width === null ? "100%" : `${width}px`}${at.png && `\n:placeholder: ${at.png}`}\n\n${plain(title)}\n\`\`\``,
  sphinx: (figure) => `\`\`\`{raw} html\n${iframe(figure)}\n\`\`\``,
  quarto,
  "sphinx-figure": ({ at }) =>
    `\`\`\`{gradient-descent}\n${Object.entries(namesOf(at.file))
      .map(([name, value]) => `:${name}: ${option(value)}\n`)
      .join("")}\`\`\``,
  "quarto-shortcode": (figure) => (figure.at.png ? `${shortcode(figure)}\n\n${shortcodeFile(figure)}` : quarto(figure)),
  mkdocs: (figure) => iframe(figure),
  "mkdocs-figure": ({ at }) =>
    `\`\`\`gradient-descent\n${Object.entries(namesOf(at.file))
      .map(([name, value]) => `${name}: ${value}\n`)
      .join("")}\`\`\``,
  // Vue takes unknown elements for components and would bundle a script: this is how its templates name elements.
  vitepress: (figure) => element(figure, (name) => [`<component is="${name}"`, "</component>"]),
  // Attributes as React spells them, and a style that is no text.
  mdx: ({ at, title, width, height }) => {
    const size = attributes({ src: at.embed, title, width: width ?? "100%", height });
    const style = width === null ? "{ border: 0 }" : '{ border: 0, maxWidth: "100%" }';
    return `<iframe${size} frameBorder="0" style={${style}} loading="lazy" allowFullScreen></iframe>`;
  },
  notebook: ({ at, width, height }) => `from IPython.display import IFrame\n\nIFrame(${python(at.embed)}, width=${width ?? python("100%")}, height=${height})`,
  marimo: (figure) => `import marimo as mo\n\nmo.Html(${python(iframe(figure))})`,
  reveal: (figure) => `<section>\n${iframe(figure, { "data-preload": null }, "data-src")}\n</section>`,
  markdown: (figure) => picture(figure),
  latex: ({ at, title, png }) =>
    `\\begin{figure}\n  \\centering\n  \\includegraphics[width=0.8\\linewidth]{${png}}\n` +
    `  \\caption{${words.snippet_caption({ title: tex(title), live: `\\href{${braced(at.page)}}{${tex(words.snippet_live())}}` })}}\n\\end{figure}`,
  slides: ({ at }) => at.png || words.snippet_no_picture(),
};
