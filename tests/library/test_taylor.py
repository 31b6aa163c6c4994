"""What steps promise and what they do: terms, remainders, quarter turns and curves, for every loss that ships."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, factorial, hypot, radians
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.formula import parse
from antigradient.geometry import exact_turn
from antigradient.local import UndefinedError, analyse_point
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Array, Loss
from antigradient.objectives.custom import CUSTOM, PRESETS
from antigradient.scenario import Scenario, resolve
from antigradient.taylor_series import direction_of, expansion, rotated_direction, step
from tests.library import references
from tests.library.references import SCENARIOS, label

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
PLANAR = [s for s in SCENARIOS if len(s.objective.parameters) == 2]
each_planar = pytest.mark.parametrize("scenario", PLANAR, ids=label)


def custom(f: str) -> Loss:
    return CUSTOM.bind(None, None, {"f": f})


def somewhere(scenario: Scenario, seed: int = 11) -> tuple[tuple[float, float], Array]:
    """A point near the window's middle and a direction of length 1."""
    rng = np.random.default_rng(seed)
    p = len(scenario.objective.parameters)
    u = rng.normal(size=p)
    return tuple(rng.uniform(-1.2, 1.2, p).tolist()), u / hypot(*u)


def exactly(scenario: Scenario, point: tuple[float, float], u: Array, eta: float) -> Callable[..., Any]:
    """t ↦ L(θ + tηu) in mpmath's numbers."""
    exact, at = references.reference(scenario), [mp.mpf(t) for t in point]
    return lambda t: exact(*(x + t * mp.mpf(eta * d) for x, d in zip(at, u, strict=True)))


@each
def test_terms_match_mpmath_and_add_up(scenario: Scenario) -> None:
    point, u = somewhere(scenario)
    eta = 0.3
    found = step(scenario.loss, point, direction_of(u.tolist()), eta, order=6)
    with mp.workdps(50):
        expected = mp.taylor(exactly(scenario, point, u, eta), 0, 6)
        scale = float(max(abs(c) for c in expected))
    assert [term.order for term in found.taylor] == [1, 2, 3, 4, 5, 6]
    promised = 0.0
    for term in found.taylor:
        assert abs(term.term - float(expected[term.order])) <= 1e-13 * scale
        promised += term.term
        assert term.sum == promised
        assert term.remainder == found.actual - term.sum
    assert found.taylor[0].term == eta * found.dot


@each
def test_halving_is_that_of_the_exact_remainders(scenario: Scenario) -> None:
    """`shrinks` beside the remainders at η and η/2 in 50 digits; where it is not given, rounding is all there is."""
    point, u = somewhere(scenario)
    eta = 0.3
    found = step(scenario.loss, point, direction_of(u.tolist()), eta, order=8)
    with mp.workdps(50):
        along = exactly(scenario, point, u, eta)
        series = mp.taylor(along, 0, 8)
        for term in found.taylor:
            whole, half = (
                along(t) - sum(c * t**n for n, c in enumerate(series[: term.order + 1]))
                for t in (mp.mpf(1), mp.mpf("0.5"))
            )
            if abs(half) < 1e-11 * max(map(abs, series)):
                assert np.isnan(term.shrinks) or term.shrinks == pytest.approx(float(abs(whole / half)), rel=0.02)
            else:
                assert term.shrinks == pytest.approx(float(abs(whole / half)), rel=5e-3)


@each
def test_second_order_is_the_hessian_of_the_lens(scenario: Scenario) -> None:
    point, u = somewhere(scenario)
    found = step(scenario.loss, point, direction_of(u.tolist()), 1.0)
    here = analyse_point(scenario.loss, point)
    assert found.taylor[1].term == pytest.approx(0.5 * u @ here.hessian @ u, rel=1e-10, abs=1e-12)
    assert found.norm_gradient == pytest.approx(here.norm, rel=1e-15)


@each
@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_the_remainder_shrinks_as_the_next_power_of_eta(scenario: Scenario, order: int) -> None:
    """Halving η divides the remainder of order n by 2ⁿ⁺¹, where the next term is there and above rounding."""
    point, u = somewhere(scenario)
    along = direction_of(u.tolist())
    checked = 0
    for eta in (0.8, 0.4, 0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625, 0.003125):
        wide, narrow = (step(scenario.loss, point, along, e, order=order + 2) for e in (eta, eta / 2))
        following, beyond = narrow.taylor[order].term, narrow.taylor[order + 1].term
        rounding = 1e-15 * (1 + abs(float(scenario.loss(*np.array(point)))))
        if abs(following) < 100 * rounding or abs(beyond) > 0.05 * abs(following):
            continue
        ratio = wide.taylor[order - 1].remainder / narrow.taylor[order - 1].remainder
        assert np.log2(ratio) == pytest.approx(order + 1, abs=0.2)
        checked += 1
    if scenario.objective.id in ("sigmoid-squared", "sigmoid-log", "logistic-2", "mccormick"):
        assert checked  # these have terms of every order: the test must not skip them all


