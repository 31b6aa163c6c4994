"""Whether a formula has a value at a place, and a gradient: one answer on every road, and the right one.

A formula has a value where each of its parts has one: 1/0 has none, and nothing that is made of it. A part that is too
large for a float is a number all the same. A gradient is there where the formula is differentiable, whatever the rules
of differentiation meet on their way; at the edge of its domain, seen from within.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from math import inf, nan
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.basin_map import failure_outcomes
from antigradient.directions import jet_line
from antigradient.formula import Formula, FormulaError, parse
from antigradient.formula.expression import Expression, fold
from antigradient.formula.wide import Wide
from antigradient.jets import Jet
from antigradient.local import UndefinedError, analyse_point
from antigradient.objectives.formulas import FormulaLoss
from antigradient.outcomes import Outcome
from antigradient.scenario import resolve
from antigradient.surfaces import compute_surface
from antigradient.taylor_series import direction_of, gradient_at, step
from tests.fuzz import seeds

#: Formula, place, value, gradient; NaN: none. Each line says why.
TABLE = [
    # too large on the way
    ("1/(1+exp(-60w))+b^2", -4, 1, 1.0, (0, 2)),  # a typed sigmoid on its plateau
    ("1/(1+exp(-60w))+b^2", -20, 1, 1.0, (0, 2)),
    ("1/(1+exp(-60w))+b^2", 20, 1, 2.0, (0, 2)),
    ("log(1+exp(60w))+b^2", 20, 1, 1201.0, (60, 2)),  # a typed softplus is w·60 far out
    ("log(1+exp(60w))+b^2", -20, 1, 1.0, (0, 2)),
    ("exp(w)/(1+exp(w))", 800, 1, 1.0, (0, 0)),
    ("exp(w)/(1+exp(w))", -800, 1, 0.0, (0, 0)),
    ("w/exp(800w)", 4, 1, 0.0, (0, 0)),
    ("w/exp(800w)", -4, 1, nan, (nan, nan)),  # −4·e^3200 is a number, but no float
    ("(exp(w)-exp(-w))/(exp(w)+exp(-w))", 800, 1, 1.0, (0, 0)),  # tanh
    ("(exp(w)-exp(-w))/(exp(w)+exp(-w))", -800, 1, -1.0, (0, 0)),
    ("exp(-exp(w))", 1000, 1, 0.0, (0, 0)),
    ("tanh(exp(w))*b", 1000, 3, 1.0 * 3, (0, 1)),
    ("exp(w)-exp(w)", 1000, 1, 0.0, (0, 0)),
    ("sqrt(exp(2w))/exp(w)", 800, 1, 1.0, (0, 0)),
    ("exp(w)^0.001", 1000, 1, mp.e, (float(mp.e) / 1000, 0)),
    ("log(exp(-w))", 2000, 1, -2000.0, (-1, 0)),
    ("exp(-1/exp(-w))", 800, 1, 0.0, (0, 0)),  # e^−w is too small for a float, and not 0
    ("exp(w)", 800, 1, nan, (nan, nan)),
    ("1e308*w", 10, 1, nan, (nan, nan)),
    ("sin(exp(w))", 800, 1, nan, (nan, nan)),  # no one knows where in its turn e^800 is
    # division by zero
    ("exp(-1/w^2)+b^2", 0, 1, nan, (nan, nan)),
    ("exp(-1/w^2)+b^2", 1e-200, 1, 1.0, (0, 2)),  # but next to 0 there is
    ("1/w", 0, 1, nan, (nan, nan)),
    ("0/w", 0, 1, nan, (nan, nan)),
    ("1/(1/w)", 0, 1, nan, (nan, nan)),
    ("tanh(1/w)", 0, 1, nan, (nan, nan)),
    ("1/0+w", 1, 1, nan, (nan, nan)),
    ("w^-1", 0, 1, nan, (nan, nan)),
    ("w^-0.5", 0, 1, nan, (nan, nan)),
    ("1/w^-1", 0, 1, nan, (nan, nan)),
    ("log(w)", 0, 1, nan, (nan, nan)),
    ("exp(log(w))", 0, 1, nan, (nan, nan)),
    ("w^2*log(w)", 0, 1, nan, (nan, nan)),
    ("sin(w)/w", 0, 1, nan, (nan, nan)),
    ("w/abs(w)", 0, 1, nan, (nan, nan)),
    # kinks
    ("abs(w)", 0, 1, 0.0, (nan, 0)),
    ("abs(w)+b", 0, 1, 1.0, (nan, 1)),
    ("abs(w)^3+b^2", 0, 1, 1.0, (0, 2)),  # |t|³ = o(t)
    ("cos(abs(w))+b^2", 0, 1, 2.0, (0, 2)),  # cos is even
    ("abs(w)*w", 0, 1, 0.0, (0, 0)),
    ("exp(-abs(w))", 0, 1, 1.0, (nan, 0)),
    ("log(1+abs(w)^3)", 0, 1, 0.0, (0, 0)),
    ("abs(w*b)", 0, 0, 0.0, (0, 0)),  # at most r²/2
    ("abs(w*b)", 0, 1, 0.0, (nan, 0)),
    ("abs(w)*b", 0, 0, 0.0, (0, 0)),
    ("sqrt(abs(w*b))", 0, 0, 0.0, (nan, nan)),  # partials are 0, but along w = b it is |t|
    ("sqrt(w^2+b^2)", 0, 0, 0.0, (nan, nan)),  # a cone
    ("sqrt(w^2)", 0, 1, 0.0, (nan, 0)),
    ("sqrt(w^4)", 0, 1, 0.0, (0, 0)),  # w²
    ("(w^2)^0.75", 0, 1, 0.0, (0, 0)),  # |t|^1.5
    ("abs(w)^1.5", 0, 1, 0.0, (0, 0)),
    ("abs(w)^0.5", 0, 1, 0.0, (nan, 0)),
    ("abs(w-w)+b", 3, 1, 1.0, (0, 1)),  # |0| is no kink
    ("abs(w+b)-abs(w-b)", 0, 0, 0.0, (nan, nan)),  # level along w and along b/… but 2|t| along w = b
    ("max(w,b)", 1, 1, 1.0, (nan, nan)),
    ("max(w,b)", 2, 1, 2.0, (1, 0)),
    ("min(w,b)", 2, 1, 1.0, (0, 1)),
    ("max(w,b,1)", 0, 1, 1.0, (0, nan)),
    ("max(w,b,2)", 1, 1, 2.0, (0, 0)),  # the kink between w and b is none of the whole
    ("max(w,w)", 3, 1, 3.0, (1, 0)),
    ("max(w^2,b^2)", 0, 0, 0.0, (0, 0)),  # at most r²
    ("max(w,-w)^2", 0, 1, 0.0, (0, 0)),
    ("max(w-1,0)+max(1-w,0)", 1, 1, 0.0, (nan, 0)),
    ("min(w,b)+max(w,b)", 1, 1, 2.0, (1, 1)),
    ("max(w,b)*0", 1, 1, 0.0, (0, 0)),
    ("max(sqrt(w),1)", 0, 1, 1.0, (0, 0)),  # the root, as steep as can be, is not the larger one
    ("max(1/w,1)", 0, 1, nan, (nan, nan)),
    ("min(exp(1000w),b)", 1, 3, 3.0, (0, 1)),  # e^1000 is a number
    ("relu(w)", 0, 1, 0.0, (nan, 0)),
    ("relu(w)", -1, 1, 0.0, (0, 0)),
    ("relu(w)^2", 0, 1, 0.0, (0, 0)),
    ("relu(w-b)*b", 2, 1, 1.0, (1, 0)),
    ("relu(log(w))", -1, 1, nan, (nan, nan)),
    ("cbrt(w)", 0, 1, 0.0, (nan, 0)),  # as steep as can be
    ("cbrt(w)", -8, 1, -2.0, (1 / 12, 0)),
    ("cbrt(w^3)", 0, 1, 0.0, (1, 0)),
    ("cbrt(w)*w", 0, 1, 0.0, (0, 0)),
    ("cbrt(w^6)", 0, 1, 0.0, (0, 0)),
    ("cbrt(-w^9)", 0, 1, 0.0, (0, 0)),
    ("cbrt(exp(3w))", 300, 1, float(mp.exp(300)), (float(mp.exp(300)), 0)),
    ("atan(w)", 0, 1, 0.0, (1, 0)),
    ("atan(1e200w)", 1, 1, float(mp.pi / 2), (1e-200, 0)),
    ("atan(exp(w))", 1000, 1, float(mp.pi / 2), (0, 0)),
    ("log10(w)", 0, 1, nan, (nan, nan)),
    ("log10(w)", -1, 1, nan, (nan, nan)),
    ("log10(w)", 100, 1, 2.0, (float(1 / (100 * mp.log(10))), 0)),
    ("log10(exp(w))", 1000, 1, float(1000 / mp.log(10)), (float(1 / mp.log(10)), 0)),
    # jumps
    ("sign(w)", 0, 1, 0.0, (nan, 0)),
    ("sign(w)", -3, 1, -1.0, (0, 0)),
    ("sign(w)^2", 0, 1, 0.0, (nan, 0)),  # 1 on either side
    ("w*sign(w)", 0, 1, 0.0, (nan, 0)),  # |w|
    ("w^2*sign(w)", 0, 1, 0.0, (0, 0)),
    ("w^2*sign(w)^2", 0, 1, 0.0, (0, 0)),
    ("sign(0w)", 0, 1, 0.0, (0, 0)),
    ("floor(w)", 1, 1, 1.0, (nan, 0)),
    ("floor(w)", -0.5, 1, -1.0, (0, 0)),
    ("floor(w)", 1e10, 1, 1e10, (nan, 0)),
    ("floor(w)", 1e300, 1, 1e300, (nan, 0)),  # all floats are whole there
    ("floor(w)*b", 1, 1, 1.0, (nan, 1)),
    ("(w-1)*floor(w)", 1, 1, 0.0, (nan, 0)),
    ("(w-1)^2*floor(w)", 1, 1, 0.0, (0, 0)),
    ("w-floor(w)", 1, 1, 0.0, (nan, 0)),
    ("floor(w^2)", 0, 1, 0.0, (0, 0)),  # just above a whole number on either side
    ("floor(-w^2)", 0, 1, 0.0, (nan, 0)),
    ("sign(exp(-w))", 800, 1, 1.0, (0, 0)),  # e^−800 is too small for a float, and not 0
    ("floor(-exp(-w))", 800, 1, -1.0, (0, 0)),
    ("b*sign(abs(w)^3)", 1e-200, 1, 1.0, (0, 1)),
    # edges of a domain
    ("sqrt(w)", 0, 1, 0.0, (nan, 0)),  # as steep as can be
    ("w^0.5", 0, 1, 0.0, (nan, 0)),
    ("w^1.5", 0, 1, 0.0, (0, 0)),  # from within
    ("w*sqrt(w)", 0, 1, 0.0, (0, 0)),
    ("sqrt(w+abs(w))", 0, 1, 0.0, (nan, 0)),  # level to the left, steep to the right
    ("w^b", 0, 2.5, 0.0, (0, 0)),
    ("w^b", 0, 0, 1.0, (0, nan)),  # 0^0 is 1, 0^0.1 is 0
    ("w^0", 0, 1, 1.0, (0, 0)),
    ("w^b", -1, 0.5, nan, (nan, nan)),  # no power of a negative number
    ("(-8)^(1/3)", 1, 1, nan, (nan, nan)),  # 1/3 is no third in floats, and the grammar has no odd roots
    ("w^2", -3, 1, 9.0, (-6, 0)),
    ("w^b", -2, 2, 4.0, (nan, nan)),  # whole powers only, so no neighbours in b; nor then a gradient
    ("w^70", -1, 1, 1.0, (-70, 0)),
    ("log(w)", -1, 1, nan, (nan, nan)),
    ("sqrt(w)", -1, 1, nan, (nan, nan)),
    ("0*log(w)", -1, 1, nan, (nan, nan)),
    ("sqrt(-(w^2))", 0, 1, 0.0, (nan, 0)),  # a single place is no domain
]  # fmt: skip


def alike(got: float, expected: float) -> bool:
    return (np.isnan(expected) and not np.isfinite(got)) or got == pytest.approx(expected, rel=1e-12, abs=1e-15)


def ids(row: tuple[Any, ...]) -> str:
    return f"{row[0]} at {row[1]},{row[2]}"


@pytest.mark.parametrize("row", TABLE, ids=ids)
def test_the_table(row: tuple[Any, ...]) -> None:
    text, w, b, value, gradient = row
    formula, places = parse(text), np.array([[float(w)], [float(b)]])
    for theta in ([np.float64(w), np.float64(b)], places, np.repeat(places, 3, axis=1)):
        assert np.all([alike(v, float(value)) for v in np.ravel(formula(*theta))])
        for got, expected in zip(formula.gradient(*theta), gradient, strict=True):
            assert np.all([alike(g, float(expected)) for g in np.ravel(got)]), (got, expected)
    if np.isfinite(gradient).all():
        assert formula.slope(float(w), float(b)) == pytest.approx(gradient, rel=1e-12, abs=1e-15)
    else:
        with pytest.raises((ValueError, ArithmeticError)):
            formula.slope(float(w), float(b))


def exactly(formula: Formula, *theta: mp.mpf) -> mp.mpf:
    """The value by the definition, in mpmath's numbers. Raises ValueError where a part has none."""

    def rule(node: Expression, parts: Sequence[Any]) -> Any:
        if node.kind == "variable":
            return theta[formula.variables.index(node.text)]
        if node.value is not None:
            return mp.mpf(node.value)
        if node.kind == "/" and parts[1] == 0:
            raise ValueError
        if node.kind == "^":
            return power(*parts)
        if node.kind in ("exp", "sigmoid", "sin", "cos", "tan", "tanh") and abs(parts[0]) > 1e5:
            raise OverflowError
        if node.kind in ("log", "log10") and parts[0] == 0:
            raise ValueError
        result = OPERATIONS[node.kind](*parts) if node.kind in OPERATIONS else getattr(mp, node.kind)(*parts)
        if isinstance(result, mp.mpc):
            raise ValueError
        return result

    return fold(formula.tree, rule)


