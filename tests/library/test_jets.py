"""Jets against mpmath: each function on its domain's plain and hard places, and every loss that ships."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient import directions
from antigradient import functions as of
from antigradient.directions import HIGHEST_ORDER, jet_line
from antigradient.jets import Jet
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import Scenario
from tests.library import references
from tests.library.references import SCENARIOS, label

EVERYWHERE = (-2.5, -0.4, 0.0, 1e-9, 0.7, 3.0)
POSITIVE = (1e-3, 0.4, 1.0, 7.5)


def mp_sigmoid(x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


def mp_softplus(x: Any) -> Any:
    return mp.log(1 + mp.exp(x))


#: name → our function, mpmath's, and where.
FUNCTIONS = {
    "sin": (of.sin, mp.sin, EVERYWHERE),
    "cos": (of.cos, mp.cos, EVERYWHERE),
    "tan": (of.tan, mp.tan, EVERYWHERE),
    "exp": (of.exp, mp.exp, (*EVERYWHERE, -700.0, 700.0)),
    "log": (of.log, mp.log, POSITIVE),
    "sqrt": (of.sqrt, mp.sqrt, POSITIVE),
    "tanh": (of.tanh, mp.tanh, (*EVERYWHERE, -25.0, 25.0, 300.0)),
    "sigmoid": (of.sigmoid, mp_sigmoid, (*EVERYWHERE, -45.0, 45.0, 600.0, -600.0)),
    "softplus": (of.softplus, mp_softplus, (*EVERYWHERE, -45.0, 45.0, -600.0)),
    "sigmoid_slope": (of.sigmoid_slope, lambda x: mp_sigmoid(x) * mp_sigmoid(-x), (*EVERYWHERE, 45.0, -600.0)),
    "tanh_slope": (of.tanh_slope, lambda x: mp.sech(x) ** 2, (*EVERYWHERE, 25.0, -300.0)),
    "abs": (abs, abs, (-2.0, 0.5)),
    "atan": (of.atan, mp.atan, (*EVERYWHERE, -45.0)),
    "log10": (of.log10, mp.log10, POSITIVE),
    "cbrt": (of.cbrt, lambda x: mp.sign(x) * mp.cbrt(abs(x)), (-2.5, -0.4, 0.7, 3.0)),
    "sign": (of.sign, mp.sign, (-2.0, 0.5)),
    "floor": (of.floor, mp.floor, (-2.5, 0.7)),
    "maximum": (lambda x: of.maximum(x, x * x - 1.0), lambda x: max(x, x * x - 1), (-2.5, 0.7)),
    "minimum": (
        lambda x: of.minimum(0.5, of.minimum(x * x, x)),
        lambda x: min(x * x, x, mp.mpf(0.5)),
        (-2.5, 0.3, 0.9),
    ),
    "power 3": (lambda x: x**3, lambda x: x**3, EVERYWHERE),
    "power 11": (lambda x: x**11, lambda x: x**11, EVERYWHERE),
    "power -3": (lambda x: x**-3, lambda x: x**-3, (-2.5, 0.4)),
    "power 0": (lambda x: x**0, lambda x: mp.mpf(1), EVERYWHERE),
    "power 2.5": (lambda x: x**2.5, lambda x: x ** mp.mpf("2.5"), POSITIVE),
    "power -0.5": (lambda x: x**-0.5, lambda x: x ** mp.mpf("-0.5"), POSITIVE),
    "power 101": (lambda x: x**101.0, lambda x: x**101, (-1.1, 0.9)),
    "two to x": (lambda x: 2.0**x, lambda x: mp.mpf(2) ** x, EVERYWHERE),
    "x to x": (lambda x: x**x, lambda x: x**x, POSITIVE),
    "one over": (lambda x: 1.0 / x, lambda x: 1 / x, (-2.5, 0.7)),
    "quotient": (lambda x: (x - 2.0) / (x * x + 1.0), lambda x: (x - 2) / (x * x + 1), EVERYWHERE),
}


def series(f: Callable[..., Any], at: Any, along: list[Any], order: int) -> list[Any]:
    """Taylor coefficients of f(at(t)) by mpmath, `at` a polynomial."""
    digits = 400 if abs(at) > 50 else 200 if abs(at) > 20 or 0 < abs(at) < 1e-6 else 50
    with mp.workdps(digits):  # 1 − σ(600) is 1e-261
        return [mp.mpf(c) for c in mp.taylor(lambda t: f(at + sum(a * t**k for k, a in enumerate(along, 1))), 0, order)]


def agrees(got: list[float], expected: list[Any], relative: float = 1e-13) -> bool:
    """Each coefficient to a relative error, of the larger of it and a thousandth of its largest neighbour."""
    sizes = [abs(c) for c in expected]
    for k, (ours, true) in enumerate(zip(got, expected, strict=True)):
        scale = max(sizes[k], mp.mpf("1e-3") * max(sizes[max(0, k - 1) : k + 2]), mp.mpf(2) ** -1000)
        if not abs(mp.mpf(float(ours)) - true) <= relative * (1 + k) * scale:
            return False
    return True


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_match_mpmath_to_every_order(name: str) -> None:
    ours, exact, places = FUNCTIONS[name]
    for x in places:
        for along in ((1.0,), (0.3, -0.2, 0.0, 0.1)):
            with np.errstate(all="ignore"):
                got = ours(Jet((np.float64(x), *along), HIGHEST_ORDER))
            expected = series(exact, mp.mpf(x), [mp.mpf(a) for a in along], HIGHEST_ORDER)
            tolerance = 1e-13 if abs(x) < 50 else 1e-11  # e^600 knows its argument to 600 ε
            assert agrees([got[k] for k in range(HIGHEST_ORDER + 1)], expected, tolerance), (x, along)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
def test_every_loss_matches_mpmath_to_every_order(scenario: Scenario) -> None:
    loss, exact = scenario.loss, references.reference(scenario)
    rng = np.random.default_rng(3)
    p = len(loss.parameters)
    point, u = rng.uniform(-1.5, 1.5, p), rng.uniform(-1, 1, p)
    got = loss.series(*jet_line(list(point), list(u), HIGHEST_ORDER))
    with mp.workdps(60):
        theta, along = [mp.mpf(t) for t in point], [mp.mpf(t) for t in u]
        expected = mp.taylor(lambda t: exact(*(x + t * d for x, d in zip(theta, along, strict=True))), 0, HIGHEST_ORDER)
        scale = max(abs(c) for c in expected)
        for k in range(HIGHEST_ORDER + 1):
            assert abs(mp.mpf(float(got[k])) - expected[k]) <= 1e-13 * scale, k


@pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
def test_gradients_and_hessians_agree_with_the_analytic_ones(scenario: Scenario) -> None:
    loss, p = scenario.loss, len(scenario.objective.parameters)
    places = np.random.default_rng(4).uniform(-2, 2, (p, 7))
    for got, expected in (
        (directions.gradient(loss.series, *places), loss.gradient(*places)),
        (directions.hessian(loss.series, *places), loss.hessian(*places)),
    ):
        flat = _flat(got)
        exact = _flat(expected)
        scale = max(float(np.abs(e).max()) for e in exact)
        for ours, true in zip(flat, exact, strict=True):
            assert np.all(np.abs(ours - true) <= 1e-12 * scale)


def _flat(nested: Any) -> list[np.ndarray]:
    """Entries of a vector or matrix of arrays, each spread over the seven places."""
    if isinstance(nested, list | tuple):
        return [entry for part in nested for entry in _flat(part)]
    return [np.broadcast_to(np.asarray(nested, dtype=float), (7,))]


@pytest.mark.parametrize("id", OBJECTIVES)
def test_one_definition_serves_points_and_grids(id: str) -> None:
    loss = next(s for s in SCENARIOS if s.objective.id == id).loss
    rng = np.random.default_rng(5)
    p = len(loss.parameters)
    w, u = rng.uniform(-1, 1, (p, 3, 4)), rng.uniform(-1, 1, (p, 3, 4))
    grid = loss.series(*jet_line(list(w), list(u), 5)).coefficients()
    assert grid.shape == (6, 3, 4)
    alone = loss.series(*jet_line(list(w[:, 1, 2]), list(u[:, 1, 2]), 5)).coefficients()
    assert np.allclose(grid[:, 1, 2], alone, rtol=1e-13, atol=1e-13)


def test_a_polynomial_ends_where_it_ends() -> None:
    (x,) = jet_line([np.inf], [1.0], 8)  # no 0·∞ may leak into coefficients that do not exist
    assert len((x * x * x).c) == 4
    cubic = jet_line([2.0], [1.0], 8)[0] ** 3
    assert [cubic[k] for k in range(9)] == [8, 12, 6, 1, 0, 0, 0, 0, 0]


def test_whole_powers_are_exact_at_zero_and_for_negative_bases() -> None:
    zero, minus = jet_line([0.0, -3.0], [1.0, 1.0], 4)
    assert [(zero**2)[k] for k in range(5)] == [0, 0, 1, 0, 0]
    assert [(minus**3)[k] for k in range(5)] == [-27, 27, -9, 1, 0]
    with np.errstate(all="ignore"):
        assert np.all((zero**65).coefficients() == 0)


@pytest.mark.parametrize(
    ("coefficients", "expected"),
    [
        ((0.0, 2.0), [0, np.nan, np.nan, np.nan]),  # |2t| has a kink
        ((0.0, 0.0, -3.0), [0, 0, 3, 0]),  # |−3t²| = 3t² has none
        ((0.0, 0.0, 0.0, 1.0), [0, 0, 0, np.nan]),  # |t³| has two derivatives
        ((0.0,), [0, 0, 0, 0]),
        ((-1.0, 2.0, 0.5), [1, -2, -0.5, 0]),
    ],
)
def test_abs_is_honest_at_its_kink(coefficients: tuple[float, ...], expected: list[float]) -> None:
    got = abs(Jet([np.float64(c) for c in coefficients], 3))
    assert np.array_equal(got.coefficients(), expected, equal_nan=True)
    rows = abs(Jet([np.full(2, c) for c in coefficients], 3)).coefficients()
    assert np.array_equal(rows[:, 1], expected, equal_nan=True)


def test_what_is_undefined_is_nan() -> None:
    zero, minus = jet_line([0.0, -1.0], [1.0, 1.0], 2)
    with np.errstate(all="ignore"):
        assert np.array_equal(of.sqrt(zero).coefficients(), [0, np.nan, np.nan], equal_nan=True)
        assert np.all(np.isnan(of.log(minus).coefficients()))
        assert np.all(np.isnan((minus**0.5).coefficients()))
        assert np.array_equal((zero**2.5).coefficients(), [0, 0, 0])  # from the right, as far as it goes
        assert not np.any(np.isfinite((1.0 / zero).coefficients()))


def test_arrays_and_jets_mix_in_any_order() -> None:
    (x,) = jet_line([np.array([1.0, 2.0])], [1.0], 2)
    a = np.array([3.0, 4.0])
    for mixed, constant in ((a + x, [4, 6]), (a - x, [2, 2]), (a * x, [3, 8]), (a / x, [3, 2]), (x - a, [-2, -2])):
        assert isinstance(mixed, Jet)
        assert np.array_equal(mixed[0], constant)


@pytest.mark.parametrize("x", [-800.0, -40.0, 0.0, 40.0, 800.0])
def test_floats_and_arrays_agree(x: float) -> None:
    for f in (of.sigmoid, of.sigmoid_slope, of.tanh_slope, of.softplus):
        assert f(x) == pytest.approx(float(f(np.array([x]))[0]), rel=1e-15, abs=0)
