import assert from "node:assert/strict";
import { test } from "node:test";
import { higherOrders } from "../../static/js/page/panels/taylor_card.js";
import { expansionVerdict, lastOrder, orderCells } from "../../static/js/text/series_words.js";

/** A series by its terms and what f does. @param {number[]} terms @param {number | null} actual */
function series(terms, actual) {
  let sum = 0;
  return terms.map((term, i) => {
    sum += term;
    return { order: i + 1, term, sum, remainder: actual === null ? null : actual - sum, shrinks: null };
  });
}
const found = (/** @type {number[]} */ terms, /** @type {number | null} */ actual, value = 1) => ({ value, actual, taylor: series(terms, actual) });

test("a series that ends is told from one that rounding hides", () => {
  assert.match(expansionVerdict(found([6, 1.5, 0.125, 0, 0], 7.625, 8), 2.5), /^Order 3 leaves nothing: the expansion ends there, exactly/);
  assert.equal(lastOrder(series([6, 1.5, 0.125, 0, 0], 7.625), 15), 3);
  // e^x at 0 with δ = 10⁻⁹: all further terms are there, and too small to be seen.
  assert.match(expansionVerdict(found([1e-9, 5e-19, 1.7e-28], 1.0000000827e-9), 1e-9), /^From order 1 on, nothing is left but rounding/);
  assert.equal(lastOrder(series([1e-9, 5e-19, 1.7e-28], 1.0000000827e-9), 1), null);
  // The last order that was asked for is no proof.
  assert.equal(lastOrder(series([6, 1.5, 0.125], 7.625), 15), null);
  assert.match(expansionVerdict(found([0, 0, 0], 0, 5), 1), /^Order 1 leaves nothing/);
});

test("what cannot be compared, and what gets no better, is said", () => {
  assert.equal(expansionVerdict(found([-2, -2, -8 / 3], null, 0), -1), "f has no value at x + δ = −1, so there is nothing to compare with.");
  const none = { order: 1, term: null, sum: null, remainder: null, shrinks: null };
  assert.match(expansionVerdict({ value: 0, actual: 1, taylor: [none] }, 1), /no derivative at x/);
  assert.match(expansionVerdict(found([-2, 0, 0, 0], 0), -1), /leave no less/); // |x| across its kink
  assert.match(expansionVerdict(found([1.5, -1.125, 1.125, -1.27], 0.916), 2.5), /leave no less/); // ln beyond its radius
  assert.equal(expansionVerdict(found([0.5, 0.125, 0.0208], 0.6487), 0.5), "Each order leaves less than the one before.");
  assert.match(expansionVerdict(found([-0.3048, -0.0047, 0.0135], -0.29636), 2.7), /though not each one/);
});

test("a row: rounding is no number, and nothing has no half", () => {
  const row = { order: 2, term: 1.5, sum: 7.5, remainder: 0.125, shrinks: 8 };
  assert.deepEqual(orderCells(row, 8, 5), ["1.5", "7.5", "0.125", "÷ 8"]);
  assert.deepEqual(orderCells({ ...row, remainder: 0, shrinks: null }, 8, 5), ["1.5", "7.5", "0", "–"]);
  assert.deepEqual(orderCells({ ...row, remainder: -4e-15, shrinks: 2 }, 8, 5).slice(2), ["≈ 0", "–"]);
  assert.deepEqual(orderCells({ ...row, remainder: null, shrinks: null }, 8, 5).slice(2), ["–", "–"]);
});

test("the curves of the higher orders end at the sums of the table", () => {
  const taylor = series([1, -2, 3, 0.5, -0.25, 4, 0, 1], 7);
  const lines = higherOrders({ eta: 0.4, taylor, eta_curve: { eta: [0, 0.2, 0.4, 0.8], actual: [], order1: [], order2: [], order3: [] } });
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    [4, 5, 6, 7, 8].map((n) => `higher order-${n}`),
  );
  lines.forEach(({ values }, i) => {
    assert.ok(Math.abs(values[2] - taylor[i + 3].sum) < 1e-12);
    const half = taylor.slice(0, i + 4).reduce((sum, { order, term }) => sum + term / 2 ** order, 0);
    assert.ok(Math.abs(values[1] - half) < 1e-12);
    assert.equal(values[0], 0);
  });
  taylor[4].term = null; // beyond a kink
  assert.deepEqual(higherOrders({ eta: 1, taylor, eta_curve: { eta: [0, 1], actual: [], order1: [], order2: [], order3: [] } })[1].values, [null, null]);
});
