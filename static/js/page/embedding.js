/** The page for those who put a figure into a page of their own. The playground uses its builder too, in a dialog. */

import { builder, copies } from "./panels/builder.js";
import { codeReader } from "./panels/code_reader.js";

export { builder };

const line = document.getElementById("first-line");
if (line) copies(/** @type {HTMLElement} */ (document.querySelector(".first-line .builder-copy")), () => line.textContent ?? "");

for (const example of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".example-line")))
  copies(/** @type {HTMLElement} */ (example.querySelector(".builder-copy")), () => example.querySelector("code")?.textContent ?? "");

const result = document.getElementById("result");
if (result instanceof HTMLFormElement) codeReader(result);

const part = document.getElementById("builder");
if (part) builder(part);
