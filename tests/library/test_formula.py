"""Typed formulas: the grammar, values and derivatives against sympy and mpmath, and how they are set."""

from __future__ import annotations

import random
import re
import warnings
from collections.abc import Callable, Sequence
from math import e, pi
from typing import Any
from xml.etree import ElementTree

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from antigradient.directions import jet_line
from antigradient.formula import FormulaError, parse
from antigradient.formula.expression import CONSTANTS, FUNCTIONS, Expression, fold
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Objective
from antigradient.objectives.custom import CUSTOM, DEFAULT, PRESETS
from antigradient.objectives.formulas import FormulaLoss
from antigradient.outcomes import Outcome
from antigradient.scenario import resolve
from antigradient.trajectory import descend
from tests.fuzz import seeds
from tests.library.printed import typed, typed_latex

W, B = 1.7, -0.6

#: What is typed, and what it means at (W, B).
MEANINGS = {
    "w": W,
    "2w": 2 * W,
    "1/2w": W / 2,
    "1/(2w)": 1 / (2 * W),
    "2w/3b": 2 * W / 3 * B,
    "6/2(w+b)": 3 * (W + B),
    "w^2b": W**2 * B,
    "2^3w": 8 * W,
    "2w^2": 2 * W**2,
    "-w^2": -(W**2),
    "(-w)^2": W**2,
    "-2^2": -4.0,
    "2^-1": 0.5,
    "2^-w^2": 2 ** -(W**2),
    "2^3^2": 512.0,
    "2**3**2": 512.0,
    "2**-1": 0.5,
    "w**2": W**2,
    "w--b": W - -B,
    "w+-b": W - B,
    "+w": W,
    "w*-b": -W * B,
    "w - b": W - B,
    " w\t+ b ": W + B,
    "(w+1)(b-2)": (W + 1) * (B - 2),
    "(w)2": 2 * W,
    "2(w)": 2 * W,
    "w(b+1)": W * (B + 1),
    "3sin(w)": 3 * np.sin(W),
    "sin(w)cos(b)": np.sin(W) * np.cos(B),
    "sin (w)": np.sin(W),
    "sin(w)^2": np.sin(W) ** 2,
    "2e": 2 * e,
    "2e3": 2000.0,
    "2E3": 2000.0,
    "2e-3w": 0.002 * W,
    "2e+3": 2000.0,
    "2e + 3": 2 * e + 3,
    "2e-w": 2 * e - W,
    "2exp(w)": 2 * np.exp(W),
    "2pi": 2 * pi,
    "e^w": np.exp(W),
    ".5w": 0.5 * W,
    "5.w": 5 * W,
    "1.5e1": 15.0,
    "ln(w)": np.log(W),
    "log(w)": np.log(W),
    "sqrt(w)": np.sqrt(W),
    "abs(b)": -B,
    "tanh(w)": np.tanh(W),
    "tan(w)": np.tan(W),
    "sigmoid(w)": 1 / (1 + np.exp(-W)),
    "w^0": 1.0,
    "b^3": B**3,
    "b^-3": B**-3,
    "((((w))))": W,
    # what is pasted, and what books write
    "w²+b³": W**2 + B**3,
    "w² + b³": W**2 + B**3,
    "2w²b": 2 * W**2 * B,
    "w²(b+1)": W**2 * (B + 1),
    "-w²": -(W**2),
    "(w+b)²": (W + B) ** 2,
    "w¹⁰": W**10,
    "w⁻¹": 1 / W,
    "e^w²": np.exp(W**2),
    "w^2²": W**4,
    "2³": 8.0,
    "w−b–1—1": W - B - 2,
    "w·b×w⋅b∗w•b∙w": W**4 * B**3,
    "w÷b": W / B,
    "w∕b⁄w": 1 / B,
    "2π": 2 * pi,
    "πw": pi * W,
    "√(w)": np.sqrt(W),
    "2√(w)": 2 * np.sqrt(W),
    "∛(b)": np.cbrt(B),
    "σ(w)": 1 / (1 + np.exp(-W)),
    "⌊w⌋": 1.0,
    "2⌊w⌋⌊b⌋": -2.0,
    "x^2+y": W**2 + B,
    "x²−y": W**2 - B,
    "|b|": -B,
    "2|b|": -2 * B,
    "|w|²": W**2,
    "|w||b|": W * -B,
    "|b|w": -B * W,
    "|w|b|w|": W * B * W,
    "||w|-1|": W - 1,
    "|||w|-2|-1|": 0.7,
    "|2*|b||": -2 * B,
    "|w-|b||": W + B,
    "||b||": -B,
    "|w+(|b|)|": W - B,
    "(|b|)|w|": -B * W,
    "| b |": -B,
    "sin(|b|)": np.sin(-B),
    "max(|b|,⌊w⌋)": 1.0,
    "|max(|w|,|b|)|": W,
    "log10(w)": np.log10(W),
    "cbrt(b)": np.cbrt(B),
    "atan(b)": np.arctan(B),
    "sign(b)": -1.0,
    "sign(0w)": 0.0,
    "floor(b)": -1.0,
    "relu(w)": W,
    "relu(b)": 0.0,
    "2relu(w)b": 2 * W * B,
    "min(w,b)": B,
    "max(w, b)": W,
    "max(w,b,3,b)": 3.0,
    "min(w,max(b,0.5))": 0.5,
}


