/**
 * `<gradient-descent>`: frames `/embed` of the server that this module came from, as tall as its content.
 *
 *     <script type="module" src="https://…/embed.js"></script>
 *     <gradient-descent objective="bowl" eta="0.2"><img src="…/api/v1/figure.svg?…" alt="…"></gradient-descent>
 *
 * What stands between the tags is shown until the frame says that it is ready, and for good where it never does.
 */
import { everyLanguage } from "#words/every";
import heights from "../../shared/contract/heights.json" with { type: "json" };
import { packedTail } from "../state/fragment.js";
import { linkQuery } from "../state/link.js";
import { isLong } from "../state/long_query.js";
import { differences, languageOf, reloads, valuesOf } from "./attributes.js";

const SERVER = new URL(".", import.meta.url);
const FORWARDED = ["gd:ready", "gd:change", "gd:error", "gd:task"];
/** Pixels that a frame may ask for at most: a larger number is taken for a mistake. */
const TALLEST = 20000;

/** A frame that has loaded and says nothing for so many milliseconds shows no figure: its room is given back. */
const PATIENCE = 5000;

/** Pixels that a view takes: rows of the width from which they hold, the height there, and its rise with each pixel more. */
const HEIGHTS = /** @type {Record<string, [number, number, number?][]>} */ (/** @type {unknown} */ (heights));
/** The width that is assumed while the element has none. */
const USUAL = 640;

/** While it loads it is about as tall as the figure will be, so that the page below does not move. Without blanks: text is not minified. */
const STYLE = `
:host{display:block}
:host([hidden]){display:none}
div{position:relative;min-height:inherit}
iframe{display:block;width:100%;min-height:inherit;border:0}
.waiting{display:grid}
slot,.waiting::before{display:block;grid-area:1/1}
.waiting::before{content:"";height:var(--tall)}
.waiting.silent::before{content:none}
.waiting iframe{position:absolute;inset:0;height:100%;visibility:hidden}
.ready slot{display:none}
`;

// Where there is no document (on a server that renders pages) this module can be imported, and does nothing.
const Base = globalThis.HTMLElement ?? Object;

/** For pages of others, which load this module: the custom element `<gradient-descent>`. */
export class GradientDescent extends Base {
  #box = document.createElement("div");
  #frame = document.createElement("iframe");
  #link = document.createElement("a");
  #watch = new MutationObserver(() => this.#attributes());
  /** What the attributes said when they were last read. @type {Record<string, any>} */
  #values = {};
  /** The last state that the frame sent. @type {Record<string, any> | null} */
  #state = null;
  #query = "";
  #ready = false;
  /** Commands that came before the frame listened. @type {object[]} */
  #early = [];
  /** The callbacks that wait for an answer, by the number of the question. @type {Map<number, (answer: object) => void>} */
  #asking = new Map();
  #asked = 0;

