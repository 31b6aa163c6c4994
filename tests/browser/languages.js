// What a page in a language that only tests speak should not show; each function gives what it found, as texts.
(() => {
  /** Words that are the same in every language. */
  const SIGNS = new Set("cos sin tan exp log max min sqrt Antigradient API CSV JSON SVG PNG HTML BibTeX".split(" "));
  const SAID_IN = [
    "title",
    "aria-label",
    "aria-valuetext",
    "aria-roledescription",
    "placeholder",
    "alt",
    "data-label",
    "data-name",
    "data-waiting",
    "data-hidden",
  ];
  const NOT_SAID = "script, style, math, code, pre, textarea, .brand, [translate=no], cite, body [lang]";
  const CONTROLS = "button, select, input, summary, textarea, nav a, a.text";
  const FROM_THE_LEFT = ".figure, math, code, pre, textarea, input:is([type=range], [inputmode=decimal]), .player";

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const nameOf = (element) =>
    `${element.localName}${element.id && `#${element.id}`} in #${element.closest("[id]")?.id}: ${element.textContent.trim().slice(0, 40)}`;

  /** The texts below an element. @returns {Generator<Text>} */
  function* textsIn(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node;
  }

  /** What of a text no message holds, given how many messages are open before it: messages lie within ⟦ ⟧. */
  function outside(text, depth = 0) {
    let kept = "";
    for (const character of text) {
      if (character === "⟧") depth -= 1;
      else if (character === "⟦") depth += 1;
      else if (!depth) kept += character;
    }
    return { kept, depth };
  }

  /** Whether words are in it that are neither signs nor parts of an address. */
  const hasWords = (text) => (text.replace(/\S*(\w[:/_=.@]|\s\/|^\/)\w\S*/g, " ").match(/\p{L}[\p{L}’']{2,}/gu) ?? []).some((word) => !SIGNS.has(word));

  /** Texts that no catalogue says, of what is seen and of what is read aloud. */
  function unsaid() {
    const found = [];
    let depth = 0;
    for (const node of textsIn(document.body)) {
      const holder = node.parentElement;
      const said = outside(holder.closest(NOT_SAID) ? node.data.replace(/[^⟦⟧]/g, "") : node.data, depth);
      depth = said.depth;
      if (hasWords(said.kept) && (holder.closest("option") || holder.checkVisibility())) found.push(`${nameOf(holder)}: ${said.kept.trim().slice(0, 60)}`);
    }
    for (const element of document.querySelectorAll("body *:not([translate=no] *)")) {
      for (const name of SAID_IN)
        if (hasWords(outside(element.getAttribute(name) ?? "").kept)) found.push(`${nameOf(element)}, ${name}: ${element.getAttribute(name)}`);
    }
    const heads = [document.title, ...Array.from(document.querySelectorAll("meta[name=description]"), ({ content }) => content)];
    return [...found, ...heads.filter((text) => hasWords(outside(text).kept))];
  }

  /** Whether all of a text has left its box: it is not there then, and not cut. */
  function isOutOfSight(element) {
    const text = document.createRange();
    text.selectNodeContents(element);
    return text.getBoundingClientRect().top >= element.getBoundingClientRect().bottom;
  }

  /** What is cut or leaves the page, and controls that lie on each other. */
  function misplaced(width) {
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const all = [...document.body.querySelectorAll("*:not(svg *, math *, .hidden, .hidden *)")].filter(
      (element) => isShown(element) && element.clientWidth > 2,
    );
    for (const element of all) {
      const { left, right } = element.getBoundingClientRect();
      const isCut = element.scrollWidth > element.clientWidth + 1;
      if ((left < -1 || right > width + 1) && !scrolls(element.parentElement)) found.push(`outside: ${nameOf(element)}`);
      if (isCut && !isOutOfSight(element) && element.textContent.trim() && /hidden|clip/.test(getComputedStyle(element).overflowX))
        found.push(`cut: ${nameOf(element)}`);
      if (isCut && element.matches("button, summary")) found.push(`too wide: ${nameOf(element)}`);
    }
    const controls = all.filter((element) => element.matches(CONTROLS) && !scrolls(element.parentElement));
    const boxes = controls.map((element) => element.getBoundingClientRect());
    for (const [i, one] of boxes.entries()) {
      for (const [j, other] of boxes.slice(0, i).entries()) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        const [a, b] = [controls[i], controls[j]];
        if (Math.min(across, down) > 1 && !a.contains(b) && !b.contains(a)) found.push(`on each other: ${nameOf(a)} / ${nameOf(b)}`);
      }
    }
    return [...found, ...cutOptions(all.filter((element) => element.localName === "select"))];
  }

  /** Selects whose choice is longer than their room; the marks of messages do not count. @param {HTMLSelectElement[]} selects */
  function cutOptions(selects) {
    const probes = selects.map((select) => {
      const probe = select.cloneNode();
      probe.append(new Option(select.selectedOptions[0]?.text.replace(/[⟦⟧]/g, "") ?? ""));
      probe.removeAttribute("id");
      probe.style.cssText = "position: fixed; width: max-content; min-width: 0; visibility: hidden";
      return probe;
    });
    for (const [i, select] of selects.entries()) select.after(probes[i]); // all at once: the page is laid out once
    const more = selects.map((select, i) => probes[i].offsetWidth - select.offsetWidth);
    for (const probe of probes) probe.remove();
    return selects.flatMap((select, i) => (more[i] > 1 ? `${more[i]} px too wide: select#${select.id} ${probes[i].textContent}` : []));
  }

  /** Of a page from the right: what is read from the left and does not run so, and signs behind their numbers. */
  function turned() {
    const found = getComputedStyle(document.body).direction === "rtl" ? [] : ["the page is from the left"];
    for (const element of document.querySelectorAll(FROM_THE_LEFT))
      if (getComputedStyle(element).direction !== "ltr") found.push(`from the right: ${nameOf(element)}`);
    for (const node of textsIn(document.body)) {
      if (!node.parentElement.checkVisibility() || node.parentElement.closest("option")) continue;
      for (const { index } of node.data.matchAll(/−\d/g))
        if (leftOf(node, index) > leftOf(node, index + 1)) found.push(`a sign behind: ${node.data.slice(index)}`);
    }
    for (const name of document.querySelectorAll(".numbers dt")) {
      const lefts = [...textsIn(name)].flatMap((node) => Array.from(node.data, (_, i) => leftOf(node, i)));
      const isFormula = !/\p{Script=Hebrew}/u.test(name.textContent);
      if (isFormula && lefts.some((left, i) => left < lefts[i - 1])) found.push(`a formula from the right: ${nameOf(name)}`);
    }
    return found;
  }

  /** Where a character of a text is drawn. */
  function leftOf(node, i) {
    const range = document.createRange();
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    return range.getClientRects()[0]?.left;
  }

  window.examine = { unsaid, misplaced, turned };
})();