@pytest.mark.parametrize("text", MEANINGS)
def test_grammar(text: str) -> None:
    formula, expected = parse(text), MEANINGS[text]
    assert float(formula(np.float64(W), np.float64(B))) == pytest.approx(expected, rel=1e-14)
    grid = formula(np.full((1, 2), W), np.full((3, 1), B))
    assert np.allclose(np.broadcast_to(grid, (3, 2)), expected, rtol=1e-14)
    jet = formula(*jet_line([W, B], [1.0, 1.0], 3))
    assert float(getattr(jet, "c", [jet])[0]) == pytest.approx(expected, rel=1e-14)


#: What is typed, the column that is blamed, and words of the sentence.
REFUSALS = [
    ("", 1, "empty"),
    ("   ", 1, "empty"),
    ("z+1", 1, "unknown name z at column 1: use w and b"),
    ("w+2*z", 5, "unknown name z at column 5: use w and b"),
    ("wb", 1, r"unknown name wb at column 1: write \* between factors"),
    ("w b", 3, "a sign is missing$"),
    ("2 w", 3, "only a space parts two operands at column 3: a sign is missing$"),
    ("(w) (b)", 5, "a sign is missing"),
    ("2 3", 3, "a sign is missing"),
    ("1.2.3", 4, "one number follows another"),
    ("w2", 1, "unknown name w2"),
    ("log2(w)", 1, "unknown name log2"),
    ("w+y", 3, "y at column 3 is another name in the same formula: write w and b, or x and y"),
    ("x*b", 3, "b at column 3 is another name"),
    ("xy", 1, r"unknown name xy at column 1: write \* between factors"),
    ("X", 1, "small letters"),
    ("²", 1, "missing"),
    ("-²", 2, "missing"),
    ("w²3", 3, "one number follows another"),
    ("w²^3", 3, r"one exponent follows another at column 3: write brackets"),
    ("w² ³", 4, "one exponent follows another"),
    ("w^b²³^2", 6, "one exponent follows another"),
    ("w⁻", 2, "no place"),
    ("sin²(w)", 1, "no brackets"),
    ("√w", 1, r"write sqrt\(…\)"),
    ("|w", 1, r"a bar opens at column 1: none closes it"),
    ("w|", 2, "a bar opens at column 2"),
    ("|", 1, "a bar opens at column 1"),
    ("||", 2, "a bar opens at column 2"),
    ("|2|w||", 6, "a bar opens at column 6"),
    ("(|w)|", 2, "a bar opens at column 2"),
    ("|(w|)", 4, "a bar opens at column 4"),
    ("|w| |b|", 5, "a sign is missing"),
    ("max(|w,b|)", 5, "a bar opens at column 5"),
    ("⌊w", 1, "never closed"),
    ("⌊w)", 1, "never closed"),
    ("(w⌋", 1, "never closed"),
    ("w⌋", 2, "none is open"),
    ("max(w)", 1, r"max takes two values or more at column 1: write max\(…, …\)"),
    ("2min(w)", 2, "min takes two values or more"),
    ("max(w,)", 7, "missing"),
    ("max(,w)", 5, "missing"),
    ("max w", 1, r"write max\(…\)"),
    ("relu(w,b)", 7, "only min and max take several values"),
    ("(w,b)", 3, "only min and max"),
    ("0,5w", 2, "decimals have a point"),
    ("Sin(w)", 1, "small letters"),
    ("W", 1, "small letters"),
    ("sin w", 1, r"write sin\(…\)"),
    ("sin", 1, "no brackets"),
    ("sin^2(w)", 1, "no brackets"),
    ("w+", 3, "missing"),
    ("*w", 1, "missing"),
    ("w***b", 4, "missing"),
    ("w//b", 3, "missing"),
    ("()", 2, "missing"),
    ("sin()", 5, "missing"),
    ("(w", 1, "never closed"),
    ("w)", 2, "none is open"),
    ("w^", 3, "missing"),
    ("1e999", 1, "too large"),
    ("w=b", 2, "one side"),
    ("w,b", 2, "several values"),
    ("[w]", 1, r"use \( and \)"),
    ("w" * 40, 1, "a long unknown name"),
    ("w" + "+w" * 150, 301, "300 characters"),
    ("(" * 33 + "w" + ")" * 33, 33, "32 levels"),
    ("-" * 33 + "w", 33, "32 levels"),
    ("w" + "^w" * 33, 66, "32 levels"),
]