def power(x: Any, y: Any) -> Any:
    if (x == 0 and y < 0) or (x < 0 and y != mp.floor(y)):
        raise ValueError
    if abs(y) > 1e5:
        raise OverflowError
    return mp.mpf(1) if y == 0 else x ** (int(y) if y == mp.floor(y) and abs(y) < 1e9 else y)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "/": lambda x, y: x / y,
    "negative": lambda x: -x, "abs": abs, "sigmoid": lambda x: 1 / (1 + mp.exp(-x)), "maximum": max, "minimum": min,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
}  # fmt: skip


def limits(formula: Formula, theta: tuple[int, int], direction: tuple[int, int], digits: int = 300) -> list[Any]:
    """The limits of the difference quotient from the sides on which there are values, by mpmath; None: no limit."""
    with mp.workdps(digits):
        at = [mp.mpf(t) for t in theta]
        here, found = exactly(formula, *at), []
        for side in (1, -1):
            try:
                near, nearer = (
                    (exactly(formula, *(t + h * d for t, d in zip(at, direction, strict=True))) - here) / h
                    for h in (side * mp.mpf(10) ** -60, side * mp.mpf(10) ** -90)
                )
            except ValueError:
                continue
            found.append(nearer if abs(near - nearer) <= mp.mpf("1e-9") * abs(nearer) + mp.mpf("1e-20") else None)
        return found


