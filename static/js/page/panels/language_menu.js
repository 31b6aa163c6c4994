/** The language of the page, where there are several: the server makes the same page anew in the one that is chosen. */
import { pageQuery } from "../../state/address.js";
import { addressTail } from "../../state/long_query.js";

/**
 * For the playground's script, once: puts the menu of languages to work.
 *
 * @param {import("../../state/store.js").Store} store
 * @param {{ flush: () => void }} address
 */
export function languageMenu(store, address) {
  const menu = /** @type {HTMLSelectElement | null} */ (document.querySelector("#language"));
  if (!menu) return;
  menu.addEventListener("change", async () => {
    address.flush();
    const tail = await addressTail(pageQuery({ ...store.get(), lang: menu.value }));
    // The hash gives the focus back to the menu, which an arrow key may have changed.
    location.assign(`${tail}${tail.includes("#") ? "&" : "#"}language`);
  });
  if (/[#&]language$/.test(location.hash)) {
    /** @type {HTMLDetailsElement | null} */ (menu.closest("details"))?.setAttribute("open", "");
    menu.focus();
  }
  // By Back the page comes as it was left, with the other language in the menu.
  addEventListener("pageshow", () => {
    menu.value = document.documentElement.lang;
  });
}
