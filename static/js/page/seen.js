/**
 * What a reader has used on this browser, as words in the root's `data-seen`: style sheets hide hints by it. Words only are
 * kept; where storage is forbidden they last as long as the page.
 */

const KEY = "antigradient-seen";

/** What is moved by hand, and hinted at. @type {Seen[]} */
export const HANDLES = ["start", "direction", "dots"];

/** @typedef {"start" | "direction" | "dots" | "play"} Seen what can be used: the start and u by hand, the neuron's dots, the player */

/** The words of a text. @param {string | null | undefined} text */
const wordsOf = (text) => text?.split(" ").filter(Boolean) ?? [];

/** For a page's head and for frames, before the first paint: shows style sheets what was used on earlier visits. */
export function recallSeen() {
  try {
    document.documentElement.dataset.seen = localStorage.getItem(KEY) ?? "";
  } catch {} // storage is forbidden
}

/** For panels: whether this was used, here or on an earlier visit. @param {Seen} name */
export const seen = (name) => wordsOf(document.documentElement.dataset.seen).includes(name);

/** For panels: this has been used. @param {Seen} name */
export function markSeen(name) {
  if (seen(name)) return;
  const root = document.documentElement;
  root.dataset.seen = [...wordsOf(root.dataset.seen), name].join(" ");
  try {
    // Another page may have been used meanwhile.
    localStorage.setItem(KEY, [...new Set([...wordsOf(localStorage.getItem(KEY)), ...wordsOf(root.dataset.seen)])].join(" "));
  } catch {} // storage is forbidden, or full
}
