"""Contour levels: in order, inside, short, and where the valley is."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from antigradient.levels import choose_levels
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Array
from antigradient.scenario import resolve
from tests.fuzz import fuzzed

MAPS = {id: resolve({"objective": id}).surface() for id, o in OBJECTIVES.items() if len(o.parameters) == 2}

#: Losses from 0 to 1 of which few are low, so that nothing speaks against even steps.
HILL = np.sqrt(np.linspace(0.0, 1.0, 101))


def digits(level: float) -> int:
    """Significant digits of a number's shortest text."""
    return len(Decimal(repr(level)).normalize().as_tuple().digits)


@fuzzed(100)
@given(
    arrays(float, st.integers(1, 60), elements=st.floats(-1e300, 1e300)),
    st.integers(1, 64),
)
@example(np.array([1e6, 1e6 + 1e-5]), 64)
@example(np.array([1e8, 1e8 + 1.0, 1e8]), 64)
@example(np.array([0.0, 5e-324]), 3)
@example(np.array([-1.7e308, 1.7e308]), 20)
@example(np.array([1.0, np.nan, 2.0, np.inf]), 20)
def test_levels_increase_strictly_inside_the_range(loss: Array, count: int) -> None:
    levels = choose_levels(loss, count)
    finite = loss[np.isfinite(loss)]
    assert len(levels) <= count
    assert np.all(np.isfinite(levels))
    assert np.all(np.diff(levels) > 0)
    assert np.all((levels > finite.min()) & (levels < finite.max()))


@pytest.mark.parametrize("count", [1, 2, 20, 64])
@pytest.mark.parametrize("id", MAPS)
def test_shipped_maps_get_all_their_levels_in_few_digits(id: str, count: int) -> None:
    loss = MAPS[id].loss
    levels = choose_levels(loss, count)
    assert len(levels) == count
    gaps = np.diff(levels, prepend=loss.min())
    # As many digits as tell a level from its neighbours, and one to spare.
    for level, gap in zip(levels.tolist(), gaps, strict=True):
        assert digits(level) <= 3 + max(0, np.ceil(np.log10(abs(level) / gap)) if level else 0)


@pytest.mark.parametrize("id", MAPS)
def test_half_of_the_levels_show_the_valley(id: str) -> None:
    """The lower quartile of the cells gets half of the levels, unless even steps give it more."""
    loss = MAPS[id].loss
    quartile = np.quantile(loss, 0.25)
    below = np.count_nonzero(MAPS[id].levels <= quartile)
    crowded = loss.max() - loss.min() > 2.5 * (quartile - loss.min())
    assert below == pytest.approx(10, abs=1) if crowded else below >= 7


def test_levels_are_even_where_the_loss_is() -> None:
    levels = choose_levels(10 * HILL, 9)
    assert levels.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_cliff_of_decades_does_not_take_all_levels() -> None:
    loss = np.logspace(-3, 5, 10_000)
    levels = choose_levels(loss, 20)
    assert np.count_nonzero(levels < 1.0) >= 8
    assert levels[-1] > 1e4


@pytest.mark.parametrize("constant", [0.0, 1.0, -3e300, 1e-320])
def test_a_constant_loss_has_no_levels(constant: float) -> None:
    assert choose_levels(np.full((4, 4), constant), 20).size == 0
    wobble = constant * (1 + np.array([0, 1, -1, 2]) * 2e-16)
    assert choose_levels(wobble, 20).size == 0


def test_nothing_finite_has_no_levels() -> None:
    assert choose_levels(np.array([np.nan, np.inf, -np.inf]), 20).size == 0


def test_one_huge_outlier() -> None:
    loss = np.append(np.linspace(0.0, 1.0, 999), 1e12)
    levels = choose_levels(loss, 20)
    assert len(levels) == 20
    # Its decades need levels too, but the first still lies within the rest.
    assert levels[0] < 1e4


def test_negative_losses() -> None:
    levels = choose_levels(4 * HILL - 5, 7)
    assert levels.tolist() == [-4.5, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5]


def test_rounding_says_what_it_means() -> None:
    """3 · 0.1 is not written 0.30000000000000004."""
    levels = choose_levels(HILL, 9)
    assert [str(level) for level in levels.tolist()] == [f"0.{i}" for i in range(1, 10)]
