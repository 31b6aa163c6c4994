"""Slices: the loss along one parameter is the loss, its slope the partial derivative, and no line goes over a pole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from antigradient.local import H, UndefinedError
from antigradient.objectives.base import Array
from antigradient.scenario import Scenario, resolve
from antigradient.slices import Slice, Slices
from tests.library.references import SCENARIOS, label

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
#: Beside the start, on no axis of symmetry.
ASIDE = (0.37, -0.71, 0.53)


def point_of(scenario: Scenario) -> tuple[float, ...]:
    return tuple(t + by for t, by in zip(scenario.start, ASIDE, strict=False))


def placed(scenario: Scenario, one: Slice, value: float) -> Array:
    """The point with another value of the slice's parameter."""
    theta = np.array(point_of(scenario))
    theta[scenario.objective.parameters.index(one.parameter)] = value
    return theta


def drawn(f: str, point: tuple[float, float], **more: Any) -> Slices:
    return resolve({"f": f, "grid": 64, **more}).slices(point)


@each
def test_a_slice_is_the_loss_with_the_others_held(scenario: Scenario) -> None:
    found = scenario.slices(point_of(scenario))
    assert tuple(one.parameter for one in found.slices) == scenario.plane
    assert found.loss == float(scenario.loss(*np.array(point_of(scenario))))
    for one, (low, high) in zip(found.slices, (scenario.window[:2], scenario.window[2:]), strict=True):
        assert (one.axis[0], one.axis[-1], len(one.axis), one.undefined) == (low, high, 129, 0)
        for i in range(0, 129, 16):
            expected = float(scenario.loss(*placed(scenario, one, one.axis[i])))
            assert one.loss[i] == pytest.approx(expected, rel=1e-12, abs=1e-13)


@each
def test_the_tangent_touches_the_slice(scenario: Scenario) -> None:
    """Against central differences of single points; a slope wrong by a thousandth is seen."""
    point = np.array(point_of(scenario))
    found = scenario.slices(point.tolist())
    for one in found.slices:
        t = point[scenario.objective.parameters.index(one.parameter)]
        h = H * max(1.0, abs(t))
        high, low = (float(scenario.loss(*placed(scenario, one, to))) for to in (t + h, t - h))
        assert one.slope == pytest.approx((high - low) / ((t + h) - (t - h)), rel=1e-6, abs=1e-7)
        assert abs(one.slope) > 1e-3, "a flat place would take any slope"


@each
def test_the_range_holds_all_that_is_drawn(scenario: Scenario) -> None:
    found = scenario.slices(point_of(scenario))
    values = np.concatenate([[found.loss], *(one.loss for one in found.slices)])
    assert found.range == (values.min(), values.max())


def test_three_parameters_are_sliced_along_the_plane_through_the_point() -> None:
    scenario = resolve({"objective": "logistic-2", "plane": ("w1", "b"), "at": 9.0, "window": (-1, 1, -2, 3)})
    first, second = scenario.slices((0.1, 0.2, 0.3)).slices
    assert (first.parameter, second.parameter) == ("w1", "b")
    assert (second.axis[0], second.axis[-1]) == (-2.0, 3.0)
    loss: Any = scenario.loss
    assert second.loss[0] == pytest.approx(float(loss(0.1, 0.2, -2.0)), rel=1e-12), "the point's own w2, not the map's"


def test_where_there_is_no_value_there_is_none() -> None:
    one, other = drawn("log(w)+b", (1.0, 0.0), grid=129, window=(-4.0, 4.0, -4.0, 4.0)).slices
    assert np.array_equal(np.isnan(one.loss), one.axis <= 0)
    assert one.undefined == 65
    assert other.undefined == 0


@pytest.mark.parametrize("f", ["1/(w-0.3)+b", "tan(w)+b", "1/(w-0.31)^2", "abs(w-0.3)/(w-0.3)", "1/(w*b-0.5)"])
def test_no_line_goes_over_a_pole(f: str) -> None:
    """Between two neighbours with values the loss, looked at closely, has no leap."""
    found = drawn(f, (1.0, 1.0))
    one, formula = found.slices[0], resolve({"f": f}).loss
    assert 1 <= one.undefined <= 3
    assert np.all(np.diff(one.axis) > 0)
    whole = np.isfinite(one.loss[1:]) & np.isfinite(one.loss[:-1])
    assert whole.sum() >= 60
    with np.errstate(all="ignore"):
        for low, high in zip(one.axis[:-1][whole], one.axis[1:][whole], strict=True):
            between = np.asarray(formula(np.linspace(low, high, 4001), np.ones(4001)))
            assert np.abs(np.diff(between)).max() < 0.2 * (1e-9 + np.ptp(between)) + 1e-6, (low, high)


def test_beside_a_pole_the_range_is_that_of_the_rest() -> None:
    found = drawn("1/(w-0.3)+b", (1.0, 1.0), grid=257)
    low, high = found.range
    assert max(np.nanmax(one.loss) for one in found.slices) > 10 * high
    assert low < found.loss < high


def test_the_point_is_within_the_range_also_beyond_the_window() -> None:
    far = resolve({"objective": "bowl"}).slices((100.0, 100.0))
    assert far.range[1] == far.loss == 20_000 > max(one.loss.max() for one in far.slices)


@pytest.mark.parametrize(("f", "point"), [("log(w)", (-1.0, 0.0)), ("1/w", (0.0, 0.0)), ("sqrt(w)", (0.0, 0.0))])
def test_a_point_without_a_value_or_a_slope_is_refused(f: str, point: tuple[float, float]) -> None:
    with pytest.raises(UndefinedError):
        drawn(f, point)
