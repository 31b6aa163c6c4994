// In every page that is compared, before its own scripts: what it shows, what can be changed, and whether it has come to rest.
(() => {
  // The focus, the way back, sentences for screen readers and what a reader has opened are no part of a scenario.
  const OWN = ["tabindex", "aria-busy", "open", "aria-activedescendant"];
  // Undo and redo go along the way back; mathematics that was worked out is out of sight where it is not asked for.
  const SKIP = ".play:not([data-depth=calculate]) .maths, #notices, #probe-said, #compare-said, #table-said, .undo, script, [hidden], .absent";
  // Links lead elsewhere; of a switch, what is chosen does nothing.
  const CONTROLS = "button:not(.switch [aria-pressed=true]), select, input, textarea, [role=slider], [role=button]";
  const FRAMES = 3;
  const PATIENCE = 20_000;

  let underWay = 0;
  const ask = window.fetch;
  window.fetch = async (...all) => {
    underWay++;
    try {
      const answer = await ask(...all);
      await answer.clone().arrayBuffer();
      return answer;
    } finally {
      underWay--;
    }
  };

  /** Whether the pieces that come later are there, those that this depth has. */
  function isThere() {
    const shown = (selector) => document.querySelector(selector) || !document.querySelector("#nowhere").hidden;
    const worksOut = document.querySelector("#play-area").dataset.depth === "calculate";
    return document.querySelector("#live").textContent && shown("#map-svg .band") && (!worksOut || shown("#chain .stage-numbers math"));
  }

  /** Until nothing is under way, for some frames on end, and all is there. */
  const rest = () =>
    new Promise((done, failed) => {
      let quiet = 0;
      const tell = () => failed(new Error(`not at rest: ${underWay} questions, all ${isThere() ? "there" : "not there"}, ${quiet} frames`));
      // A clock of its own: a browser that draws no frame asks nobody.
      const end = setTimeout(tell, PATIENCE);
      const look = () => {
        quiet = underWay || !isThere() || document.querySelector("main [aria-busy]") ? 0 : quiet + 1;
        if (quiet > FRAMES) {
          clearTimeout(end);
          done();
        } else requestAnimationFrame(look);
      };
      look();
    });

  /** An element a line: its place, its attributes, what a field holds, its own text. What is hidden is not looked into. */
  function lines() {
    const found = [];
    const walk = (element, path) => {
      if (element.matches(SKIP)) return;
      const kind = element.getAttribute("class");
      const name = element.id ? `#${element.id}` : element.localName + (kind ? `.${kind}` : "");
      const here = [...path, name].slice(-4);
      const said = [...element.attributes]
        .filter((one) => !OWN.includes(one.name) && !(one.name === "class" && !one.value))
        .map((one) => `${one.name}=${one.value}`);
      said.sort();
      if (["input", "select", "textarea"].includes(element.localName) && element.type !== "file") said.push(`holds ${element.value}`);
      if (element.type === "checkbox") said.push(`checked ${element.checked}`);
      if ("disabled" in element) said.push(`disabled ${element.disabled}`);
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim());
      found.push(`${here.join(" ")} [${said.join(" ")}] ${texts.filter(Boolean).join(" ")}`);
      for (const child of element.children) walk(child, here);
    };
    walk(document.querySelector("main"), []);
    return [...found, `theme ${document.documentElement.dataset.theme}`];
  }

  const nameOf = (element) => {
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return element.id ? `#${element.id}` : `${element.localName} ${label.trim().replace(/\s+/g, " ")}`;
  };
  const usable = () =>
    [...document.querySelectorAll(CONTROLS)].filter((one) => !one.closest("dialog, [hidden], .absent, .try, .term") && !one.disabled && one.checkVisibility());

  /** Every control by a name that finds it again; of the rows of a table, and of the points of a plot, the second will do. */
  function controls() {
    const first = (element) => {
      const rows = element.closest("tbody, .data");
      return !rows || [...rows.children].indexOf(element.closest("tr, [data-i]")) === Math.min(1, rows.children.length - 1);
    };
    return [...new Set(usable().filter(first).map(nameOf))];
  }

  /** Changes a control as a reader would: another option, another number, a press, a key. */
  function change(name) {
    const element = usable().find((one) => nameOf(one) === name);
    if (!element) return false;
    const put = (value) => {
      element.value = String(value);
      for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
    };
    const kind = element.localName === "input" ? element.type : element.localName;
    const value = Number(element.value);
    if (kind === "select") {
      const options = [...element.options].filter((option) => !option.disabled && option.value);
      put(options[(options.findIndex((option) => option.selected) + 1) % options.length].value);
    } else if (["checkbox", "button"].includes(kind)) {
      element.click();
    } else if (kind === "range") {
      const by = Math.max(1, Math.round((element.max - element.min) / 7));
      put(value + by <= Number(element.max) ? value + by : value - by);
    } else if (kind === "textarea") {
      put(element.id === "f" ? `${element.value} + w^2` : element.value.replace(/,[^,]*$/, ""));
    } else if (kind === "number" || kind === "text") {
      put(Number.isInteger(value) ? value + 1 : value / 2);
    } else {
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
    }
    return true;
  }

  /** Unfolds all that a page has folded, so that what is in it is drawn. */
  function unfold() {
    for (const one of document.querySelectorAll("main details")) one.open = true;
  }

  /** Which data point is worked out is a view: one that was just added is looked at, in a link the first. */
  function look() {
    const select = document.querySelector("#datum");
    if (!select.options.length || select.value === "0") return;
    select.value = "0";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  window.markup = { rest, lines, controls, change, unfold, look };
})();
