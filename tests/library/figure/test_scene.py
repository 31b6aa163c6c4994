"""What a map shows whatever the run: labels on their lines, arrows uphill, minima and saddles where they are."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from antigradient.figure.layout import Box, Layout, layout_of
from antigradient.figure.scene import Label, field_arrows, level_labels, lowest_places, stationary_points
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import Scenario, resolve

BARE = Box(0, 0, 0, 0)


def layout(scenario: Scenario, width: float = 500) -> Layout:
    return layout_of(scenario.window, width, BARE)


def typed(f: str, **more: object) -> Scenario:
    return resolve({"f": f, **more})


@pytest.mark.parametrize("id", OBJECTIVES)
@pytest.mark.parametrize("width", [240, 900])
def test_labels_lie_on_their_level_apart_from_each_other_and_upright(id: str, width: int) -> None:
    scenario = resolve({"objective": id, "levels": 12})
    surface, place = scenario.surface(), layout(scenario, width)
    labels = level_labels(surface.contours(), place)
    assert labels or width == 240
    corners = {tuple(corner) for line in surface.contours() for piece in line.pieces for corner in piece.tolist()}
    for label in labels:
        assert label.at in corners
        assert abs(label.turn) <= 90
        x, y = place.to_pixels(*label.at)
        assert 20 < x < place.plot.right - 20
        assert 20 < y < place.plot.bottom - 20
    for one, other in combinations(labels, 2):
        assert distance(one, other, place) > 46


def distance(one: Label, other: Label, place: Layout) -> float:
    (x, y), (u, v) = place.to_pixels(*one.at), place.to_pixels(*other.at)
    return hypot(x - u, y - v)


@pytest.mark.parametrize("window", [[-4, 4, -4, 4], [-4, 4, -40, 40], [-1, 1, -4, 4]])
def test_every_arrow_of_the_field_points_uphill(window: list[float]) -> None:
    scenario = typed("3w-4b", window=window)
    place = layout(scenario)
    arrows = field_arrows(scenario.surface(), place)
    assert len(arrows) == int(place.plot_width / 38) * int(place.plot_height / 38)
    uphill = place.direction((3.0, -4.0))
    for arrow in arrows:
        assert arrow.along == pytest.approx(uphill, abs=1e-6)
        assert arrow.length == pytest.approx(24, abs=1e-3)


def test_arrows_are_shorter_by_decades_and_absent_where_there_is_no_value() -> None:
    scenario = typed("exp(3w)+log(b)", window=[-4, 4, -4, 4])
    arrows = field_arrows(scenario.surface(), layout(scenario))
    assert min(arrow.at[1] for arrow in arrows) > 0
    lengths = [arrow.length for arrow in sorted(arrows, key=lambda arrow: arrow.at[0])]
    assert lengths[0] == 8
    assert lengths[-1] == pytest.approx(24, abs=0.1)


def test_saddles_of_the_grid_one_where_there_is_one_none_in_a_valley() -> None:
    def saddles(f: str) -> list[tuple[float, float]]:
        scenario = typed(f)
        points = stationary_points(scenario, scenario.surface())
        assert not any(point.exact for point in points)
        return [point.at for point in points if point.kind == "saddle"]

    (found,) = saddles("(w-0.27)^2-(b+1.13)^2")
    assert found == pytest.approx((0.27, -1.13), abs=1e-9)
    for f in ("w^2+3b^2", "(1-w)^2+100(b-w^2)^2", "1+0w"):
        assert saddles(f) == [], f


@pytest.mark.parametrize("id", OBJECTIVES)
def test_minima_are_the_known_ones_else_the_grids(id: str) -> None:
    scenario = resolve({"objective": id})
    surface = scenario.surface()
    minima = [point for point in stationary_points(scenario, surface) if point.kind == "minimum"]
    if OBJECTIVES[id].minima:
        assert [point.at for point in minima] == [m.point for m in OBJECTIVES[id].minima]
        assert all(point.exact for point in minima)
    else:
        assert [(point.at, point.exact) for point in minima] == [(at, False) for at in lowest_places(scenario, surface)]


def test_constants_decide_whether_minima_are_known() -> None:
    found = [
        stationary_points(s, s.surface()) for s in (resolve({"objective": "ravine", "lambda1": v}) for v in (3, -3))
    ]
    assert [[point.kind for point in points if point.exact] for points in found] == [["minimum"], []]