@pytest.mark.parametrize(
    "row", [r for r in TABLE if np.isfinite(float(r[3])) and r[1] != 1e-200 and abs(r[1]) < 700], ids=ids
)
def test_the_tables_gradients_are_limits(row: tuple[Any, ...]) -> None:
    """Where there is a value, by the definition of a derivative along both axes and both diagonals."""
    text, w, b, value, gradient = row
    formula = parse(text)
    if text == "w^b" and w < 0:
        return  # its neighbours are no whole powers: nothing to take a limit of
    with mp.workdps(60):
        assert float(exactly(formula, mp.mpf(w), mp.mpf(b))) == pytest.approx(float(value), rel=1e-12)
    along = {}
    for name, direction in (("w", (1, 0)), ("b", (0, 1)), ("rising", (1, 1)), ("falling", (1, -1))):
        sides = limits(formula, (w, b), direction)
        agree = bool(sides) and None not in sides and abs(sides[0] - sides[-1]) <= 1e-12 * abs(sides[0]) + 1e-18
        along[name] = float(sides[0]) if agree else nan
    gw, gb = along["w"], along["b"]
    if np.isfinite([gw, gb]).all() and not (
        along["rising"] == pytest.approx(gw + gb, abs=1e-12) and along["falling"] == pytest.approx(gw - gb, abs=1e-12)
    ):
        gw = gb = nan
    for got, want in zip(map(float, gradient), (gw, gb), strict=True):
        assert np.isfinite(got) == np.isfinite(want)
        assert not np.isfinite(got) or got == pytest.approx(want, abs=1e-12)


