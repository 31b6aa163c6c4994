/**
 * The words of the menu of layers.
 *
 * @typedef {typeof import("../../shared/contract/layers.json")} Contract
 * @typedef {keyof Contract["usual"] | keyof Contract["extra"]} Name
 */
import * as words from "#words";

/** What each layer is called. @type {Record<Name, () => string>} */
const TITLES = {
  path: words.layer_path_title,
  arrows: words.layer_arrows_title,
  axes: words.layer_axes_title,
  lowest: words.layer_lowest_title,
  names: words.layer_names_title,
  levels: words.layer_levels_title,
  field: words.layer_field_title,
  stationary: words.layer_stationary_title,
  eigen: words.layer_eigen_title,
  quadratic: words.layer_quadratic_title,
};

/** What has to be known to read some of them. @type {Partial<Record<Name, () => string>>} */
const NOTES = {
  field: words.layer_field_note,
  stationary: words.layer_stationary_note,
  quadratic: words.layer_quadratic_note,
};

/** For the menu: a layer's title, and a note below where there is one. @param {string} name */
export const layerWords = (name) => ({ title: TITLES[/** @type {Name} */ (name)](), note: NOTES[/** @type {Name} */ (name)]?.() });