@pytest.mark.parametrize(("text", "column", "words"), REFUSALS)
def test_refusals(text: str, column: int, words: str) -> None:
    with pytest.raises(FormulaError, match=words) as caught:
        parse(text)
    assert caught.value.column == column
    assert f"at column {column}" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "w^0e" + "9" * 40,
        "0e-" + "9" * 40 + "*b+1",
        "0.e5w+1",
        "1+1e300*(1e-" + "9" * 40 + "*b)",
        "1+1e-400*1e300*1e300w",
    ],
)
def test_what_floats_take_for_nothing_is_nothing(text: str) -> None:
    formula = parse(text)
    assert float(formula(np.float64(3.0), np.float64(2.0))) == 1
    assert list(formula.slope(3.0, 2.0)) == [0, 0]


def test_one_variable() -> None:
    assert float(parse("x²", ("x",))(np.float64(3.0))) == 9
    with pytest.raises(FormulaError, match="unknown name y at column 3: use x"):
        parse("x+y", ("x",))
    with pytest.raises(FormulaError, match="unknown name w at column 1: use x"):
        parse("w", ("x",))


@pytest.mark.parametrize("text", ["+".join(["w"] * 150), "*".join(["w"] * 100), "(" * 32 + "w" + ")" * 32])
def test_what_just_fits_is_taken(text: str) -> None:
    formula = parse(text)
    assert np.isfinite(formula.slope(1.01, 1.0)).all()
    assert np.isfinite(formula.hessian(np.float64(1.01), np.float64(1.0))[0][0])


def test_the_cost_cap_weighs_functions() -> None:
    def chain(function: str, count: int) -> str:
        return f"{function}(" * count + "w" + ")" * count

    parse(f"{chain('exp', 32)}+{chain('exp', 25)}")
    with pytest.raises(FormulaError, match="costs too much to compute from here at column"):
        parse(f"{chain('sin', 32)}+{chain('sin', 25)}")


# Random formulas, built twice: as text for our parser and as a tree of sympy's.