def test_second_derivatives_beside_kinks() -> None:
    for text, expected in (
        ("abs(w)^3+b^2", [[0, 0], [0, 2]]), ("cos(abs(w))+b^2", [[-1, 0], [0, 2]]), ("sqrt(w^4)+w*b", [[2, 1], [1, 0]]),
        ("abs(w)*w", [[nan, nan], [nan, nan]]), ("abs(w*b)", [[nan, nan], [nan, nan]]), ("abs(w)^2.5", [[0, 0], [0,
        0]]),
        ("w^1.5", [[nan, nan], [nan, nan]]), ("relu(w)^3+w*b", [[0, 1], [1, 0]]),
        ("relu(w)^2", [[nan, nan], [nan, nan]]),
        ("w^3*sign(b-1)", [[0, 0], [0, 0]]), ("max(w,-w)^2+b^2", [[2, 0], [0, 2]]), ("cbrt(w^3)*w", [[2, 0], [0, 0]]),
        ("floor(w+0.5)*b+w*b", [[0, 1], [1, 0]]), ("min(w^3,b^3)", [[0, 0], [0, 0]]), ("atan(w)*b", [[0, 1], [1, 0]]),
    ):  # fmt: skip
        got = parse(text).hessian(np.float64(0.0), np.float64(0.0))
        assert np.allclose(got, expected, rtol=1e-12, atol=0, equal_nan=True), text