@each_planar
@pytest.mark.parametrize("length", [None, 1.0, 0.37, 3.3])
def test_quarter_turns_are_exact(scenario: Scenario, length: float | None) -> None:
    point, _ = somewhere(scenario)
    for beta, angle, sign in ((0, 0.0, 1), (90, 90.0, 0), (180, 180.0, -1), (270, 90.0, 0)):
        found = step(scenario.loss, point, rotated_direction(scenario.loss, point, beta, length), 0.1)
        assert found.beta == angle
        assert found.cos_beta == sign
        assert np.sign(found.dot) == sign
        assert found.taylor[0].term == 0.1 * found.dot
        assert found.favourable is (sign < 0)
        assert found.norm_u == pytest.approx(length or found.norm_gradient, rel=1e-15)


@each_planar
def test_turned_directions_have_the_angle_that_was_asked_for(scenario: Scenario) -> None:
    point, _ = somewhere(scenario)
    g = np.array(analyse_point(scenario.loss, point).gradient)
    for beta in range(0, 360, 7):
        found = step(scenario.loss, point, rotated_direction(scenario.loss, point, beta), 0.1)
        assert found.beta == pytest.approx(min(beta, 360 - beta), abs=1e-12)
        assert found.dot == pytest.approx(found.k_norms * cos(radians(beta)), rel=1e-12, abs=1e-14 * found.k_norms)
        side = g[0] * found.u[1] - g[1] * found.u[0]  # counter-clockwise from the gradient
        assert np.sign(side) == (0 if beta == 0 else 1 if beta < 180 else -1)


def test_exact_turns() -> None:
    degrees = np.arange(-720.0, 721.0, 15.0)
    c, s = exact_turn(degrees)
    assert np.allclose(c, np.cos(np.radians(degrees)), atol=2e-15)
    assert np.allclose(s, np.sin(np.radians(degrees)), atol=2e-15)
    quarters = degrees % 90 == 0
    assert set(np.abs(c[quarters])) == set(np.abs(s[quarters])) == {0.0, 1.0}


@each_planar
def test_curves_are_the_steps_themselves(scenario: Scenario) -> None:
    loss = scenario.loss
    point, u = somewhere(scenario)
    eta = 0.4
    found = step(loss, point, direction_of(u.tolist()), eta)
    curve = found.eta_curve
    assert {name: len(column) for name, column in curve.items()} == dict.fromkeys(curve, 101)
    assert curve["eta"][0] == 0 == curve["actual"][0] == curve["order3"][0]
    assert curve["eta"][50] == eta
    assert curve["actual"][50] == pytest.approx(found.actual, rel=1e-12, abs=1e-14)
    for i in (20, 50, 100):
        alone = step(loss, point, direction_of(u.tolist()), float(curve["eta"][i]))
        for n in (1, 2, 3):
            assert curve[f"order{n}"][i] == pytest.approx(alone.taylor[n - 1].sum, rel=1e-12, abs=1e-14)

    circle = found.beta_curve
    assert circle is not None
    assert {name: len(column) for name, column in circle.items()} == dict.fromkeys(circle, 361)
    assert circle["first_order"].argmin() == 180
    assert circle["first_order"][90] == circle["first_order"][270] == 0
    for beta in (0, 33, 90, 180, 251):
        alone = step(loss, point, rotated_direction(loss, point, beta, length=found.norm_u), eta)
        scale = abs(alone.taylor[1].sum) + abs(alone.taylor[0].term) + abs(alone.actual)
        assert circle["first_order"][beta] == pytest.approx(alone.taylor[0].term, abs=1e-12 * scale)
        assert circle["second_order"][beta] == pytest.approx(alone.taylor[1].sum, abs=1e-10 * scale)
        assert circle["actual"][beta] == pytest.approx(alone.actual, abs=1e-10 * scale + 1e-13)
    assert circle["actual"][0] == pytest.approx(circle["actual"][360], rel=1e-15)


def test_three_parameters_have_no_circle() -> None:
    scenario = resolve({"objective": "logistic-2"})
    found = step(scenario.loss, (0.1, -0.2, 0.3), direction_of((1.0, 0.0, 0.0)), 0.1)
    assert found.beta_curve is None
    assert len(found.eta_curve["actual"]) == 101


def test_a_step_of_length_zero_has_no_angle() -> None:
    found = step(custom("w^2+b^2"), (1.0, 1.0), direction_of((0.0, 0.0)), 0.1)
    assert np.isnan(found.beta)
    assert not found.favourable
    assert [term.term for term in found.taylor] == [0, 0, 0, 0]


def test_at_a_minimum_there_is_nothing_to_turn_from() -> None:
    bowl = custom("w^2+b^2")
    with pytest.raises(UndefinedError):
        rotated_direction(bowl, (0.0, 0.0), 90)
    found = step(bowl, (0.0, 0.0), direction_of((1.0, 1.0)), 0.5)
    assert np.isnan(found.beta)
    assert found.beta_curve is None
    assert found.actual == found.taylor[1].sum == 0.5


