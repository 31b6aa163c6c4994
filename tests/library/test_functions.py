"""Every function of typed formulas, by the registry: value, gradient, Hessian and third derivative, and its corners."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from antigradient import decimals
from antigradient import functions as of
from antigradient.formula import Formula, parse
from antigradient.formula.expression import FUNCTIONS
from antigradient.formula.program import KINKS
from antigradient.local import check_gradient
from antigradient.objectives.formulas import FormulaLoss

#: What each is in mpmath, and in sympy where that knows its derivatives.
EXACT: dict[str, tuple[Callable[..., Any], Callable[..., Any] | None]] = {
    "sin": (mp.sin, sp.sin), "cos": (mp.cos, sp.cos), "tan": (mp.tan, sp.tan), "exp": (mp.exp, sp.exp),
    "log": (mp.log, sp.log), "ln": (mp.log, sp.log), "log10": (mp.log10, lambda x: sp.log(x, 10)),
    "sqrt": (mp.sqrt, sp.sqrt),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), lambda x: sp.sign(x) * sp.cbrt(abs(x))),
    "abs": (abs, abs), "tanh": (mp.tanh, sp.tanh),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), lambda x: 1 / (1 + sp.exp(-x))),
    "atan": (mp.atan, sp.atan), "sign": (mp.sign, None), "floor": (mp.floor, None),
    "min": (min, sp.Min), "max": (max, sp.Max), "relu": (lambda x: max(x, mp.mpf(0)), lambda x: sp.Max(x, 0)),
}  # fmt: skip
#: Places on either side of each kink, and far.
PLACES = [(1.7, -0.6), (0.4, 0.9), (2.5, 2.25), (3.0, -8.5), (0.01, -0.02)]
NEGATIVE = [(-1.7, 0.6), (-0.4, 0.9), (-30.0, 2.0)]
#: Where each has a kink, as its arguments.
CORNERS = {
    "abs": (0,), "relu": (0,), "sign": (0,), "floor": (-2,), "min": (1.5, 1.5), "max": (-3, -3), "sqrt": (0,),
    "cbrt": (0,),
}  # fmt: skip


def cases(name: str) -> tuple[Formula, Callable[..., Any], list[tuple[float, float]]]:
    """The function of one argument or two in w and b, the same in mpmath's numbers, and where."""
    least = FUNCTIONS[name].least
    inner = ["(w-b/4)*(1+b^2)", "w*b"][:least]
    exact = EXACT[name][0]

    def reference(w: Any, b: Any) -> Any:
        return exact(*[(w - b / 4) * (1 + b**2), w * b][:least]) * (1 + b)

    places = PLACES if name in ("log", "ln", "log10", "sqrt") else [*PLACES, *NEGATIVE]
    places = [(w, b) for w, b in places if w > b / 4 or places is not PLACES]
    return parse(f"{name}({','.join(inner)})(1+b)"), reference, places