def random_formula(rng: random.Random, depth: int) -> tuple[str, Any]:
    """A formula as (text that binds like a term, sympy expression)."""
    w, b = sp.symbols("w b")
    if depth == 0 or rng.random() < 0.12:
        number = rng.choice(["2", "0.5", "3", "1.25", ".75", "7e-1"])
        return rng.choice([("w", w), ("b", b), (number, sp.Rational(number)), ("pi", sp.pi), ("e", sp.E)])
    left, x = random_formula(rng, depth - 1)
    right, y = random_formula(rng, depth - 1)
    kind = rng.randrange(14)
    if kind < 5:
        name, f = rng.choice(
            [
                ("sin", sp.sin), ("cos", sp.cos), ("tanh", sp.tanh), ("exp", sp.exp),
                ("sigmoid", lambda u: 1 / (1 + sp.exp(-u))), ("tan", sp.tan),
            ]
        )  # fmt: skip
        return (f"{name}({left}/3)", f(x / 3)) if name != "tanh" else (f"tanh({left})", sp.tanh(x))
    if kind == 5:
        return rng.choice(
            [(f"log(1+({left})^2)", sp.log(1 + x**2)), (f"sqrt(2+({left})**2)", sp.sqrt(2 + x**2)),
             (f"ln(abs({left})+1)", sp.log(sp.Abs(x) + 1))]
        )  # fmt: skip
    if kind == 6:
        return f"({left}-{right})", x - y
    if kind == 7:
        return f"({left}+{right})", x + y
    if kind == 8:
        return f"({left})({right})", x * y
    if kind == 9:
        return f"({left})*({right})", x * y
    if kind == 10:
        return f"({left})/(1+({right})^2)", x / (1 + y**2)
    if kind == 11:
        n = rng.choice([2, 3, -1, 5])
        return (f"({left})^{n}", x**n) if n > 0 else (f"(2+({left})^2)^{n}", 1 / (2 + x**2))
    if kind == 12:
        return f"(1+({left})^2)^({right}/4)", (1 + x**2) ** (y / 4)
    return f"(-{left})", -x


def random_case(seed: int) -> tuple[str, Any, list[float]]:
    """A random formula with both variables in it, a point and a direction."""
    rng = random.Random(seed)
    while True:
        text, tree = random_formula(rng, 3)
        if len(text) <= 300 and len(tree.free_symbols) == 2:
            return text, tree, [rng.uniform(-1.5, 1.5) for _ in range(4)]


@seeds(40)
def test_random_formulas_match_sympy_and_mpmath(seed: int) -> None:
    text, tree, (w, b, uw, ub) = random_case(seed)
    symbols = sp.symbols("w b")
    # sympy's own derivative of Abs is of complex numbers, and it makes |2^w| 2^re(w).
    real = tree.replace(sp.Abs, lambda u: sp.sqrt(u**2)).replace(sp.re, lambda u: u)
    exact = sp.lambdify(symbols, real, "mpmath")
    formula = parse(text)
    with mp.workdps(30):
        at = mp.mpf(w), mp.mpf(b)
        value = exact(*at)
        gradient = sp.lambdify(symbols, [sp.diff(real, s) for s in symbols], "mpmath", cse=True)(*at)
        series = mp.taylor(lambda t: exact(at[0] + t * mp.mpf(uw), at[1] + t * mp.mpf(ub)), 0, 6)
    size = max(1, abs(value), *map(abs, gradient))
    tolerance = 1e-12 * float(size)
    assert float(formula(np.float64(w), np.float64(b))) == pytest.approx(float(value), abs=tolerance)
    for got in (formula.slope(w, b), formula.gradient(np.array([w]), np.array([b]))):
        assert [np.ravel(g)[0] for g in got] == pytest.approx([float(g) for g in gradient], abs=tolerance)
    jet = formula(*jet_line([w, b], [uw, ub], 6))
    scale = float(max(abs(c) for c in series))
    assert [float(jet[k]) for k in range(7)] == pytest.approx([float(c) for c in series], abs=1e-11 * scale)


