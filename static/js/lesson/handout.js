/** For the lesson's script: `Print a handout`, with every figure on it as the reader has left it. */
import { putFigure } from "./figures.js";

/** Milliseconds after which a figure that has not come is printed without. */
const PATIENCE = 8000;

/** Lets the button work: figures that are not near have not been loaded, and a page does not print what it has not. */
export function printHandout() {
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("handout"));
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    await Promise.all([...document.querySelectorAll(".lesson-figure")].map(loaded));
    button.disabled = false;
    print();
  });
}

/** @param {Element} holder */
function loaded(holder) {
  const figure = putFigure(holder);
  const frame = figure?.shadowRoot?.querySelector("iframe");
  if (!figure || !frame || /** @type {any} */ (figure).state) return Promise.resolve();
  return new Promise((done) => {
    figure.addEventListener("gd-change", done, { once: true });
    setTimeout(done, PATIENCE);
    frame.loading = "eager";
  });
}
