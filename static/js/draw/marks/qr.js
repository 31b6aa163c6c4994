/**
 * A QR code: dark squares, one path, one unit a module; always dark on light, since cameras read no other.
 *
 * @typedef {import("../../state/types.js").Node} Node
 */
import { el } from "../svg.js";

/** For Share: the nodes of a QR code. @param {boolean[][]} modules rows, true is dark; the light border is part of it @returns {Node[]} */
export function qr(modules) {
  const d = modules.flatMap((row, y) => runs(row).map(([from, length]) => `M${from},${y}h${length}v1h-${length}z`)).join("");
  return [el("rect", { width: modules.length, height: modules.length, fill: "#fff" }), el("path", { class: "qr", d, fill: "#000" })];
}

/** Runs of dark modules: drawn one by one, hairlines would show between them. @param {boolean[]} row @returns {[number, number][]} from, length */
function runs(row) {
  /** @type {[number, number][]} */
  const found = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    const last = found[found.length - 1];
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
