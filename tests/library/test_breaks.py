"""Poles on the map: no line or band goes through a cell in which the loss is not continuous; others are untouched."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from antigradient.figure.scene.stationary import stationary_points
from antigradient.formula import parse
from antigradient.formula.intervals import FormulaBreakTest, Interval
from antigradient.objectives.base import Array
from antigradient.scenario import Scenario, resolve
from antigradient.surfaces import Surface, compute_surface
from tests.fuzz import seeds
from tests.library.references import SCENARIOS, label
from tests.library.test_values import random_text

#: Formula, where it breaks: a function of w and b that changes its sign there.
BROKEN: dict[str, Callable[[Array, Array], Array]] = {
    "1/(w-0.3)": lambda w, b: w - 0.3,
    "tan(w)": lambda w, b: np.cos(w),
    "1/(w-b+0.01)": lambda w, b: w - b + 0.01,
    "1/(w*b-0.51)": lambda w, b: w * b - 0.51,
    "1/sin(w*b+0.1)": lambda w, b: np.sin(w * b + 0.1),
    "tanh(1/(w-0.3b-0.11))": lambda w, b: w - 0.3 * b - 0.11,
    "abs(w-0.3)/(w-0.3)": lambda w, b: w - 0.3,
    "1/(w-0.31)^2": lambda w, b: w - 0.31,
    "log((w-0.31)^2)": lambda w, b: w - 0.31,
    "sin(40w+0.1)/(b-0.11)": lambda w, b: b - 0.11,
    "sign(w-0.3b-0.11)+b^2": lambda w, b: w - 0.3 * b - 0.11,
    "floor(w/9+0.7)": lambda w, b: w / 9 - 0.3,
    "log10(max((w-0.31)^2,0))": lambda w, b: w - 0.31,
}
#: Formulas whose parts look as if they might break, and do not, though some have places without a value.
WHOLE = [
    "1/(w^2+0.01)", "1/(w^2+b^2+0.001)", "w/(1+exp(-w))", "log(1+w^2+4b^2)", "sqrt(w^2+b^2+0.01)", "abs(w)^1.5+b^2",
    "sqrt(w-b)", "(w-b)^0.5", "w-log(w)+b^2", "sin(w-0.01)/(w-0.01)", "1/(2+sin(9w)*cos(9b))", "w^2/3+b/0.5",
    "tan(w/9)", "max(w,b)+|w*b|", "min(w,b^2,1)", "relu(w-b)^2", "cbrt(w-b)", "atan(9w)", "log10(1+w^2)",
    "floor(b/9+0.51)", "sign(w+9)*b",
    "exp(-1/(w^2+0.1))", "(1+w^2)^(b/4)",
]  # fmt: skip


def drawn(f: str, grid: int = 65) -> Surface:
    return resolve({"f": f, "grid": grid}).surface()


def pieces(found: Surface) -> tuple[list[Array], list[Array]]:
    return [piece for line in found.contours() for piece in line.pieces], [
        ring for band in found.bands() for polygon in band.polygons for ring in polygon
    ]


@pytest.mark.parametrize("f", BROKEN)
def test_nothing_is_drawn_across_a_pole(f: str) -> None:
    found, sign = drawn(f), BROKEN[f]
    assert found.broken is not None
    lines, rings = pieces(found)
    assert rings
    for piece in (*lines, *rings):
        w, b = piece.T
        side = np.sign(sign(w, b))
        # A segment lies in one cell: its ends are on one side of the pole, whatever the loss is there.
        assert np.all(side[1:] * side[:-1] >= 0), f


@pytest.mark.parametrize("f", BROKEN)
def test_what_is_left_out_is_a_strip(f: str) -> None:
    found, sign = drawn(f), BROKEN[f]
    assert found.broken is not None
    w, b = np.meshgrid(found.w, found.b)
    across = np.sign(sign(w, b))
    corners = np.stack([across[1:, 1:], across[1:, :-1], across[:-1, 1:], across[:-1, :-1]])
    crossed = np.ptp(corners, axis=0) > 0
    assert np.all(found.broken.cells >= crossed)
    near = np.pad(crossed, 2)
    n, m = crossed.shape
    reach = np.logical_or.reduce([near[j : j + n, i : i + m] for j in range(5) for i in range(5)])
    assert np.all(found.broken.cells <= reach)


@pytest.mark.parametrize("f", WHOLE)
def test_continuous_losses_are_not_cut(f: str) -> None:
    assert drawn(f).broken is None


@pytest.mark.parametrize("f", ["w^2+b^2", "sin(w)cos(b)+(w^2+b^2)/10", "abs(w)+2abs(b)"])
def test_formulas_without_poles_are_not_even_asked(f: str) -> None:
    formula = parse(f)
    assert not formula.value.breaking
    assert not drawn(f).poles


@pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
def test_shipped_losses_have_no_poles(scenario: Scenario) -> None:
    if scenario.objective.id != "custom":
        found = scenario.surface()
        assert found.broken is None
        assert not found.poles


@pytest.mark.parametrize("f", ["1/(w-0.3)", "tan(w)", "1/(w*b)", "1/(w-0.3)+b^2"])
def test_a_pole_is_no_minimum(f: str) -> None:
    scenario = resolve({"f": f})
    found = scenario.surface()
    assert not found.minimum_inside
    assert not [point for point in stationary_points(scenario, found) if point.kind == "minimum"]


def test_a_minimum_beside_a_half_plane_is_one() -> None:
    assert resolve({"f": "w-log(w)+b^2"}).surface().minimum_inside
    assert resolve({"objective": "bowl"}).surface().minimum_inside
    assert not resolve({"objective": "bowl", "window": (1, 3, 1, 3)}).surface().minimum_inside


def test_levels_are_not_spent_on_the_pole() -> None:
    found = drawn("1/(w-0.3)", 129)
    assert np.abs(found.levels).max() < 0.1 * np.nanmax(np.abs(found.loss))
    assert len(found.levels) > 10


def test_a_map_of_nothing_but_poles_is_drawn_in_time() -> None:
    found = drawn("tan(1000w*b)", 65)
    assert found.contours() is not None
    assert found.bands() is not None


# Intervals hold what they promise.


@seeds(2)
def test_intervals_hold_every_value_and_tell_every_break(seed: int) -> None:
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    checked = 0
    for _ in range(60):
        formula = parse(random_text(rng, rng.choice([1, 2, 2, 3])))
        low = numbers.uniform(-3, 3, (2, 40))
        high = low + numbers.uniform(0, 0.5, (2, 40))
        with np.errstate(all="ignore"):
            (interval,) = formula.value.intervals([Interval(low[0], high[0]), Interval(low[1], high[1])])
            inside = low[:, :, None] + (high - low)[:, :, None] * numbers.uniform(size=(2, 40, 25))
            values = np.broadcast_to(formula(*inside), inside.shape[1:])
        below, above = (np.broadcast_to(x, 40)[:, None] for x in (interval.low, interval.high))
        whole = ~np.broadcast_to(interval.broken, 40)
        finite = np.isfinite(values) & whole[:, None]
        slack = np.where(finite, 1e-9 * (1 + np.abs(values)), 0.0)
        assert np.all((values >= below - slack) | ~finite), formula.text
        assert np.all((values <= above + slack) | ~finite), formula.text
        if "sin" not in formula.text and "cos" not in formula.text:
            assert not np.any(np.isnan(values) & whole[:, None]), formula.text
        checked += int(finite.sum())
    assert checked > 5_000


def test_a_cell_without_width_is_a_side() -> None:
    asked = FormulaBreakTest(parse("1/(w-0.3)"))
    low, high = [np.array([0.0, 0.4, 0.3])] * 2, [np.array([0.5, 0.5, 0.3]), np.array([0.0, 0.4, 0.3])]
    assert asked.suspected(low, high).tolist() == [True, False, True]


def test_surfaces_of_a_loss_that_knows_nothing_of_breaks_are_as_they_were() -> None:
    scenario = resolve({})
    found = compute_surface(scenario.loss, (-4, 4, -4, 4), 9, 5)
    assert found.broken is None


@pytest.mark.parametrize("f", ["log(1+exp(900w))", "(log(1+exp(abs(60w)^3)))^1.5", "log(exp(-800w)+1)"])
def test_an_exponential_that_overflows_inside_a_logarithm_is_no_infinite_bound(f: str) -> None:
    formula = parse(f)
    low = np.array([[-1.5, 0.9, 1.0, 2.0], [0.0, 0.0, 0.0, 0.0]])
    high = low + 0.25
    with np.errstate(over="ignore"):
        (interval,) = formula.value.intervals([Interval(low[0], high[0]), Interval(low[1], high[1])])
        for share in (0.0, 0.5, 1.0):
            value = formula(*(low + share * (high - low)))
            assert np.isfinite(value).all()
            assert np.all((interval.low <= value * (1 + 1e-12)) & (value <= interval.high * (1 + 1e-12)))