@pytest.mark.parametrize(
    "text", [*(f for _, f in PRESETS), "w^b", "2^(w*b)", "tan(w/b)", "abs(w-3b)^3", "sigmoid(9w)/b"]
)
def test_hessians_match_mpmath(text: str) -> None:
    formula, w, b = parse(text), 1.3, 0.8

    def rule(node: Expression, parts: Sequence[Any]) -> Any:
        operations: dict[str, Callable[..., Any]] = {
            "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "/": lambda x, y: x / y,
            "^": lambda x, y: x**y, "negative": lambda x: -x, "abs": abs, "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
        }  # fmt: skip
        if node.kind == "variable":
            return {"w": current[0], "b": current[1]}[node.text]
        if node.value is not None:
            return mp.mpf(node.text) if node.kind == "number" else {"pi": mp.pi, "e": mp.e}[node.text] * 1
        return (operations.get(node.kind) or getattr(mp, node.kind))(*parts)

    current: list[mp.mpf] = []

    def exact(x: Any, y: Any) -> Any:
        current[:] = x, y
        return fold(formula.tree, rule)

    with mp.workdps(40):
        got = formula.hessian(np.float64(w), np.float64(b))
        for i, j, orders in ((0, 0, (2, 0)), (0, 1, (1, 1)), (1, 1, (0, 2))):
            assert float(got[i][j]) == pytest.approx(float(mp.diff(exact, (w, b), orders)), rel=1e-11, abs=1e-11)
        assert got[0][1] is got[1][0] or got[0][1] == got[1][0]


@pytest.mark.parametrize("objective", [o for o in OBJECTIVES.values() if not o.inputs and o.id != "custom"],
                         ids=lambda o: o.id)  # fmt: skip
def test_the_catalogue_prints_what_the_code_computes(objective: Objective) -> None:
    scenario = resolve({"objective": objective.id})
    assert isinstance(scenario.loss, FormulaLoss)
    constants = {p.symbol: scenario.numbers[p.name] for p in objective.constants}
    formula, in_latex = parse(typed(objective.text, constants)), parse(typed_latex(objective.latex, constants))
    w, b = np.random.default_rng(2).uniform(-2, 2, (2, 50))
    for shown in (formula, in_latex):
        assert np.allclose(shown(w, b), scenario.loss(w, b), rtol=1e-12, atol=1e-12)
    assert np.allclose(formula.gradient(w, b), scenario.loss.gradient(w, b), rtol=1e-12, atol=1e-11)
    spread = np.broadcast_arrays(w, *(entry for row in formula.hessian(w, b) for entry in row))[1:]
    flat = [entry for row in scenario.loss.hessian(w, b) for entry in row]
    assert np.allclose(spread, flat, rtol=1e-12, atol=1e-10)


# Values that do not exist.


@pytest.mark.parametrize(
    ("text", "w"),
    [("log(w)", -1.0), ("0*log(w)", -1.0), ("sqrt(w)", -1.0), ("w^0.5", -1.0), ("1/w", 0.0), ("w^-2", 0.0),
     ("1/0", 1.0), ("abs(w)", 0.0), ("log(w)", 0.0), ("(-8)^(1/3)", 1.0), ("w^w", -0.5)],
)  # fmt: skip
def test_outside_the_domain_there_is_no_gradient(text: str, w: float) -> None:
    formula = parse(text)
    assert not np.isfinite(formula.gradient(np.array([w]), np.array([1.0]))[0]).all()
    assert not np.isfinite(np.ravel(formula.hessian(np.array([w]), np.array([1.0]))[0][0])).all()
    with pytest.raises((ValueError, ZeroDivisionError)):
        formula.slope(w, 1.0)