def test_the_third_derivative_of_a_kink_does_not_exist() -> None:
    assert np.isnan(parse("abs(x)^3", ("x",)).series([0.0], [1.0], 4)).tolist() == [False, False, False, True, True]
    assert np.isnan(parse("abs(x)", ("x",)).series([0.0], [1.0], 2)).tolist() == [False, True, True]
    assert parse("cos(abs(x))", ("x",)).series([0.0], [1.0], 4) == pytest.approx([1, 0, -0.5, 0, 1 / 24])


# Random formulas at places where they are likely to have no value, or none that is reached without a detour.

PLACES = (0.0, 1.0, -1.0, 0.5, -2.0, 800.0, -800.0, 1e-200, 30.0, 1e5)


def random_text(rng: random.Random, depth: int) -> str:
    if depth == 0 or rng.random() < 0.1:
        return rng.choice(["w", "b", "w", "b", "2", "0.5", "1", "60w", "(w-1)", "(w-b)", "0"])
    left, right = random_text(rng, depth - 1), random_text(rng, depth - 1)
    forms = [
        "({0}+{1})", "({0}-{1})", "({0})*({1})", "({0})/({1})", "1/({0})", "exp({0})", "exp(-{0})", "log({0})",
        "sqrt({0})",
        "abs({0})", "abs({0})^3", "({0})^2", "({0})^3", "({0})^1.5", "({0})^0.5", "({0})^-1", "tanh({0})",
        "sigmoid({0})",
        "1/(1+exp(-({0})))", "sin({0})", "tan({0})", "log(1+exp({0}))", "exp({0})/(1+exp({0}))", "cos(abs({0}))",
        "({0})^({1})", "max({0},{1})", "min({0},{1})", "relu({0})", "relu({0})^2", "sign({0})", "({0})^2*sign({1})",
        "floor({0})", "cbrt({0})", "atan({0})", "log10({0})", "|{0}|",
    ]  # fmt: skip
    return rng.choice(forms).format(left, right)


def cases(seed: int, count: int) -> Iterator[tuple[Formula, list[tuple[float, float]]]]:
    rng = random.Random(seed)
    while count:
        text = random_text(rng, rng.choice([1, 2, 2, 3, 3]))
        try:
            formula = parse(text)
        except FormulaError:
            continue
        count -= 1
        yield formula, [(rng.choice(PLACES), rng.choice(PLACES)) for _ in range(2)]


