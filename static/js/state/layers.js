/** The map's layers by name: those that are there unless hidden, and those that are asked for. */

/** @type {Record<string, { title: string, help: string }>} */
export const USUAL = {
  path: { title: "Descent path", help: "" },
  arrows: { title: "Arrows ∇L and u", help: "" },
  axes: { title: "Axes", help: "" },
};
/** @type {Record<string, { title: string, help: string }>} */
export const EXTRA = {
  levels: { title: "Level labels", help: "" },
  field: { title: "Gradient field", help: "From differences of the map’s values: to look at, not to measure" },
  stationary: { title: "Minima and saddles", help: "≈ marks what the map’s grid suggests" },
  eigen: { title: "Hessian’s eigen-directions", help: "" },
  quadratic: { title: "Contours of the quadratic model", help: "L to second order about the step shown, at the map’s levels" },
};

/** What is drawn. @param {string[]} show @param {string[]} hide */
export const layersOf = (show, hide) => [
  ...Object.keys(USUAL).filter((name) => !hide.includes(name)),
  ...Object.keys(EXTRA).filter((name) => show.includes(name)),
];

/** What a link says of it. @param {string[]} layers */
export function layersInLink(layers) {
  const show = Object.keys(EXTRA).filter((name) => layers.includes(name));
  const hide = Object.keys(USUAL).filter((name) => !layers.includes(name));
  return { show: show.length ? show : undefined, hide: hide.length ? hide : undefined };
}
