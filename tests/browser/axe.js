// What axe finds wrong on a page. Contrasts take it most of its time: of texts that look alike on a like ground it is
// given one. Alike are texts in the same colours and letters, within ancestors of the same colours; what lies on them or
// under them is seen where a text is in sight, and what is placed over others elsewhere is not taken for alike.
(() => {
  async function broken(context, options) {
    const FIELDS = "input, select, textarea, button";
    const chains = new Map();

    /** The grounds that an element and its ancestors paint, and whether one of them is placed apart from the text's flow. */
    const chain = (element) => {
      if (!element) return { grounds: "", apart: false };
      if (!chains.has(element)) {
        const above = chain(element.parentElement);
        const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position, transform, float } = getComputedStyle(element);
        const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
        const isPlain = own === "rgba(0, 0, 0, 0),none,1,none,normal";
        chains.set(element, {
          grounds: isPlain ? above.grounds : `${above.grounds}/${own}`,
          apart: above.apart || position !== "static" || transform !== "none" || float !== "none",
        });
      }
      return chains.get(element);
    };

    /** What lies at the middle of a box, from above; nothing where it is out of sight. */
    const stack = ({ left, right, top, bottom }) => document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);

    const textOf = (element) => {
      if (element.matches(FIELDS)) return element.value || element.textContent;
      return [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data)
        .join("");
    };

    let count = 0;
    /** Texts of the same key have the same contrast. */
    const keyOf = (element, text) => {
      const alone = `alone ${count++}`;
      const off = [":disabled", "[aria-disabled=true]", "[inert]", "[aria-hidden=true]"].map((one) => !!element.closest(one));
      const style = getComputedStyle(element);
      const letters = [style.color, style.fill, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke];
      const kind = [
        element.localName,
        element.getAttribute("class"),
        ...off,
        element.closest("label")?.control?.disabled,
        text.trim().length < 2,
        /[\p{L}\p{N}]/u.test(text),
        style.position,
      ];
      const { grounds, apart } = chain(element);
      const stacks = [];
      for (const box of element.getClientRects()) {
        const found = stack(box);
        if (found.length ? found[0] !== element : apart) return alone;
        stacks.push(
          found
            .map((one) => chain(one).grounds)
            .filter((one, i, all) => one !== all[i - 1])
            .join("|"),
        );
      }
      return [...letters, ...kind, grounds, ...new Set(stacks)].join(";");
    };

    const wrong = { resultTypes: ["violations"], ...options };
    const rules = { "color-contrast": { enabled: false } };
    const violations = options.runOnly ? [] : (await axe.run(context ?? document, { ...wrong, rules })).violations;

    const within = context?.include
      ? document.querySelectorAll(context.include.flat())
      : [typeof context === "string" ? document.querySelector(context) : document.body];
    const outside = (context?.exclude ?? []).flat().join();
    const alike = new Map();
    for (const root of within) {
      for (const element of [root, ...root.querySelectorAll("*")]) {
        const text = textOf(element);
        if (!text.trim() || !element.checkVisibility({ visibilityProperty: true }) || (outside && element.closest(outside))) continue;
        const key = keyOf(element, text);
        if (!alike.has(key)) alike.set(key, element);
      }
    }
    if (!alike.size) return violations;
    const contrasts = await axe.run(
      { include: [...alike.values()], ...(outside && { exclude: context.exclude }) },
      { ...wrong, runOnly: ["color-contrast"], iframes: false },
    );
    return [...violations, ...contrasts.violations];
  }
  window.broken = broken;
})();
