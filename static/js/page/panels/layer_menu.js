/** What the map shows: layers and colours, in the link as `show`, `hide` and `palette`. */
import * as words from "#words";
import { EXTRA, USUAL } from "../../state/layers.js";
import { PALETTES } from "../../state/palettes.js";
import { changed } from "../../state/store.js";
import { layerWords } from "../../text/layer_words.js";
import { byId, make } from "../dom.js";
import { closingMenu } from "../menu.js";
import { termMark } from "../terms.js";

/** @type {Record<string, () => string>} */
const PALETTE_TITLES = { sea: words.palette_sea, cividis: words.palette_cividis, viridis: words.palette_viridis, grey: words.palette_grey };

/** The word in a layer's title that may need its definition. @type {Record<string, string>} */
const TERMS = { stationary: "saddle-point", eigen: "hessian", quadratic: "second-order" };

/**
 * For the map's tools, when the menu is first opened: puts the menu of layers and colours to work.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {import("../../state/actions.js").Address} address
 */
export function layerMenu(store, address) {
  const box = /** @type {HTMLDetailsElement} */ (byId("layers"));
  const all = { ...USUAL, ...EXTRA };
  const inputs = Object.entries(all).map(([name, { flat }]) => {
    const { title, note } = layerWords(name);
    const input = make("input", { type: "checkbox", id: `layer-${name}` });
    input.addEventListener("change", () => {
      const { layers } = store.get();
      store.set({ layers: Object.keys(all).filter((other) => (other === name ? input.checked : layers.includes(other))) });
      address.pushChoice(true);
    });
    return {
      name,
      flat,
      input,
      element: make("div", {}, [
        make("span", { className: "named" }, [
          make("label", { className: "check" }, [input, title]),
          ...(name in TERMS ? [termMark(TERMS[name] ?? "", title)] : []),
        ]),
        ...(note ? [make("p", { className: "about", textContent: note })] : []),
      ]),
    };
  });
  byId("layer-list").replaceChildren(...inputs.map(({ element }) => element));

  const palette = /** @type {HTMLSelectElement} */ (byId("palette"));
  palette.replaceChildren(...Object.keys(PALETTES).map((value) => make("option", { value, textContent: PALETTE_TITLES[value]?.() })));
  palette.addEventListener("change", () => {
    store.set({ palette: palette.value });
    address.pushChoice(true);
  });

  closingMenu(box);
  store.listen((state, before) => {
    if (changed(state, before, "layers", "scenario")) {
      for (const { name, flat, input } of inputs) {
        input.checked = state.layers.includes(name);
        input.disabled = flat && state.scenario.start.length > 2;
      }
    }
    if (changed(state, before, "palette")) palette.value = state.palette;
  });
  store.set({}); // it comes late, and is told where the page stands
}
