"""The lowest places of a map: minima of the loss, where it has them there, and nothing at the map's edge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from antigradient.figure import draw
from antigradient.figure.scene import lowest_places
from antigradient.objectives import OBJECTIVES
from antigradient.rates import minimum_below
from antigradient.scenario import Scenario, resolve

#: Losses that are lowest at the edge of their own window.
WITHOUT = {"cubic", "saddle"}
#: Typed losses, and how many places of the usual window are lowest.
TYPED = {
    "(w^2+b-11)^2+(w+b^2-7)^2": 4,
    "(w-0.013)^2+(b+0.4)^2": 1,
    "sin(w)+b^2": 1,
    "sin(2w)+b^2": 3,
    "2w^2-1.05w^4+w^6/6+w*b+b^2": 1,
    "w^2": 0,
    "(w-b)^2": 0,
    "(w^2-1)^2": 0,
    "0w": 0,
    "w+b": 0,
    "w^2-b^2": 0,
    "w^3+b^2": 0,
    "log(w)+b^2": 0,
    "1/w+b^2": 0,
    "sin(9w)+sin(9b)": 0,  # too many
    "log(-1-w^2)": 0,
}


def places(**given: Any) -> list[tuple[float, float]]:
    scenario = resolve(given)
    return lowest_places(scenario, scenario.surface())


def is_lowest(scenario: Scenario, place: tuple[float, float]) -> bool:
    """By the loss itself: no point of a dense grid of the map is lower than there, but for the place's own doubt."""
    w_min, w_max, b_min, b_max = scenario.window
    w, b = np.meshgrid(np.linspace(w_min, w_max, 501), np.linspace(b_min, b_max, 501))
    values = scenario.loss.on_grid(*scenario.theta_at(w, b))
    here = scenario.loss.on_grid(*scenario.theta_at(*(np.array([[value]]) for value in place)))[0, 0]
    return bool(here <= np.nanmin(values) + 1e-4 * np.nanstd(values))


@pytest.mark.parametrize("id", OBJECTIVES)
def test_every_loss_is_marked_where_it_is_lowest(id: str) -> None:
    scenario = resolve({"objective": id})
    found = places(objective=id)
    assert bool(found) == (id not in WITHOUT)
    assert all(is_lowest(scenario, place) for place in found)
    if minima := OBJECTIVES[id].minima:
        least = min(m.loss for m in minima)
        assert found == [m.point for m in minima if m.loss == least]


@pytest.mark.parametrize("id", [id for id, o in OBJECTIVES.items() if len(o.parameters) == 2 and not o.minima])
@pytest.mark.parametrize("grid", [33, 129])
def test_where_no_minimum_is_known_it_is_found_by_the_grid(id: str, grid: int) -> None:
    """To half a pixel and better on a map of 600, however coarse the grid."""
    if id in WITHOUT:
        return
    scenario = resolve({"objective": id, "grid": grid})
    (found,) = lowest_places(scenario, scenario.surface())
    true = minimum_below(scenario.loss, found)
    assert true is not None
    side = scenario.window[1] - scenario.window[0]
    assert np.abs(np.array(found) - true).max() < side / (600 if grid > 100 else 150)


@pytest.mark.parametrize("f", TYPED)
def test_typed_losses(f: str) -> None:
    found = places(f=f, start=[1, 1])
    assert len(found) == TYPED[f]
    assert all(is_lowest(resolve({"f": f, "start": [1, 1]}), place) for place in found)


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"objective": "bowl", "window": [1, 3, 1, 3]}, 0),  # the minimum is outside
        ({"objective": "himmelblau", "window": [0, 5, 0, 5]}, 1),
        ({"objective": "himmelblau", "window": [-1, 1, -1, 1]}, 0),
        ({"objective": "camel3", "window": [1, 2.5, -2, 0]}, 1),  # the lowest of what is seen
        ({"objective": "mccormick", "window": [-10, 10, -10, 10]}, 0),  # it goes on falling
        ({"objective": "ravine", "lambda1": -1}, 0),
        ({"data": "cs7015"}, 1),
        ({"objective": "logistic-2", "plane": ["w2", "b"]}, 1),
    ],
)
def test_windows_data_and_planes(given: dict[str, Any], count: int) -> None:
    found = places(**given)
    assert len(found) == count
    assert all(is_lowest(resolve(given), place) for place in found)


def test_all_are_marked_with_one_word_and_not_twice() -> None:
    scenario = resolve({"objective": "himmelblau"})
    text = draw(scenario).svg()
    assert text.count('"lowest-ring"') == 4
    assert text.count(">lowest place<") == 1
    minima = draw(scenario, show=("stationary",)).svg()
    assert minima.count('"minimum"') == 4
    assert "lowest" not in minima.partition("</style>")[2]
    for hidden, left in (("lowest", "start"), ("names", "lowest-ring")):
        text = draw(scenario, hide=(hidden,)).svg().partition("</style>")[2]
        assert "lowest place" not in text
        assert left in text
