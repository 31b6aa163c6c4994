/**
 * The data points as rows: what each contributes to ∇L, and the sum, which is ∇L.
 *
 * @typedef {import("../../state/types.js").Derivation} Derivation
 * @typedef {import("../../state/types.js").Local} Local
 * @typedef {import("../../state/types.js").Objective} Objective
 * @typedef {NonNullable<Objective["output"]>} Output
 */

import * as words from "#words";
import { derivativeFactor, reductionFactor } from "../../draw/marks/stage_numbers.js";
import { first, item } from "../../state/items.js";
import { formatNumber, withSubscripts } from "../../text/formats.js";
import { byId, make } from "../dom.js";

/** Rows beyond this are added up, but not shown. */
const MOST = 40;
/** Pixels below which a row has the factors of the shares alone, in fewer digits, so that the shares are in sight. */
const WHOLE = 460;
const DIGITS = { whole: 4, narrow: 3 };
/** What the other columns are, by which the factors are made. */
const BESIDE = ["y", "z", "prediction"];
/** A share of the sum of all sizes: the difference that adding up in another order may make. */
const ROUNDING = 1e-12;

/** For the chain rule's panel: the table of contributions, with its `draw`. @param {import("../../state/store.js").Store} store */
export function contributionsTable(store) {
  const table = byId("points");
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (table.querySelector(name));
  const [head, body, foot] = /** @type {const} */ ([part("thead"), part("tbody"), part("tfoot")]);
  let made = "";

  const choose = (/** @type {Event} */ event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest("tr");
    if (row?.dataset.i) store.set({ datum: Number(row.dataset.i) });
  };
  for (const kind of ["pointerover", "focusin", "click"]) body.addEventListener(kind, choose);

  /** @param {ReturnType<typeof columnsOf>} columns @param {number} rows */
  function rebuild(columns, rows) {
    head.replaceChildren(
      make("tr", {}, [
        make("th", { scope: "col", textContent: words.contribution_point() }),
        ...columns.map(({ name, kind }) => make("th", { scope: "col", className: kind, textContent: name })),
      ]),
    );
    body.replaceChildren(
      ...Array.from({ length: rows }, (_, i) => {
        const tr = make("tr", {}, [
          make("th", { scope: "row" }, [
            make("button", { type: "button", className: "pick", textContent: String(i + 1), ariaLabel: words.contribution_work_out({ number: i + 1 }) }),
          ]),
          ...columns.map(({ kind }) => make("td", { className: kind })),
        ]);
        tr.dataset.i = String(i);
        return tr;
      }),
    );
  }

  return {
    /** @param {Derivation} derivation @param {Local} local @param {number} chosen @param {Objective} loss @param {number} width pixels */
    draw(derivation, local, chosen, loss, width) {
      const { samples, gradient, parameters } = local;
      const { output } = loss;
      byId("points-part").hidden = !samples.length;
      if (!samples.length || !output) return;
      const digits = width < WHOLE ? DIGITS.narrow : DIGITS.whole;
      const columns = columnsOf(parameters, "x1" in first(samples), output).filter(({ id }) => width >= WHOLE || !BESIDE.includes(id));
      const shown = Math.min(samples.length, MOST);
      const key = `${columns.map(({ id }) => id)} ${shown}`;
      if (key !== made) rebuild(columns, shown);
      made = key;
      [...body.children].forEach((tr, i) => {
        tr.classList.toggle("chosen", i === chosen);
        tr.querySelector("button")?.setAttribute("aria-pressed", String(i === chosen));
        const cells = tr.querySelectorAll("td");
        columns.forEach(({ id }, j) => cells.item(j).replaceChildren(formatNumber(samples[i]?.[id], digits)));
      });
      const sums = parameters.map((p) => samples.reduce((sum, sample) => sum + Number(sample[`d${p}`]), 0));
      foot.replaceChildren(
        total(words.contribution_total({ points: samples.length }), sums, columns.length, digits, ""),
        total("∇L", gradient, columns.length, digits, "gradient"),
      );
      const more = samples.length > shown ? [words.contribution_first({ shown, all: samples.length })] : [];
      byId("points-about").textContent = [...ruleOfShares(loss, output, derivation.scenario.reduction, samples.length), ...more].join(" ");
      const sizes = parameters.map((p) => samples.reduce((sum, sample) => sum + Math.abs(Number(sample[`d${p}`])), 0));
      const same = sums.every((s, j) => Math.abs(s - item(gradient, j)) <= ROUNDING * item(sizes, j));
      const sum = document.getElementById("map-svg") ? words.contribution_sum_arrow : words.contribution_sum;
      byId("points-sum").textContent = (same ? sum : words.contribution_rounding)();
    },
  };
}

/** For this table and the one on paper: its columns, by the loss's parameters and inputs. @param {string[]} parameters @param {boolean} two inputs @param {Output} output */
export function columnsOf(parameters, two, { symbol: out, activation }) {
  return [
    ...(two ? ["x1", "x2"] : ["x"]).map((id) => ({ id, name: withSubscripts(id), kind: "input" })),
    { id: "y", name: "y", kind: "" },
    { id: "z", name: "z", kind: "" },
    { id: "prediction", name: out, kind: "prediction" },
    { id: "error", name: `${out} − y`, kind: "error" },
    ...(activation === "identity" ? [] : [{ id: "slope", name: `${out}(1 − ${out})`, kind: "slope" }]),
    ...parameters.map((p) => ({ id: `d${p}`, name: `∂${withSubscripts(p)}`, kind: "share gradient" })),
  ];
}

/** @param {string} name @param {number[]} values @param {number} columns @param {number} digits @param {string} kind */
const total = (name, values, columns, digits, kind) =>
  make("tr", { className: kind }, [
    make("th", { scope: "row", colSpan: columns + 1 - values.length, textContent: name }),
    ...values.map((v) => make("td", { textContent: formatNumber(v, digits) })),
  ]);

/**
 * How a share is made of the other columns, the reduction's factor among them, in one or two sentences.
 *
 * @param {Objective} loss
 * @param {Output} output
 * @param {string | null} reduction
 * @param {number} n
 */
function ruleOfShares({ inputs, reductions }, { symbol: out, activation, cancels }, reduction, n) {
  const slope = activation === "sigmoid" && !cancels;
  const c_ = reductionFactor(
    reductions.find(({ id }) => id === reduction),
    n,
  );
  const { top, bottom } = cancels ? c_ : derivativeFactor(c_);
  const c = bottom === 1 ? String(top) : `${top}/${bottom}`;
  const factors = `(${out} − y)${slope ? ` · ${out}(1 − ${out})` : ""}`;
  const product = c === "1" ? factors : `${c} · ${factors}`;
  const rule = words.contribution_rule({ inputs, product });
  if (cancels) return [rule];
  return [rule, c === "1" ? words.contribution_factor_one() : words.contribution_factor({ factor: c })];
}
