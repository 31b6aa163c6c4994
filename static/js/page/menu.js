/** Menus: a `details` whose box closes as menus do, on Escape or on a press elsewhere. */

/** For a page's script, once for each menu: closes it as menus do. @param {HTMLDetailsElement} box */
export function closingMenu(box) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    box.querySelector("summary")?.focus();
  });
  addEventListener("pointerdown", (event) => {
    if (box.open && !box.contains(/** @type {Element} */ (event.target))) box.open = false;
  });
}