  constructor() {
    super();
    const style = new CSSStyleSheet(); // a style element would need the host's policy to allow it
    style.replaceSync(STYLE);
    const slot = document.createElement("slot");
    slot.append(this.#link);
    this.#link.target = "_blank";
    this.#link.rel = "noopener";
    // In no sandbox: this module, of the same server, already runs in the page itself, and in a sandbox without an origin
    // browsers share no cache between the figures of a page.
    this.#frame.setAttribute("loading", "lazy");
    this.#frame.addEventListener("load", () => setTimeout(() => this.#box.classList.toggle("silent", !this.#ready), PATIENCE));
    this.#box.append(slot, this.#frame);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    root.append(this.#box);
  }

  connectedCallback() {
    addEventListener("message", this.#hear);
    this.#watch.observe(this, { attributes: true });
    this.#load();
    for (const name of /** @type {const} */ (["state", "step"])) {
      if (!Object.hasOwn(this, name)) continue; // set by a framework before this module came
      const value = this[name];
      delete this[name];
      /** @type {any} */ (this)[name] = value;
    }
  }

  /** With this method the browser keeps the frame loaded when `moveBefore` moves the element. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#watch.disconnect();
  }

  /** The scenario that the frame sent last; null before the first. Setting it changes the names that are given. */
  get state() {
    return this.#state;
  }

  set state(change) {
    this.#send({ type: "gd:set", state: { ...change } });
  }

  /** `step()`, `step(5)`, `step(-1)`: so many steps on. As a property that is set, the step that is shown. */
  get step() {
    return (by = 1) => this.#send({ type: "gd:step", by });
  }

  set step(to) {
    this.setAttribute("step", String(to));
  }

  play() {
    this.#send({ type: "gd:play" });
  }

  pause() {
    this.#send({ type: "gd:pause" });
  }

  /** Back to what the page asked for, by attributes and by what it set since. */
  reset() {
    this.#send({ type: "gd:reset" });
  }

  /** Asks the frame for `{ state, step, loss, beta }`. */
  get() {
    return new Promise((told) => {
      this.#asking.set(++this.#asked, told);
      this.#send({ type: "gd:get", id: this.#asked });
    });
  }

  /** Loads the frame from the attributes; one that was loaded before goes on from its last state. */
  #load() {
    const values = this.#read();
    const query = linkQuery({ ...values, ...this.#state, ...differences(this.#values, values) });
    this.#values = values;
    this.#ready = false;
    this.#box.className = "waiting";
    const width = this.clientWidth || USUAL;
    const rows = HEIGHTS[String(values.view)] ?? HEIGHTS.map;
    const [from, height, rise = 0] = rows?.findLast((row) => width >= row[0]) ?? [0, 0];
    this.#box.style.setProperty("--tall", `${height + rise * (width - from)}px`);
    this.#named();
    this.#lead(query);
  }

  /** Leads frame and link to the figure of a query. @param {string} query */
  async #lead(query) {
    this.#query = query;
    const tail = isLong(query) ? await packedTail(query) : `?${query}`;
    if (query !== this.#query) return; // another has come meanwhile
    this.#link.href = new URL(tail, SERVER).href;
    this.#frame.src = new URL(`embed${tail}`, SERVER).href;
  }

  /** The language of the text around it, where it is one of ours. */
  get #language() {
    const around = this.closest("[lang]") ?? document.documentElement;
    return languageOf(around.getAttribute("lang") ?? "", everyLanguage);
  }

  /** What the attributes say, and the language. @returns {Record<string, any>} */
  #read() {
    const lang = this.#language?.tag;
    return { ...valuesOf(this.attributes), ...(lang && { lang }) };
  }

  #named() {
    const words = this.#language ?? everyLanguage[0];
    this.#frame.title = this.title || this.getAttribute("aria-label") || words.element_title;
    this.#link.textContent = words.element_open;
  }

  #attributes() {
    this.#named();
    const values = this.#read();
    const change = differences(this.#values, values);
    if (reloads(change)) this.#load();
    else if (Object.keys(change).length) {
      this.#values = values;
      this.#send({ type: "gd:set", state: change });
    }
  }

  /** @param {object} message */
  #send(message) {
    // To any origin ("*"): the frame may be sandboxed and have none, and nothing in a message is secret.
    if (this.#ready) this.#frame.contentWindow?.postMessage(message, "*");
    else this.#early.push(message);
  }

  #hear = (/** @type {MessageEvent} */ { source, data }) => {
    if (source !== this.#frame.contentWindow || typeof data?.type !== "string") return;
    if (data.type === "gd:resize" && data.height > 0) this.#frame.style.height = `${Math.min(data.height, TALLEST)}px`;
    if (data.type === "gd:ready") {
      this.#ready = true;
      this.#box.className = "ready";
      for (const message of this.#early.splice(0)) this.#send(message);
    }
    if (data.type === "gd:change") this.#state = data.state;
    if ("id" in data) {
      this.#asking.get(data.id)?.(data);
      this.#asking.delete(data.id);
    } else if (FORWARDED.includes(data.type)) {
      this.dispatchEvent(new CustomEvent(data.type.replace(":", "-"), { detail: data, bubbles: true, composed: true }));
    }
  };
}

if (globalThis.customElements && !customElements.get("gradient-descent")) customElements.define("gradient-descent", GradientDescent);
