"""A graph computes the same wherever it is printed: every operation, in Python and in JavaScript."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from antigradient import functions as of
from antigradient.formula.program import Program
from antigradient.graph import Graph, Symbol, javascript, lower, total
from antigradient.graph.lowering import LOWERED
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.printer import Language, Printer
from antigradient.graph.python import PYTHON, function
from antigradient.jets import Jet
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.custom import PRESETS
from antigradient.objectives.formulas import FormulaLoss
from antigradient.scenario import resolve
from tests.javascript import run

A, B, P, Y = (Symbol(name) for name in ("a", "b", "p", "y"))
#: What each operation is tried on: a and b are any numbers, p is positive, y a label.
ARGUMENTS: dict[str, tuple[Symbol, ...]] = dict.fromkeys(OPERATIONS, (A,)) | {
    **dict.fromkeys(("+", "-", "*", "/", "<", "<="), (A, B)), "^": (P, B), "log": (P,), "log10": (P,),
    "log1p": (P,), "sqrt": (P,), "maximum": (A, B), "minimum": (A, B),
    "error": (A, Y), "log_loss": (A, Y), "select": (A < B, A, P),
}  # fmt: skip
#: The same in all languages to the last bit; the others but for the last digits of elementary functions.
EXACT = {"negative", "+", "-", "*", "/", "abs", "sqrt", "<", "<=", "select", "maximum", "minimum", "floor",
         "sign", "abs_slope", "relu_slope", "sign_slope"}  # fmt: skip
READS = {name: f"t[{i}]" for i, name in enumerate("abpy")}


def number(kind: str) -> Symbol:
    """The operation on its arguments; what a comparison says as a number."""
    found = Symbol(kind, *ARGUMENTS[kind])
    return Symbol.select(found, 2.0, 3.0) if kind in ("<", "<=") else found


def places(count: int) -> np.ndarray[Any, Any]:
    rng = np.random.default_rng(5)
    a, b = rng.normal(size=(2, count)) * 10 ** rng.uniform(-3, 1.3, (2, count))
    rows = np.column_stack([a, b, np.abs(rng.normal(size=count)) + 1e-3, rng.choice([0.0, 0.3, 0.5, 1.0], count)])
    rows[:6, 0] = (0.25, 40.0, -40.0, 700.0, -700.0, 2.0)
    rows[5, 1] = 2.0
    return rows


def in_python(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    printer = Printer(PYTHON, [number(kind) for kind in OPERATIONS])
    texts = [printer.text(i) for i, _ in enumerate(OPERATIONS)]
    body = "\n    ".join([*printer.before, f"return {', '.join(texts)}"])
    compute = function(f"def function(a, b, p, y):\n    {body}")
    return np.array([compute(*row) for row in rows.tolist()])


def in_javascript(rows: np.ndarray[Any, Any], languages: Sequence[Language] = (javascript.JAVASCRIPT,)) -> list[Any]:
    """The values of every operation as each of the printers writes it."""
    source, width = "", len(OPERATIONS)
    for k, language in enumerate(languages):
        results = {f"out[{k * width + i}]": number(kind) for i, kind in enumerate(OPERATIONS)}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(javascript, "JAVASCRIPT", language)
            source += javascript.function(f"function{k}", ["t", "out"], results, READS)
    calls = " ".join(f"function{k}(t, out);" for k, _ in enumerate(languages))
    found = run(f"{source} function main(t, out) {{ {calls} }}", rows, width * len(languages))
    return np.split(found, len(languages), axis=1)


def wrong(found: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> set[str]:
    """The operations whose values are not the same."""
    off = set()
    for kind, one, other in zip(OPERATIONS, found.T, expected.T, strict=True):
        size = np.maximum(np.abs(other), 1.0) if kind == "error" else np.abs(other)  # a difference of two up to 1
        same = one.tobytes() == other.tobytes() if kind in EXACT else np.all(np.abs(one - other) <= 1e-15 * size)
        off |= set() if same else {kind}
    return off


def test_every_operation_is_the_same_in_both_languages() -> None:
    rows = places(300)
    expected = np.array([[OPERATIONS[kind](*arguments(kind, row)) for kind in OPERATIONS] for row in rows.tolist()])
    expected[:, list(OPERATIONS).index("<")] = np.where(rows[:, 0] < rows[:, 1], 2.0, 3.0)
    expected[:, list(OPERATIONS).index("<=")] = np.where(rows[:, 0] <= rows[:, 1], 2.0, 3.0)
    assert in_python(rows).tobytes() == expected.tobytes()
    assert not wrong(in_javascript(rows)[0], expected)


def arguments(kind: str, row: list[float]) -> list[Any]:
    a, b, p, y = row
    if kind == "select":
        return [a < b, a, p]
    return [{"a": a, "b": b, "p": p, "y": y}[argument.kind] for argument in ARGUMENTS[kind]]


def test_a_printer_that_is_wrong_by_a_thousandth_is_caught() -> None:
    rows = places(30)
    forms = dict(javascript.JAVASCRIPT.forms)
    planted = {kind: f"!({form})" if kind in ("<", "<=") else f"({form}) * 1.001" for kind, form in forms.items()}
    languages = [replace(javascript.JAVASCRIPT, forms=forms | {kind: form}) for kind, form in planted.items()]
    right = in_python(rows)
    for kind, found in zip(planted, in_javascript(rows, languages), strict=True):
        assert kind in wrong(found, right), kind


@pytest.mark.parametrize("kind", LOWERED)
def test_what_is_lowered_keeps_its_digits(kind: str) -> None:
    """Against the functions for floats: where a neuron is saturated, too, the value is right to the last digits."""
    (lowered,) = lower([number(kind)])
    printer = Printer(PYTHON, [lowered])
    text = printer.text(0)
    body = "\n    ".join([*printer.before, f"return {text}"])
    compute = function(f"def function(a, b, p, y):\n    {body}")
    for row in places(300).tolist():
        assert compute(*row) == pytest.approx(OPERATIONS[kind](*arguments(kind, row)), rel=1e-15, abs=2e-16)


def test_all_that_is_sigmoid_shares_one_exponential() -> None:
    z = A * P + B
    results = [z.sigmoid(), z.sigmoid_slope(), z.error(Y), z.log_loss(Y), (0.5 * z).tanh()]
    kinds = [node.kind for node in Graph(lower(results)).nodes]
    assert kinds.count("exp") == 1
    assert kinds.count("/") == 1
    assert "tanh" not in kinds
    assert "tanh" in [node.kind for node in Graph(lower([(0.5 * z).tanh()])).nodes], "which has digits beside 0"


def test_sums_are_one_loop_and_what_no_point_enters_is_outside() -> None:
    x, c, sixth = Symbol("x"), Symbol("c"), Symbol("a").exp()
    slope = (A * x + B).error(Y) * sixth
    results = {"out[0]": c * total(slope * x), "out[1]": c * total(slope) / sixth, "out[2]": total(x * x)}
    columns = {"x": "x[0]", "y": "x[1]"}
    source = javascript.function("slopes", ["t", "out", "x", "n", "c"], results, READS, columns)
    assert source.count("for (") == 1
    assert source.index("Math.exp(a)") < source.index("for (") < source.index("-Math.abs(")
    kept = javascript.function("in_two", ["t", "out", "x", "n", "c"], results, READS, columns, kept="x[2]")
    assert kept.count("for (") == 2
    assert kept.index("exp(Math.abs(") < kept.rindex("for (") < kept.index("1.0 - y")
    main = "const x = [t.subarray(4, 8), t.subarray(8, 12), new Float64Array(4)];"
    main = f"function main(t, out) {{ {main} slopes(t, out, x, 4, 0.5); in_two(t, out.subarray(3), x, 4, 0.5); }}"
    exponential = "const exp = (a) => Math.exp(-a);\n"
    rng = np.random.default_rng(3)
    rows = rng.uniform(0, 1, (5, 12))
    for row, both in zip(rows, run(exponential + source + kept + main, rows, 6), strict=True):
        found = both[:3]
        assert found.tolist() == both[3:].tolist()
        (a, b), xs, ys = row[:2], row[4:8], row[8:]
        errors = 1 / (1 + np.exp(-(a * xs + b))) - ys
        expected = [0.5 * np.exp(a) * (errors @ xs), 0.5 * errors.sum(), xs @ xs]
        assert found == pytest.approx(expected, rel=1e-13)


def test_what_is_written_computes_what_the_formula_does() -> None:
    """Each operation on both sides, signs that travel, values that are shared and values that never change."""

    def formula(a: Any, b: Any, k: Any) -> tuple[Any, ...]:
        shared = 1.0 / (a - b)
        one = -(k * a) * -shared + 2 - (-a) * (1 - k) / b
        other = (-1.0 * one + (shared - -b)) / -k + 3.0 * of.exp(a)
        square = other * other
        return one, 0.5 - other, -of.sqrt(square), of.select(one < 0.5, -one, of.sin(one))

    results = formula(Symbol("a"), Symbol("b"), Symbol("k"))
    code = Printer(PYTHON, results, ["a", "b"])
    texts = [code.text(i) for i, _ in enumerate(results)]
    body = "\n    ".join([*code.before, *code.within, f"return {', '.join(texts)}"])
    compute = function(f"def function(a, b, k):\n    {body}")
    assert len(code.before) == 1
    values = [line.partition(" = ")[2] for line in code.within]
    assert len(values) == len(set(values)) > 3, "each value once"
    rng = np.random.default_rng(1)
    for a, b, k in rng.uniform(1.0, 3.0, (200, 3)).tolist():
        assert compute(a, b, k) == formula(a, b, k)


def test_long_sums_are_printed_and_parsed() -> None:
    whole = A
    for k in range(1500):
        whole = whole / 2.0 + float(k % 7)
    printer = Printer(PYTHON, [whole])
    text = printer.text(0)
    body = "\n    ".join([*printer.before, f"return {text}"])
    expected = 1.0
    for k in range(1500):
        expected = expected / 2.0 + float(k % 7)
    assert function(f"def function(a):\n    {body}")(1.0) == expected
    source = javascript.function("main", ["t", "out"], {"out[0]": whole}, READS)
    assert run(source, np.array([[1.0]]), 1)[0, 0] == expected
    assert not re.search(r"\({30}", source)


def test_a_choice_serves_every_kind_of_number() -> None:
    def size(z: Any) -> Any:
        return of.select(z < 0.0, -z, z)

    assert (size(-2.0), size(3.0)) == (2.0, 3.0)
    assert np.array_equal(size(np.array([-1.0, 2.0])), [1.0, 2.0])
    jet = size(Jet((np.float64(-2.0), np.float64(3.0)), 2))
    assert jet.coefficients().tolist() == [2.0, -3.0, 0.0]
    with pytest.raises(TypeError):
        math.copysign(1.0, size(A))
    with pytest.raises(TypeError):
        bool(A < B)


FORMULAS = [o.id for o in OBJECTIVES.values() if not o.data and o.id != "custom"] + [f for _, f in PRESETS]
#: θ, the constants of a formula, and a direction.
NUMBERS = ("w", "b", "lambda1", "lambda2", "uw", "ub")


def programs_of(formula: str) -> tuple[list[Program], list[str]]:
    """Slope with value, and curvature along a direction with value; and the names of the constants."""
    objective = OBJECTIVES.get(formula, OBJECTIVES["custom"])
    loss = resolve({"objective": objective.id, **({} if objective.id == formula else {"f": formula})}).loss
    assert isinstance(loss, FormulaLoss)
    return [loss.formula.programs.gradient, loss.formula.programs.along], [p.name for p in objective.constants]


def test_every_formula_is_the_same_in_both_languages() -> None:
    """To the last bit where it is made of + − × ÷ √ alone; powers are products on both sides."""
    rows = np.random.default_rng(2).uniform(0.1, 3.0, (200, len(NUMBERS)))
    source, calls, expected = "", [], []
    exact: list[bool] = []
    for k, formula in enumerate(FORMULAS):
        programs, constants = programs_of(formula)
        for j, program in enumerate(programs):
            names = ["w", "b", *constants, *(["uw", "ub"] if j else [])]
            at = len(exact)
            found = program.symbols(*map(Symbol, names))
            targets = {f"out[{at + i}]": result for i, result in enumerate(found)}
            reads = {name: f"t[{i}]" for i, name in enumerate(NUMBERS)}
            source += javascript.function(f"f{k}_{j}", ["t", "out"], targets, reads)
            calls.append(f"f{k}_{j}(t, out);")
            places = rows[:, [NUMBERS.index(name) for name in names]].tolist()
            expected += list(np.array([program.of_floats(*place) for place in places]).T)
            exact += [{kind for kind, _, _ in program.lines} <= EXACT] * len(found)
    results = run(f"{source} function main(t, out) {{ {' '.join(calls)} }}", rows, len(exact))
    assert sum(exact) > 30
    for one, other, bits in zip(results.T, expected, exact, strict=True):
        assert one.tobytes() == other.tobytes() if bits else np.allclose(one, other, rtol=1e-13, atol=1e-13)
