/**
 * What a question draws on the map, and the mark that the reader moves there: by hand, by a tap, or with the arrow keys and
 * Enter.
 *
 * @typedef {import("./kinds.js").Pair} Pair
 */
import { drag } from "d3-drag";
import { pointer, select } from "d3-selection";
import { el, patch, px } from "../../../draw/svg.js";

/** Steps in the two directions of the map. @type {Record<string, Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Pixels that a pointer may move within a tap. */
const SHAKE = 4;

/**
 * For Predict, once: the part of the map that belongs to its questions.
 *
 * @param {import("../loss_map.js").MapPanel} map
 * @param {() => { kind: import("./kinds.js").Kind, facts: any, guess: any, answered: boolean } | null} current the question on the map
 * @param {{ move: (guess: any) => void, confirm: () => void }} does
 */
export function guessMark(map, current, { move, confirm }) {
  const { svg } = map;
  const layer = (/** @type {string} */ name) => {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", `layer ${name}`);
    svg.append(group);
    return group;
  };
  const picture = layer("guess");
  const handle = layer("guess-handle");

  /** The question whose mark can be moved. */
  function open() {
    const question = current();
    return question?.kind.mark && !question.answered ? { ...question, mark: question.kind.mark } : null;
  }
  /** @param {Pair} at pixels */
  function to([x, y]) {
    const question = open();
    const layout = map.layout();
    if (question) move(question.mark.to(question.facts, [layout.x.invert(x), layout.y.invert(y)]));
  }

  select(handle).call(
    /** @type {any} */ (
      drag()
        .container(() => /** @type {any} */ (svg))
        .subject(() => {
          const question = open();
          const [x, y] = question ? question.mark.pixels(question.facts, question.guess, map.layout()) : [0, 0];
          return { x, y };
        })
        .on("start", () => handle.focus({ preventScroll: true }))
        .on("drag", ({ x, y }) => to([x, y]))
    ),
  );
  handle.addEventListener("keydown", (event) => {
    const question = open();
    if (!question || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = ARROWS[event.key];
    if (!by && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation(); // the map's own arrow keys step along the path
    if (by) move(question.mark.nudge(question.facts, question.guess, by, event.shiftKey ? 10 : 1));
    else confirm();
  });
  /** Where the pointer went down: a map that is pulled is not tapped. @type {Pair} */
  let down = [0, 0];
  svg.addEventListener("pointerdown", ({ clientX, clientY }) => {
    down = [clientX, clientY];
  });
  svg.addEventListener("click", (event) => {
    const onHandle = /** @type {Element} */ (event.target).closest('[role="slider"]');
    if (onHandle || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > SHAKE) return;
    to(pointer(event, svg));
  });

  function draw() {
    const question = current();
    const layout = map.layout();
    // Over everything while it answers; then under the step, which is what there is to see.
    const above = question?.answered ? map.layer("now") : handle;
    if (picture.nextSibling !== above) svg.insertBefore(picture, above);
    patch(picture, question ? question.kind.draw(question.facts, question.guess, layout, question.answered) : []);
    const marked = open();
    if (!marked) {
      for (const name of handle.getAttributeNames()) if (name !== "class") handle.removeAttribute(name);
      return patch(handle, []);
    }
    const attributes = { tabindex: 0, role: "slider", ...marked.mark.attributes(marked.facts, marked.guess) };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, String(value));
    const [x, y] = marked.mark.pixels(marked.facts, marked.guess, layout);
    patch(handle, [el("circle", { class: "reach", cx: px(x), cy: px(y), r: 22 }), el("circle", { class: "ring", cx: px(x), cy: px(y), r: 15 })]);
  }
  map.resized(draw);
  return { draw, handle };
}
