/** For the lesson's script: `Print a handout`, with every figure on it as the reader has left it. */
import { putFigure } from "./figures.js";

/** Milliseconds after which a figure that has not come is printed as it is. */
const PATIENCE = 10_000;
/** Milliseconds between two looks at a figure; it stands still when two see the same. */
const LOOK = 150;
/** By what a figure's page is as on paper. */
const PAPER = "data-paper";
/** What a figure still waits for. */
const LATE = ".waiting, [aria-busy='true']";

/**
 * Lets the button work: figures that are not near have not been loaded, and a page does not print what it has not. While they are,
 * all are as wide as on paper, and within the window, unseen: what is far from it, a figure does not ask for.
 */
export function printHandout() {
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("handout"));
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    document.body.classList.add("for-paper");
    const frames = await Promise.all([...document.querySelectorAll(".lesson-figure")].map(loaded));
    button.disabled = false;
    addEventListener(
      "afterprint",
      () => {
        document.body.classList.remove("for-paper");
        for (const frame of frames) frame?.contentDocument?.documentElement.removeAttribute(PAPER);
      },
      { once: true },
    );
    print();
  });
}

/** A figure that has come and stands still, as it is on paper. @param {Element} holder @returns {Promise<HTMLIFrameElement | undefined>} */
async function loaded(holder) {
  const figure = putFigure(holder);
  const frame = figure?.shadowRoot?.querySelector("iframe");
  if (!frame) return undefined;
  frame.loading = "eager";
  let before = "";
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    await new Promise((done) => setTimeout(done, LOOK));
    const root = frame.contentDocument?.documentElement;
    const now = `${frame.offsetHeight} ${root?.scrollHeight}`;
    const ready = root?.hasAttribute(PAPER) && !root.querySelector(LATE);
    if (ready && now === before) break;
    before = now;
    if (/** @type {any} */ (figure).state) root?.setAttribute(PAPER, "");
  }
  return frame;
}
