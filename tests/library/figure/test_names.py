"""Names on the map: each says what its mark is, within the plot and on no other word, disc or arrow's head."""

from __future__ import annotations

from itertools import combinations, product
from math import hypot
from typing import Any

import pytest

from antigradient.figure import draw
from antigradient.figure.elements import Element
from antigradient.figure.figure import Figure
from antigradient.figure.layout import Layout, layout_of
from antigradient.figure.marks.label import half_width
from antigradient.figure.marks.names import HALF, Name, names
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import resolve

#: Steps at which the discs lie on each other, beside each other, and at the path's end.
STEPS = (0, 1, 5, 10_000)
WIDTHS = (340, 640)
Rectangle = tuple[float, float, float, float]


def named(figure: Figure) -> dict[str, Rectangle]:
    found = {}
    for node in figure._layers["names"]:
        text, x, y = str(node.children), float(node.attrs["x"]), float(node.attrs["y"])
        half = 3.3 * len(text)  # narrower than the marks reckon with
        found[text] = x - half, y - 10, x + half, y
    return found


def texts_and_discs(nodes: list[Element]) -> list[Rectangle]:
    found: list[Rectangle] = []
    for node in nodes:
        if node.attrs.get("class") == "label":
            x, y, half = float(node.attrs["x"]), float(node.attrs["y"]), half_width(str(node.children)) - 2
            found.append((x - half, y - 12, x + half, y))
        elif node.attrs.get("class") in ("here", "knob", "landing-dot", "lowest-ring"):
            x, y, r = (float(node.attrs[name]) for name in ("cx", "cy", "r"))
            found.append((x - r, y - r, x + r, y + r))
        elif not isinstance(node.children, str):
            found += texts_and_discs(list(node.children))
    return found


def meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("id", OBJECTIVES)
def test_names_hide_nothing_and_say_where_the_run_is(id: str) -> None:
    for step, width in product(STEPS, WIDTHS):
        figure = draw(resolve({"objective": id, "step": step, "grid": 33, "levels": 2}), width=width)
        view, found = figure.view, named(figure)
        assert view.row is not None
        plot = view.layout.plot
        for box in found.values():
            assert plot.left <= box[0] <= box[2] <= plot.right
            assert plot.top <= box[1] <= box[3] <= plot.bottom
        taken = [*found.values(), *texts_and_discs([n for nodes in figure._layers.values() for n in nodes])]
        for i, box in enumerate(found.values()):
            assert not any(meet(box, other) for j, other in enumerate(taken) if i != j), (step, width, found)
        now = f"now, step {view.row.k}"
        assert set(found) <= {"start", "next", "lowest place", now}
        if width == 640:
            assert "start" in found
            assert (now in found) == (view.row.k > 0 and view.step_vectors is not None), (step, found)


def test_the_next_point_of_the_path_is_named() -> None:
    figure = draw(resolve({"optimiser": "momentum", "eta": 1.5, "gamma": 0.6, "start": [-2, -2.6], "step": 5}))
    w, b = (figure.view.ledger.columns[name][6] for name in "wb")
    x, y = figure.view.layout.to_pixels(w, b)
    left, top, right, bottom = named(figure)["next"]
    assert hypot(x - (left + right) / 2, y - (top + bottom) / 2) < 40
    (dot,) = figure._layers["landed"]
    assert (dot.attrs["cx"], dot.attrs["cy"]) == pytest.approx((x, y), abs=0.06)


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ({"step": 91}, {}),  # there is none from the last row
        ({"eta": 1e-4}, {}),  # it lies within the disc of the point
        ({"eta": 40}, {}),  # and here off the map
        ({"step": 2}, {"hide": ("arrows",)}),
        ({"step": 2}, {"hide": ("names",)}),
        ({"step": 2}, {"width": 340}),
    ],
)
def test_no_next_where_there_is_none_to_see(given: dict[str, Any], options: dict[str, Any]) -> None:
    assert "next" in named(draw(resolve({"step": 2})))
    assert "next" not in named(draw(resolve(given), **options))


def test_small_pictures_have_few_names_and_smaller_ones_none() -> None:
    scenario = resolve({"step": 5})
    assert set(named(draw(scenario))) == {"start", "now, step 5", "next", "lowest place"}
    assert set(named(draw(scenario, width=340))) == {"start", "now, step 5"}
    assert named(draw(scenario, width=250)) == {}


def test_a_start_off_the_map_has_no_name() -> None:
    assert "start" not in named(draw(resolve({"objective": "bowl", "start": [9, 0], "window": [-4, 4, -4, 4]})))


def square() -> Layout:
    return layout_of((0, 300, 0, 300), 362)


def test_a_name_without_a_free_place_is_left_out() -> None:
    """Where all about is taken by words; a firm one may lie on arrows."""
    layout = square()
    x, y = layout.to_pixels(150, 150)
    disc = Element("circle", {"class": "here", "cx": x, "cy": y, "r": 90}, [])
    assert names([Name("next", "next", [(x, y)], 8, firm=True)], [disc], layout) == []
    d = "".join(f"M{x - 90},{y + i}L{x + 90},{y + i}" for i in range(-90, 90, HALF))
    lines = [Element("path", {"class": "shaft", "d": d}, [])]
    assert len(names([Name("next", "next", [(x, y)], 8, firm=True)], lines, layout)) == 1
    assert names([Name("next", "next", [(x, y)], 8)], lines, layout) == []
    far = layout.to_pixels(20, 280)
    assert len(names([Name("next", "next", [(x, y), far], 8)], lines, layout)) == 1, "the second place will do"


def test_names_make_way_for_each_other() -> None:
    layout = square()
    at = layout.to_pixels(150, 150)
    found = names([Name("now", "one", [at], 10), Name("next", "other", [at], 10)], [], layout)
    (a, b) = ((float(node.attrs["x"]), float(node.attrs["y"])) for node in found)
    assert any(abs(p - q) >= 2 * HALF for p, q in zip(a, b, strict=True))
    assert all(one != other for one, other in combinations([a, b], 2))
