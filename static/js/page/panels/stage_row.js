/** A stage of a derivation as a row: its rule in words, each of its equations, and a place for its numbers. */
import { make } from "../dom.js";

/** For the chain rule's panel: a stage as a row, with the places for its numbers. @param {import("../../state/types.js").Stage} stage */
export function stageRow({ rule, mathml }) {
  const lines = equations(mathml).map((equation) =>
    make("div", { className: "equation" }, [make("div", { className: "stage-formula" }, [equation]), make("div", { className: "stage-numbers" })]),
  );
  return make("li", { className: "stage" }, [make("p", { className: "stage-rule", textContent: rule }), make("div", {}, lines)]);
}

/**
 * The equations of a formula that lists several on one line, each by itself.
 *
 * @param {string} mathml
 * @returns {Element[]}
 */
function equations(mathml) {
  const holder = make("div");
  holder.innerHTML = mathml;
  const whole = holder.querySelector("math");
  whole.removeAttribute("display");
  whole.setAttribute("displaystyle", "true"); // fractions at their full size, in a line of text
  const found = [whole.cloneNode(false)];
  for (const part of [...whole.firstElementChild.childNodes]) {
    if (part.localName === "mo" && part.textContent === ",") found.push(whole.cloneNode(false));
    else found[found.length - 1].append(part);
  }
  return found;
}
