/** The server's drawing of the map, read back as numbers: what is in the page need not be asked for again. */
import { item } from "../state/items.js";
import { BARE, layoutOf, MARGIN } from "./layout.js";

/**
 * For frames and files without a server, before their first drawing: the surface that the drawing in the page shows.
 *
 * @param {Element} svg
 * @param {import("../state/types.js").Scenario} scenario
 * @param {{ highest: number, undefined: number, minimum: any, lowest: [number, number][], description: { message: string } }} about what the drawing does not tell
 * @returns {import("../state/types.js").Surface}
 */
export function surfaceFromDrawing(svg, scenario, { highest, ...about }) {
  const width = Number(svg.getAttribute("viewBox")?.split(" ")[2]);
  const { x, y } = layoutOf(scenario.window, width, svg.querySelector(".tick") ? MARGIN : BARE);
  const paths = [...svg.querySelectorAll(".band")];
  const edges = [...paths.map((path) => Number(path.getAttribute("data-from"))), highest];
  const bands = paths.map((path, i) => {
    const rings = ringsOf(path.getAttribute("d") ?? "");
    const polygons = [rings.map((ring) => ring.map(([u, v]) => /** @type {[number, number]} */ ([x.invert(u), y.invert(v)])))];
    return { from: item(edges, i), to: item(edges, i + 1), polygons };
  });
  return { bands, ...about };
}

/**
 * For `surfaceFromDrawing`: the closed rings of path data `M12.3,4l.5-1 2 3Z…`, which is a place, then moves from point to
 * point.
 *
 * @param {string} d
 * @returns {[number, number][][]} pixels
 */
export function ringsOf(d) {
  return d
    .split("M")
    .slice(1)
    .map((ring) => {
      const numbers = (ring.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map((text) => Math.round(Number(text) * 10));
      /** @type {[number, number][]} */
      const points = [];
      let [x, y] = [0, 0];
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        x += item(numbers, i);
        y += item(numbers, i + 1);
        points.push([x / 10, y / 10]);
      }
      return points;
    });
}
