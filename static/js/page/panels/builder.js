/** The builder of what is pasted into other pages: choices, a live preview, and the text for each host. */

import * as words from "#words";
import { packedTail } from "../../state/fragment.js";
import { isLong } from "../../state/long_query.js";
import { copy } from "../copy.js";
import { addressesOf, SNIPPETS } from "../snippets.js";
import { complaint, numberBox } from "./number_box.js";

/** Milliseconds without a choice before the preview is asked for. */
const REST = 300;

/**
 * For the page /embedding and the dialog: puts the builder to work in its section.
 *
 * @param {HTMLElement} root the section of the page
 */
export async function builder(root) {
  const { base = "", root: prefix = "", scenario = "", title = "", png = "", height: usual = "" } = root.dataset;
  const find = (/** @type {string} */ selector) => /** @type {any} */ (root.querySelector(selector));
  const form = /** @type {HTMLFormElement} */ (find("form"));
  const frame = /** @type {HTMLIFrameElement} */ (find("iframe"));
  const view = /** @type {HTMLSelectElement} */ (form.elements.namedItem("view"));
  const host = /** @type {HTMLSelectElement} */ (find(".builder-host"));
  const text = /** @type {HTMLTextAreaElement} */ (find("textarea"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** The line of HTML at the top of the page, and the address that it frames: while the preview shows that, both get one height. */
  const first = document.getElementById("first-line");
  let begun = "";
  /** The height in pixels that the figure has asked for. */
  let needed = Number(usual);

  const [seen = "", packed = ""] = isLong(scenario) ? (await packedTail(scenario)).slice(1).split("#") : [scenario];
  const link = { whole: scenario, seen, fragment: packed && `#${packed}` };

  /** The names that differ from their defaults, of those that have an effect at a place. @param {string} place */
  function shown(place) {
    /** @type {Record<string, any>} */
    const values = { show: [], hide: [] };
    for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`[data-where~="${place}"]`))) {
      const { name, type, checked, value, dataset } = control;
      const together = /** @type {HTMLElement | null} */ (control.closest("div[data-views]"));
      if (together && !hasPlace(together)) continue;
      if (dataset.list) {
        if (checked === (dataset.list === "show") && hasPlace(control)) values[dataset.list].push(value);
        continue;
      }
      const said = type === "checkbox" ? String(Number(checked)) : value;
      if (said !== dataset.default) values[name] = said;
    }
    return values;
  }

  /** Whether the view that is chosen has such a part. @param {HTMLElement} part */
  const hasPlace = ({ dataset: { views = "" } }) => !views || views.split(" ").includes(view.value);

  const sizes = pixelBoxes(form);

  /** A box of pixels; null where it is empty, or not right. @param {string} name */
  const pixels = (name) => sizes[name]?.() ?? null;

  function write() {
    const at = addressesOf(base, link, shown);
    text.value = SNIPPETS[host.value]?.({ at, title, png, width: pixels("width"), height: pixels("height") ?? needed }) ?? "";
    for (const note of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-host]"))) note.hidden = note.dataset.host !== host.value;
    find(".builder-copy [role=status]").textContent = "";
  }

  function preview() {
    const address = addressesOf(prefix, link, shown).embed;
    if (frame.getAttribute("src") !== address) frame.setAttribute("src", address);
  }

  /** Parts that the view does not have are not offered. */
  function offer() {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-views]"))) {
      (box.closest("label") ?? box).hidden = !hasPlace(box);
    }
  }

  function size() {
    frame.style.width = `${pixels("width") ?? ""}px`;
    frame.style.height = `${pixels("height") ?? needed}px`;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    offer();
    size();
    write();
    clearTimeout(timer);
    timer = setTimeout(preview, REST);
  });
  host.addEventListener("change", write);
  addEventListener("message", function hear({ source, data }) {
    if (!root.isConnected) return removeEventListener("message", hear); // the dialog was closed
    if (source !== frame.contentWindow || data?.type !== "gd:resize" || !(data.height > 0)) return;
    needed = Math.ceil(data.height);
    size();
    write();
    if (first && frame.getAttribute("src") === begun) first.textContent = first.textContent.replace(/ height="\d+"/, ` height="${needed}"`);
  });
  copies(
    find(".builder-copy"),
    () => text.value,
    () => text.select(),
  );

  find(".builder-body").hidden = false;
  offer();
  size();
  write();
  preview();
  begun = frame.getAttribute("src") ?? "";
}

/**
 * The boxes of a frame's size, and what is in them: null for nothing, and for what is refused.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, () => number | null>}
 */
function pixelBoxes(form) {
  return Object.fromEntries(
    [...form.querySelectorAll("input[inputmode]")].map((/** @type {any} */ input) => {
      const box = numberBox(input);
      const error = complaint(`refused-${input.name}`, [input]);
      input.closest("label").after(error.element);
      const low = Number(input.getAttribute("aria-valuemin"));
      const high = Number(input.getAttribute("aria-valuemax"));
      const pixels = () => (Number.isInteger(box.value()) && box.value() >= low && box.value() <= high ? box.value() : null);
      input.addEventListener("change", () => error.say(input.value.trim() && pixels() === null ? words.box_whole_or_nothing({ low, high }) : null));
      return [input.name, pixels];
    }),
  );
}

/**
 * For the page /embedding: lets a row's button copy a text, and its status say so.
 *
 * @param {HTMLElement} row
 * @param {() => string} text
 * @param {() => void} [select] where it could not be copied
 */
export function copies(row, text, select) {
  row.hidden = false;
  /** @type {HTMLElement} */ (row.querySelector("button")).addEventListener("click", async () => {
    const done = await copy(text());
    const said = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
    said.textContent = done ? words.copy_done() : words.copy_failed();
    if (!done) select?.();
  });
}