def test_a_step_out_of_the_domain_has_terms_and_no_outcome() -> None:
    found = step(custom("w-log(w)+b^2"), (0.5, 1.0), direction_of((-1.0, 0.0)), 1.0)
    assert found.taylor[0].term == pytest.approx(1.0)
    assert np.isnan(found.actual)
    assert all(np.isnan(term.remainder) for term in found.taylor)
    assert np.isfinite(found.eta_curve["actual"][:25]).all()
    with pytest.raises(UndefinedError):
        step(custom("log(w)"), (-1.0, 0.0), direction_of((1.0, 0.0)), 0.1)


@pytest.mark.parametrize("scale", [1e-200, 1e-100, 1e100])
def test_tiny_and_huge_gradients_keep_their_sign_and_angle(scale: float) -> None:
    loss = custom(f"{scale!r}*(w+2b)")
    found = step(loss, (1.0, 1.0), rotated_direction(loss, (1.0, 1.0), 180), 1.0)
    assert found.beta == 180
    assert found.cos_beta == -1
    assert found.favourable


# One dimension.


def test_the_cube_is_exact_at_its_third_term() -> None:
    found = expansion(parse("x^3", ("x",)), 2.0, 0.5)
    assert found.value == 8
    assert found.actual == 7.625
    assert [term.term for term in found.taylor] == [6, 1.5, 0.125, 0]
    assert [term.sum for term in found.taylor] == [6, 7.5, 7.625, 7.625]
    assert [term.remainder for term in found.taylor] == [1.625, 0.125, 0, 0]


@pytest.mark.parametrize(
    ("f", "exact", "x"),
    [
        ("exp(x)", mp.exp, 0.7),
        ("sin(x)/x", lambda x: mp.sin(x) / x, 1.3),
        ("x^x", lambda x: x**x, 1.4),
        ("sigmoid(3x)-tanh(x)", lambda x: 1 / (1 + mp.exp(-3 * x)) - mp.tanh(x), -0.3),
        ("sqrt(1+x^2)", lambda x: mp.sqrt(1 + x * x), 0.0),
        ("7", lambda x: mp.mpf(7), 0.5),
    ],
)
def test_expansions_match_mpmath(f: str, exact: Callable[..., Any], x: float) -> None:
    delta = 0.25
    found = expansion(parse(f, ("x",)), x, delta, order=8)
    with mp.workdps(50):
        for term in found.taylor:
            derivative = mp.diff(exact, mp.mpf(x), term.order) / factorial(term.order)
            assert term.term == pytest.approx(float(derivative * mp.mpf(delta) ** term.order), rel=1e-12, abs=1e-15)


def test_an_expansion_at_a_kink_or_outside_the_domain_is_honest() -> None:
    kinked = expansion(parse("abs(x)", ("x",)), 0.0, 0.5)
    assert kinked.actual == 0.5
    assert np.isnan(kinked.taylor[0].term)
    with pytest.raises(UndefinedError):
        expansion(parse("log(x)", ("x",)), -1.0, 0.5)


# Where lecture notes are loose, the numbers are not.


def test_a_step_at_180_degrees_can_raise_the_loss() -> None:
    columns = resolve({"data": "cs7015", "optimiser": "gd", "eta": 10.0, "start": (-2.0, -2.0)}).ledger().columns
    assert columns["beta"][11] == 180
    assert columns["actual"][11] > 0
    assert columns["first_order"][11] < 0


def test_both_curvatures_are_negative_at_the_start() -> None:
    assert max(analyse_point(resolve({"data": "cs7015"}).loss, (-2.0, -2.0)).eigenvalues) < 0


def test_momentum_can_step_uphill() -> None:
    given = {"data": "cs7015", "optimiser": "momentum", "gamma": 0.9, "eta": 1.0, "start": (-2.0, -2.0)}
    columns = resolve(given).ledger().columns
    assert columns["beta"][23] == pytest.approx(52, abs=1)
    assert columns["first_order"][23] > 0


@pytest.mark.parametrize("id", OBJECTIVES)
def test_steps_from_every_default_start_are_defined(id: str) -> None:
    scenario = resolve({"objective": id})
    u = [-g for g in analyse_point(scenario.loss, scenario.start).gradient]
    found = step(scenario.loss, scenario.start, direction_of(u), scenario.numbers["eta"], order=8)
    assert found.beta == 180
    assert np.isfinite([term[:4] for term in found.taylor]).all()


@pytest.mark.parametrize("preset", PRESETS, ids=[name for name, _ in PRESETS])
def test_presets_can_be_stepped_from_somewhere(preset: tuple[str, str]) -> None:
    found = step(custom(preset[1]), (1.1, 0.7), rotated_direction(custom(preset[1]), (1.1, 0.7), 150), 0.1)
    assert np.isfinite([term[:4] for term in found.taylor]).all()
