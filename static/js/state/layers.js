/** The map's layers, by the contract's table. */
import LAYERS from "../../shared/contract/layers.json" with { type: "json" };

/**
 * Layers by name: those that are there unless hidden, and those that are asked for. One that is `flat` is about a point of two
 * parameters.
 *
 * @typedef {Record<string, { flat?: boolean }>} Layers
 */
/** The layers that are drawn unless they are hidden. @type {Layers} */
export const USUAL = LAYERS.usual;
/** The layers that are drawn only where they are asked for. @type {Layers} */
export const EXTRA = LAYERS.extra;
/** The groups of the drawing, the lowest first, and whether each ends at the frame. @type {[string, boolean][]} */
export const GROUPS = Object.entries(LAYERS.groups);
/** The groups within `extra`, the lowest first. */
export const EXTRA_GROUPS = LAYERS.extra_groups;

/** For a page's first state and for commands: the names of the layers that are drawn. @param {string[]} show @param {string[]} hide */
export const layersOf = (show, hide) => [
  ...Object.keys(USUAL).filter((name) => !hide.includes(name)),
  ...Object.keys(EXTRA).filter((name) => show.includes(name)),
];

/** For links: the `show` and `hide` that say which layers are drawn; undefined where there is nothing to say. @param {string[]} layers */
export function layersInLink(layers) {
  const show = Object.keys(EXTRA).filter((name) => layers.includes(name));
  const hide = Object.keys(USUAL).filter((name) => !layers.includes(name));
  return { show: show.length ? show : undefined, hide: hide.length ? hide : undefined };
}