def test_overflow_raises_in_floats_and_is_infinite_in_arrays() -> None:
    formula = parse("exp(w^2)+b")
    with pytest.raises(OverflowError):
        formula.slope(100.0, 0.0)
    assert np.isinf(formula(np.float64(100.0), np.float64(0.0)))
    assert not np.isfinite(parse("9^9^9")(np.float64(0.0), np.float64(0.0)))


def test_whole_powers_are_products() -> None:
    formula = parse("w^3+b^2")
    assert formula.slope(0.0, 0.0) == (0.0, 0.0)
    assert formula.slope(-2.0, -3.0) == (12.0, -6.0)
    assert [[float(h) for h in row] for row in formula.hessian(np.float64(-2.0), np.float64(0.0))] == [[-12, 0], [0, 2]]


def test_plateaus_keep_their_slope() -> None:
    assert parse("sigmoid(w)").slope(40.0, 0.0)[0] == pytest.approx(np.exp(-40), rel=1e-12)
    assert parse("tanh(w)").slope(40.0, 0.0)[0] == pytest.approx(4 * np.exp(-80), rel=1e-12)


# The custom loss keeps the contract of every loss.


@pytest.mark.parametrize("preset", PRESETS, ids=[name for name, _ in PRESETS])
def test_custom_loss_keeps_the_contract(preset: tuple[str, str]) -> None:
    loss = CUSTOM.bind(None, None, {"f": preset[1]})
    w, b = np.linspace(0.3, 2, 5)[None, :], np.linspace(-1.1, 1.2, 4)[:, None]
    grid = loss.on_grid(w, b)
    assert grid.shape == (4, 5)
    gradient, hessian = loss.gradient(w, b), loss.hessian(w, b)
    assert all(g.shape == (4, 5) for g in gradient)
    for i, j in ((0, 0), (3, 2)):
        point = w[0, j], b[i, 0]
        assert float(loss(*point)) == grid[i, j]
        assert loss.slope(float(point[0]), float(point[1])) == pytest.approx([g[i, j] for g in gradient], rel=1e-12)
    theta = np.stack([np.broadcast_to(w, (4, 5)).ravel(), np.broadcast_to(b, (4, 5)).ravel()])
    u = np.random.default_rng(0).normal(size=theta.shape)
    value, curvature = loss.along(theta, u)
    flat = np.array([[h.ravel() for h in row] for row in hessian])
    assert np.array_equal(value, grid.ravel())
    assert np.allclose(curvature, np.einsum("im,ijm,jm->m", u, flat, u), rtol=1e-12, atol=1e-12)
    assert loss.samples(1.0, 2.0) == {}
    assert loss.part([0]) is loss


def test_a_formula_without_variables_is_a_plain() -> None:
    loss = CUSTOM.bind(None, None, {"f": "3"})
    assert np.array_equal(loss(np.zeros((1, 3)), np.zeros((2, 1))), np.full((2, 3), 3.0))
    assert loss.slope(1.0, 2.0) == (0.0, 0.0)
    untyped = CUSTOM.bind(None, None, {})
    assert isinstance(untyped, FormulaLoss)
    assert untyped.formula.text == DEFAULT


def test_a_path_that_leaves_the_domain_is_undefined() -> None:
    gd = resolve({}).optimiser
    loss = CUSTOM.bind(None, None, {"f": "w*log(w)+b^2"})
    scenario = resolve({"objective": "bowl", "eta": 1.0})
    path = descend(loss, gd, (0.5, 1.0), **scenario._run() | {"eta": 3.0})
    assert path.outcome is Outcome.UNDEFINED
    assert (path.points[0] > 0).all()


def test_nothing_warns() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loss = CUSTOM.bind(None, None, {"f": "log(w)/b+w^b+tan(1/w)+exp(1000w)"})
        w, b = np.linspace(-1, 1, 9)[None, :], np.linspace(-1, 1, 9)[:, None]
        loss(w, b)
        loss.gradient(w, b)
        loss.hessian(w, b)