def has_slope(formula: Formula, theta: tuple[float, float]) -> bool:
    try:
        found = formula.slope(*theta)
    except (ArithmeticError, ValueError):
        return False
    assert np.isfinite(found).all()
    return True


@seeds(3)
def test_every_road_gives_the_same_answer(seed: int) -> None:
    """Value and gradient: floats, one number, an array, a surface, a step, and the series of a line."""
    for formula, places in cases(seed, 50):
        loss = FormulaLoss(formula)
        theta = np.array(places).T
        values, gradients = loss(*theta), np.array(loss.gradient(*theta))
        hessians = np.array(loss.hessian(*theta))
        ends = failure_outcomes(loss, theta)
        for i, place in enumerate(places):
            valued, sloped = bool(np.isfinite(values[i])), bool(np.isfinite(gradients[:, i]).all())
            alone = [np.float64(t) for t in place]
            for got, among in (
                (formula(*alone), values[i]), (formula.gradient(*alone), gradients[:, i]),
                (formula.hessian(*alone), hessians[:, :, i]),
            ):  # fmt: skip
                assert np.allclose(got, among, rtol=1e-12, atol=0, equal_nan=True), (formula.text, place)
            assert valued or not sloped
            assert has_slope(formula, place) is sloped, (formula.text, place)
            if sloped:
                size = 1e-11 * np.abs(gradients[:, i]).max()
                near = pytest.approx(gradients[:, i], rel=1e-9, abs=max(size, 1e-20))
                # The last digit of an angle of millions is a turn that is seen; that of a larger one is any turn.
                far = turning(formula) and max(map(abs, place)) > 100
                assert far or formula.slope(*place) == near, (formula.text, place)
            else:
                outcome = ended(formula, place)
                assert outcome is ends[i], (formula.text, place)
            w, b = place
            around = compute_surface(loss, (w - 1, w + 1, b - 1, b + 1), 3, 2)
            if around.w[1] == w and around.b[1] == b:
                assert np.array_equal(np.nan_to_num(around.loss[1, 1], nan=inf), values[i] if valued else inf)
            try:
                gradient_at(loss, place)
                step(loss, place, direction_of((1.0, 0.5)), 0.1)
            except UndefinedError:
                assert not sloped
            else:
                assert sloped
            if valued and not turning(formula):
                series = formula.series(place, (1.0, 0.5), 2)
                rounding = float(loss.rounding(theta[:, i : i + 1], values[i : i + 1])[0])
                if not any(name in formula.text for name in ("sign", "floor")):  # which rounding may turn over
                    rounding = min(rounding, 1e-9)  # as of σ(120) − 1
                near = pytest.approx(values[i], rel=1e-3, abs=max(rounding, 1e-60))
                assert np.isnan(series[0]) or series[0] == near, (formula.text, place)
                if sloped and np.isfinite(hessians[:, :, i]).all() and not formula.corner(*place):
                    slope = gradients[0, i] + 0.5 * gradients[1, i]
                    if np.isnan(series[1]) and is_beside_a_jump(formula, place):
                        continue  # on which side of it a number is, rounding decides
                    assert np.isfinite(series[1]), (formula.text, place)
                    scale = 1e-3 * np.abs(gradients[:, i]).max() + 1e-12
                    assert series[1] == pytest.approx(slope, abs=scale), (formula.text, place)


def is_beside_a_jump(formula: Formula, place: tuple[float, float]) -> bool:
    """Whether the value is another one a few last digits away."""
    near = np.array([*place]) * (1 + 4 * np.finfo(float).eps * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]]))
    values = np.array([formula(*map(np.float64, point)) for point in [place, *near]], dtype=float)
    return not np.allclose(values, values[0], rtol=1e-9)


def turning(formula: Formula) -> bool:
    """Whether there is an angle in it, which may have more turns than floats can tell."""
    return any(name in formula.text for name in ("sin", "cos", "tan("))


def ended(formula: Formula, place: tuple[float, float]) -> Outcome:
    try:
        formula.slope(*place)
    except OverflowError:
        return Outcome.DIVERGED
    except (ArithmeticError, ValueError):
        return Outcome.UNDEFINED
    raise AssertionError


