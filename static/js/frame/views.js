/** The views' modules by their ids: written by `make contract`. */
import * as chain from "./views/chain.js";
import * as charts from "./views/charts.js";
import * as direction from "./views/direction.js";
import * as taylor from "./views/taylor.js";

/** @type {Record<string, () => import("./embed.js").View | Promise<import("./embed.js").View>>} */
export const VIEWS = {
  map: () => import("./views/map.js"),
  taylor: () => taylor,
  direction: () => direction,
  neuron: () => import("./views/neuron.js"),
  orders: () => import("./views/orders.js"),
  slices: () => import("./views/slices.js"),
  chain: () => chain,
  charts: () => charts,
  recipe: () => import("./views/recipe.js"),
  expansion: () => import("./views/expansion.js"),
};