# How formulas are set.


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("w^2+b^2", "w^{2} + b^{2}"),
        ("1/2w", r"\frac{1}{2}w"),
        ("w*2", r"w \cdot 2"),
        ("2*w", "2w"),
        ("2*3", r"2 \cdot 3"),
        ("(w+1)/(b-2)", r"\frac{w + 1}{b - 2}"),
        ("w-(b-2)", "w - (b - 2)"),
        ("w-(-b)", "w - (-b)"),
        ("-(w+b)", "-(w + b)"),
        ("(-w)^2", "(-w)^{2}"),
        ("-w^2", "-w^{2}"),
        ("(w^2)^3", r"\left(w^{2}\right)^{3}"),
        ("w^b^2", "w^{b^{2}}"),
        ("(w/b)^2", r"\left(\frac{w}{b}\right)^{2}"),
        ("(w+b)*w", "(w + b)w"),
        ("pi*w", r"\pi w"),
        ("2pi", r"2\pi"),
        ("e^w", "e^{w}"),
        ("sqrt(w)", r"\sqrt{w}"),
        ("abs(w)", r"\left|w\right|"),
        ("sigmoid(w)", r"\sigma(w)"),
        ("ln(w)", r"\ln(w)"),
        ("log(w)", r"\log(w)"),
        ("3sin(w)(b-2)", r"3\sin(w)(b - 2)"),
        ("0.50w", "0.50w"),
        ("2e-3w", r"2 \cdot 10^{-3}w"),
        ("w+0", "w + 0"),
        ("x²·y", "w^{2}b"),
        ("∛(w)", r"\sqrt[3]{w}"),
        ("floor(w)b", r"\left\lfloor w\right\rfloor b"),
        ("max(w,max(b,1))", r"\max(w, \max(b, 1))"),
        ("max(max(w,b),1)", r"\max(w, b, 1)"),
        ("2min(w,b,1)", r"2\min(w, b, 1)"),
        ("relu(w)^2", r"(\operatorname{relu}(w))^{2}"),
        ("sign(w)", r"\operatorname{sgn}(w)"),
        ("log10(w)", r"\log_{10}(w)"),
        ("atan(w)", r"\arctan(w)"),
        ("((w))", "w"),
    ],
)
def test_latex(text: str, latex: str) -> None:
    assert parse(text).latex == latex


MATHML = {"math", "mrow", "mi", "mn", "mo", "mfrac", "msup", "msub", "msqrt", "mroot"}
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: What is printed, for what is typed.
SPELLED = {"π": "pi", "σ": "sigmoid", "sgn": "sign", "arctan": "atan"}


@pytest.mark.parametrize("text", [*MEANINGS, *(f for _, f in PRESETS)])
def test_mathml_is_well_formed_core_and_says_what_was_typed(text: str) -> None:
    tree = ElementTree.fromstring(parse(text).mathml)
    assert {element.tag for element in tree.iter()} <= MATHML
    for element in tree.iter():
        assert len(element) == {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2}.get(element.tag, len(element))
    names = {"w", "b", "pi", "e", *FUNCTIONS}
    shown = {element.text or "" for element in tree.iter("mi")}
    assert {SPELLED.get(name, name) for name in shown} <= names
    plain = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"^{found[0].translate(DIGITS)}", text)
    numbers = re.findall(r"[0-9.]+(?:[eE][+-]?[0-9]+)?", plain.replace("cbrt", "3").replace("∛", "3"))
    if not any(c in n for n in numbers for c in "eE"):
        assert sorted(element.text or "" for element in tree.iter("mn")) == sorted(numbers)


def test_the_names_of_the_grammar() -> None:
    assert set(CONSTANTS) == {"pi", "e"}
    assert set(FUNCTIONS) == {
        "sin", "cos", "tan", "exp", "log", "ln", "sqrt", "abs", "tanh", "sigmoid",
        "min", "max", "sign", "relu", "atan", "log10", "cbrt", "floor",
    }  # fmt: skip