@seeds(3)
def test_values_are_those_of_the_definition(seed: int) -> None:
    """Beside mpmath, which knows no overflow: what is said to have no value has none, or none that floats can hold."""
    checked = 0
    for formula, places in cases(seed, 50):
        for place in places:
            try:
                with mp.workdps(60):
                    exact = exactly(formula, *map(mp.mpf, place))
                with mp.workprec(53):  # a difference that rounding makes 0 is one in floats
                    rough = exactly(formula, *(mp.mpf(t) * (1 + mp.mpf("1e-13")) for t in place))
            except (ValueError, ZeroDivisionError, OverflowError, MemoryError, mp.libmp.NoConvergence):
                continue
            if not mp.isfinite(exact) or abs(exact) > 1e300 or abs(rough - exact) > 1e-6 * abs(exact) + 1e-200:
                continue  # beyond the floats, or so steep that rounding decides
            got = float(formula(*map(np.float64, place)))
            if not np.isfinite(got) and turning(formula):
                continue  # an angle of more turns than floats can tell
            assert np.isfinite(got), (formula.text, place, exact)
            checked += 1
    assert checked > 30


def exact_series(formula: Formula, place: list[float], along: list[float], order: int) -> list[mp.mpf]:
    def at(t: Any) -> Any:
        return exactly(formula, *(mp.mpf(x) + t * mp.mpf(d) for x, d in zip(place, along, strict=True)))

    with mp.workdps(120):
        found: list[mp.mpf] = mp.taylor(at, 0, order)
    return found


@seeds(2)
def test_series_have_all_their_digits(seed: int) -> None:
    """Beside mpmath with 80 digits and more, or said to be lost."""
    told = lost = 0
    for formula, _ in cases(seed, 25):
        rng = random.Random(formula.text)
        place, along = [rng.uniform(-2, 2) for _ in "wb"], [rng.uniform(-1, 1) for _ in "wb"]
        try:
            exact = exact_series(formula, place, along, 5)
        except (ValueError, ArithmeticError, TypeError):
            continue
        got = formula.series(place, along, 5)
        largest = max(abs(c) for c in exact)
        for ours, true in zip(got, exact, strict=True):
            if np.isnan(ours):
                lost += 1
                continue
            told += 1
            if 1e-40 * largest < abs(true) < 1e300:  # mpmath's are differences: an exact 0 is noise there
                # On a kink that is none, as of max(b, b), floats look at both sides.
                digits = mp.mpf("1e-14" if formula.value.kinked else "1e-15")
                assert abs(mp.mpf(ours) - true) <= digits * abs(true), (formula.text, place)
            else:
                assert abs(ours) <= 1e-35 * largest or abs(true) > 1e300
    assert told > 50
    assert lost < 0.2 * told


@pytest.mark.parametrize(
    ("f", "x", "delta", "exact"),
    [
        ("x^1.5", 1e-150, 1e-151, lambda x: x ** mp.mpf("1.5")),
        ("sin(x)/x", 0.001, 0.5, lambda x: mp.sin(x) / x),
        ("(exp(x)-1-x)/x^2", 1e-6, 0.1, lambda x: (mp.exp(x) - 1 - x) / x**2),
        ("1/(1+exp(-60x))", -4.0, 0.1, lambda x: 1 / (1 + mp.exp(-60 * x))),
        ("tanh(x)/x", 1e-8, 0.1, lambda x: mp.tanh(x) / x),
        ("sin(1e300x)", 1.0, 1e-300, lambda x: mp.sin(mp.mpf(1e300) * x)),
    ],
)
def test_series_that_cancel_or_underflow(f: str, x: float, delta: float, exact: Callable[..., Any]) -> None:
    got = parse(f, ("x",)).series([x], [delta], 8)
    with mp.workdps(700):
        scaled = mp.taylor(lambda t: exact(mp.mpf(x) + t * mp.mpf(delta)), 0, 8)
        for ours, true in zip(got, scaled, strict=True):
            assert abs(mp.mpf(ours) - true) <= mp.mpf("4e-16") * abs(true)
    if f == "x^1.5":
        assert got[1] == 1.5e-226


# The numbers that floats do not reach.