def test_all_are_told_here() -> None:
    assert set(EXACT) == set(FUNCTIONS)
    assert {f.kind for name, f in FUNCTIONS.items() if name in CORNERS} == KINKS - {"^"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_and_derivatives_are_those_of_mpmath(name: str) -> None:
    formula, exact, places = cases(name)
    loss = FormulaLoss(formula)
    for w, b in places:
        with mp.workdps(60):
            at = mp.mpf(w), mp.mpf(b)
            value = exact(*at)
            orders = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
            found = [float(mp.diff(exact, at, order)) for order in orders]
            series = [float(c) for c in mp.taylor(lambda t: exact(at[0] + t, at[1] - t / 2), 0, 3)]  # noqa: B023
        gradient, (ww, wb, bb) = found[:2], found[2:]
        tiny = 1e-13 * max(1.0, *map(abs, found))
        assert float(formula(np.float64(w), np.float64(b))) == pytest.approx(float(value), rel=1e-13)
        assert formula.slope(w, b) == pytest.approx(gradient, rel=1e-11, abs=tiny)
        assert [float(g) for g in formula.gradient(np.float64(w), np.float64(b))] == pytest.approx(
            gradient, rel=1e-11, abs=tiny
        )
        hessian = np.array(formula.hessian(np.float64(w), np.float64(b)))
        assert hessian.ravel().tolist() == pytest.approx([ww, wb, wb, bb], rel=1e-11, abs=tiny)
        assert formula.series((w, b), (1.0, -0.5), 3) == pytest.approx(series, rel=1e-13, abs=1e-15)
        if max(map(abs, gradient)) < 1e3:  # and no pole near
            assert check_gradient(loss, (w, b), gradient).relative_error < 1e-4, "central differences"


@pytest.mark.parametrize("name", [name for name, (_, symbolic) in EXACT.items() if symbolic])
def test_partials_that_are_read_are_those_of_sympy(name: str) -> None:
    formula, _, places = cases(name)
    w, b = sp.symbols("w b", real=True)
    least, symbolic = FUNCTIONS[name].least, EXACT[name][1]
    assert symbolic is not None
    whole = symbolic(*[(w - b / 4) * (1 + b**2), w * b][:least]) * (1 + b)
    for variable, slope in zip((w, b), formula.gradient(*np.array(places).T), strict=True):
        theirs = sp.diff(whole, variable).rewrite(sp.Piecewise).subs(sp.DiracDelta(w), 0)
        for (x, y), ours in zip(places, np.broadcast_to(slope, len(places)), strict=True):
            assert float(ours) == pytest.approx(float(theirs.subs({w: x, b: y}).evalf()), rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("name", CORNERS)
def test_on_a_corner_there_is_a_value_and_no_gradient_and_beside_it_there_are_both(name: str) -> None:
    """Not by a tolerance: the next float has a gradient."""
    given = CORNERS[name]
    formula = parse(f"{name}({','.join(['w', 'b'][: len(given)])})+w/4")
    w, b = (*map(float, given), 1.0)[:2]
    value = EXACT[name][0](*map(mp.mpf, given)) + w / 4
    assert float(formula(np.float64(w), np.float64(b))) == float(value)
    assert np.isnan(formula.gradient(np.float64(w), np.float64(b))[0])
    with pytest.raises((ValueError, ArithmeticError)):
        formula.slope(w, b)
    assert formula.corner(w, b) == {"sign": "jump", "floor": "jump", "sqrt": None, "cbrt": None}.get(name, "kink")
    for side in (-np.inf, np.inf):
        beside = float(np.nextafter(w, side))
        if name == "sqrt" and beside < 0:
            continue
        with np.errstate(all="ignore"):
            assert np.isfinite(formula.gradient(np.float64(beside), np.float64(b))).all()
        assert np.isfinite(formula.slope(beside, b)).all()
        assert formula.corner(beside, b) is None


@pytest.mark.parametrize("name", sorted(decimals.FUNCTIONS))
def test_decimals_have_all_their_digits(name: str) -> None:
    """Beside mpmath, small and large."""
    exact: dict[str, Callable[..., Any]] = {f.kind: EXACT[n][0] for n, f in FUNCTIONS.items()} | {
        "sigmoid_slope": lambda x: mp.exp(-x) / (1 + mp.exp(-x)) ** 2, "tanh_slope": lambda x: mp.sech(x) ** 2,
        "abs_slope": mp.sign, "relu_slope": lambda x: mp.mpf(x > 0), "sign_slope": lambda x: mp.mpf(0),
    }  # fmt: skip
    for text in (
        "0.3",
        "-0.3",
        "1",
        "-1",
        "2.75",
        "-27",
        "1e-30",
        "-1e-30",
        "123456.789",
        "8e30",
        "-8e-30",
        "0.049",
        "5e-7",
    ):
        if text.startswith("-") and name in ("log", "log10", "sqrt"):
            continue
        with decimals.digits(40), mp.workdps(120):
            try:
                got = getattr(of, name)(Decimal(text))
            except decimals.AngleError:
                continue  # of more turns than there are digits for
            true = exact[name](mp.mpf(text))
            if abs(true) > mp.mpf(10) ** 100000 or abs(true) < mp.mpf(10) ** -100000:
                continue
            assert abs(mp.mpf(str(got)) - true) <= mp.mpf("2e-39") * abs(true), text


def test_the_floats_of_a_choice_keep_what_is_no_number() -> None:
    """A NaN that the larger one swallows would be a value where there is none."""
    for choose in (of.maximum, of.minimum):
        for a, b in ((np.nan, 1.0), (1.0, np.nan)):
            assert np.isnan(choose(a, b))
            assert np.isnan(choose(np.array([a]), b)).all()
    assert (of.maximum(2.0, 3.0), of.minimum(2.0, 3.0)) == (3.0, 2.0)
    assert (of.floor(np.inf), of.floor(-0.5), of.sign(-0.0)) == (np.inf, -1.0, 0.0)
