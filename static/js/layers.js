/** The map's layers by name: those that are there unless hidden, and those that are asked for. */

/** @type {Record<string, { title: string, help: string }>} */
export const USUAL = {
  path: { title: "Descent path", help: "Where the run goes" },
  arrows: { title: "Arrows ∇L and u", help: "At the step that is shown" },
};
/** @type {Record<string, { title: string, help: string }>} */
export const EXTRA = {
  levels: { title: "Level labels", help: "The loss on its contour lines" },
  field: { title: "Gradient field", help: "∇L on a grid, from differences of the map’s own values: directions to look at, not to measure" },
  stationary: { title: "Minima and saddles", help: "Minima from the catalogue; ≈ marks what the map’s grid suggests" },
  eigen: { title: "Hessian’s eigen-directions", help: "At the step that is shown: the directions of most and least curvature, with their λ" },
  quadratic: { title: "Contours of the quadratic model", help: "L to second order about the step that is shown, at the map’s own levels" },
};

/** What is drawn. @param {string[]} show @param {string[]} hide */
export const layersOf = (show, hide) => [...Object.keys(USUAL).filter((name) => !hide.includes(name)), ...Object.keys(EXTRA).filter((name) => show.includes(name))];

/** What a link says of it. @param {string[]} layers */
export function layersInLink(layers) {
  const show = Object.keys(EXTRA).filter((name) => layers.includes(name));
  const hide = Object.keys(USUAL).filter((name) => !layers.includes(name));
  return { show: show.length ? show : undefined, hide: hide.length ? hide : undefined };
}