def test_wide_numbers_are_the_floats_where_these_are() -> None:
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(2, 400)) * 10.0 ** rng.integers(-3, 2, (2, 400))
    for got, expected in (
        (Wide(x) + Wide(y), x + y), (Wide(x) - Wide(y), x - y), (Wide(x) * Wide(y), x * y), (Wide(x) / Wide(y), x / y),
        (Wide(x).exp(), np.exp(x)), (abs(Wide(x)).log(), np.log(np.abs(x))), (abs(Wide(x)).sqrt(), np.sqrt(np.abs(x))),
        (Wide(x).sin(), np.sin(x)), (Wide(x).cos(), np.cos(x)), (Wide(x).tan(), np.tan(x)), (Wide(x).tanh(),
        np.tanh(x)),
        (Wide(x).sigmoid(), 1 / (1 + np.exp(-x))), (abs(Wide(x)) ** Wide(y), np.abs(x) ** y), (-Wide(x), -x),
    ):  # fmt: skip
        with np.errstate(all="ignore"):
            floats = got.floats()
            finite = np.isfinite(expected) & (np.abs(expected) > 1e-300)
        assert np.allclose(floats[finite], expected[finite], rtol=1e-12, atol=0)
        assert finite.sum() > 300


def test_wide_numbers_go_on_where_floats_end() -> None:
    def number(x: float) -> Wide:
        return Wide(np.array([x]))

    one, far = number(1.0), number(2000.0).exp()
    assert (far / (one + far)).floats() == 1.0
    assert (one + far).log().floats() == pytest.approx(2000.0, rel=1e-15)
    assert (far * (-number(2000.0)).exp()).floats() == pytest.approx(1.0, rel=1e-12)
    assert np.isinf(far.floats())
    assert np.isnan((one / number(0.0)).floats())
    too_large = number(1e308).exp().exp()
    assert (one / too_large).floats() == 0.0
    with np.errstate(invalid="ignore"):
        assert np.isnan((too_large - too_large).floats())
    assert np.isinf((one / (-too_large).exp()).floats())  # 1/0 has no value, 1 over the smallest has
    assert (number(0.0) * too_large).floats() == 0.0
    assert np.isnan(too_large.sin().floats())


def test_jets_of_typed_formulas_at_arrays_are_those_of_numbers() -> None:
    formula = parse("w^2*b-abs(w)+exp(b)")
    jets = jet_line([np.array([1.0, -2.0]), np.array([0.5, 0.25])], [1.0, -1.0], 4)
    found = FormulaLoss(formula).series(*jets)
    assert isinstance(found, Jet)
    for i, place in enumerate(((1.0, 0.5), (-2.0, 0.25))):
        assert [float(np.broadcast_to(found[k], 2)[i]) for k in range(5)] == pytest.approx(
            formula.series(place, (1.0, -1.0), 4), rel=1e-13
        )


@pytest.mark.parametrize(
    ("f", "start", "second"),
    [
        ("abs(w)*w+b^2", (0.0, 1.0), 0.0),  # along b, where it is b²
        ("w^1.5+b^2", (0.0, 1.0), 0.0),
        ("w^1.5+b", (0.0, 1.0), 0.0),
        ("abs(w)*w+w+b^2", (0.0, 1.0), nan),  # along w there is no curvature
    ],
)
def test_a_run_goes_on_where_there_is_a_gradient_and_no_curvature(
    f: str, start: tuple[float, float], second: float
) -> None:
    """η = 0.1: the run takes all its steps, and its second order is null where there is none."""
    scenario = resolve({"f": f, "start": start, "steps": 4, "eta": 0.1, "tol": 0})
    run = scenario.ledger()
    assert run.outcome is Outcome.MAX_STEPS
    if np.isnan(second):
        assert np.isnan(run.columns["second_order"][0])
    else:
        step_ = -0.1 * run.columns["grad_b"][0]
        curvature = 2.0 if "b^2" in f else 0.0
        expected = run.columns["first_order"][0] + 0.5 * curvature * step_**2
        assert run.columns["second_order"][0] == pytest.approx(expected, rel=1e-12)
    here = analyse_point(scenario.loss, start)
    assert np.isfinite(here.gradient).all()
    assert not here.curved
    assert np.isnan(here.eigenvalues).all()
    assert here.condition_number is None
