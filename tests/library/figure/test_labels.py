"""Words on figures as boxes: no tick, level or edge of the key lies on another, under a name, or off the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import cos, radians, sin
from typing import Any, NamedTuple

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from antigradient.assets import DIST_DIR, load_manifest
from antigradient.figure import draw
from antigradient.figure.elements import Element
from antigradient.figure.raster import FONTS
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import resolve

#: Font size by class; the height of digits and letters above the line, and of a comma below, in shares of it.
SIZES = {"tick": 12.0, "axis": 17.0, "axis along": 13.0, "level": 11.5}
ABOVE, BELOW = 0.72, 0.14

CASES: dict[str, dict[str, Any]] = {
    **{id: {"objective": id} for id in OBJECTIVES},
    "narrow": {"objective": "himmelblau", "window": [2.99, 3.01, 1.99, 2.01], "start": [2.992, 1.993]},
    "a valley": {"window": [1.14, 1.16, -0.29, -0.27], "start": [1.142, -0.288]},
    "a flat bowl": {"f": "1+0.001w^2"},
    "far from 0": {"f": "w^2+b^2", "window": [1000, 1000.01, 5, 5.01]},
    "farther": {"f": "(w-1)^2+(b+2)^2", "window": [1, 1 + 1e-7, -2, -2 + 1e-7]},
    "farthest": {"objective": "bowl", "window": [1e12 - 1000, 1e12, -1e12, 1000 - 1e12], "start": [1e12, -1e12]},
    "wide": {"objective": "bowl", "window": [-1e12, 1e12, -3e11, 4e11]},
    "tiny": {"objective": "bowl", "window": [-1e-9, 1e-9, 0, 1e-9]},
    "unequal": {"objective": "bowl", "window": [-1e-9, 1e-9, -1e9, 1e9]},
    "a strip": {"objective": "bowl", "window": [-0.001, 0.001, -4, 4]},
    "hundreds": {"objective": "bowl", "window": [-400, 400, -1200, 1300]},
    "thousands": {"objective": "bowl", "window": [-40000, 0, -100000, 90000]},
    "thousandths": {"objective": "bowl", "window": [-0.017, 0.0181, -0.0161, 0.0173]},
    "uneven": {"objective": "bowl", "window": [0.33331, 1.41421, 9.8765, 11.1111]},
    "soaring": {"f": "exp(exp(exp(w)))"},
    "soaring less": {"f": "exp(exp(w))+b"},
    "high": {"f": "1000+0.0001*(w^2+b^2)"},
    "higher": {"f": "123456789+w^2+b^2"},
    "deep": {"f": "-1e-7*exp(-w^2-b^2)"},
    "flat": {"f": "0w"},
    "nearly flat": {"f": "1+1e-14*w"},
    "two parts": {"f": "abs(w)/w"},
}  # fmt: skip
WIDTHS = (240, 330, 640, 1148)


@cache
def advances() -> dict[str, float]:
    """The width of each sign in Noto Sans, in shares of the font size; digits as wide as each other."""
    manifest = load_manifest()
    assert manifest is not None
    font = TTFont(DIST_DIR / manifest[FONTS[0]])
    return {chr(c): font["hmtx"][name][0] / font["head"].unitsPerEm for c, name in font.getBestCmap().items()}


class Box(NamedTuple):
    """A word: its corners, (4, 2)."""

    text: str
    kind: str
    corners: np.ndarray

    def meets(self, other: Box) -> bool:
        """Whether some of their insides are the same: no side of either parts them."""
        for corners in (self.corners, other.corners):
            for a, b in pairwise([*corners[:2], corners[2]]):
                across = np.array([b[1] - a[1], a[0] - b[0]])
                mine, theirs = self.corners @ across, other.corners @ across
                if mine.max() <= theirs.min() + 1e-6 or theirs.max() <= mine.min() + 1e-6:
                    return False
        return True


def box_of(node: Element) -> Box:
    assert isinstance(node.children, str)
    kind, attrs = str(node.attrs["class"]), node.attrs
    size = SIZES[kind]
    width = size * sum(advances().get(sign, 0.6) for sign in node.children)
    x0 = {"start": 0.0, "middle": -width / 2, "end": -width}[str(attrs.get("text-anchor", "start"))]
    x, y = float(attrs.get("x", 0.0)), float(attrs.get("y", 0.0))
    corners = np.array(
        [[x + x0 + i * width, y - (ABOVE if up else -BELOW) * size] for i, up in ((0, 1), (1, 1), (1, 0), (0, 0))]
    )
    if turned := re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\) rotate\(([-\d.]+)\)", str(attrs.get("transform", ""))):
        u, v, angle = map(float, turned.groups())
        c, s = cos(radians(angle)), sin(radians(angle))
        corners = corners @ np.array([[c, s], [-s, c]]) + np.array([u, v])
    return Box(node.children, kind, corners)


def boxes(nodes: Any) -> Iterator[Box]:
    for node in nodes:
        if node.tag == "text" and node.attrs.get("class") in SIZES:
            yield box_of(node)
        elif not isinstance(node.children, str):
            yield from boxes(node.children)


def test_a_box_knows_its_place() -> None:
    one = Box("a", "tick", np.array([[0.0, 0], [4, 0], [4, 2], [0, 2]]))
    turned = Box("b", "tick", np.array([[5.0, -2], [8, 1], [5, 4], [2, 1]]))
    assert one.meets(turned)
    assert not one.meets(Box("b", "tick", turned.corners + np.array([3.2, 0])))
    assert not one.meets(Box("c", "tick", one.corners + np.array([0, 2])))


@pytest.mark.parametrize("name", CASES)
def test_no_word_lies_on_another(name: str) -> None:
    scenario = resolve({"grid": 65, **CASES[name]})
    for width in WIDTHS:
        figure = draw(scenario, width=width, show=("levels",))
        axes = list(boxes(figure._layers["axes"]))
        levels = list(boxes(figure._layers["extra"]))
        for words in (axes, levels):
            for one, other in combinations(words, 2):
                assert not one.meets(other), (width, one, other)
        for word in axes:
            low, high = word.corners.min(axis=0), word.corners.max(axis=0)
            assert low.min() >= -0.5, (width, word)
            assert high[0] <= figure.width + 0.5, (width, word)
            assert high[1] <= figure.map_height + 0.5, (width, word)
        bottom = figure.view.layout.plot.bottom
        for below in (True, False):
            ticks = [w.text for w in axes if w.kind == "tick" and (w.corners[0, 1] > bottom) == below]
            assert len(ticks) == len(set(ticks)) >= 2, (width, ticks)
        for room in (figure.key_room, 130.0, 60.0):
            key = list(boxes(figure._key(room)))
            for one, other in combinations(key, 2):
                assert not one.meets(other), (room, one, other)
                assert one.text != other.text or len(figure.view.bands) == 1, (room, key)
            if key:
                assert min(word.corners.min() for word in key) >= -0.5
                assert max(word.corners[:, 0].max() for word in key) <= room + 0.5 or len(key) == 1


def test_a_planted_overlap_is_seen() -> None:
    axes = list(boxes(draw(resolve({}))._layers["axes"]))
    for kind, by in (("axis", np.array([20.0, 0.0])), ("axis", np.array([-19.0, 0.0]))):
        moved = [word._replace(corners=word.corners + by * (word.kind == kind)) for word in axes]
        met = any(one.meets(other) for one, other in combinations(moved, 2))
        assert met or min(word.corners.min() for word in moved) < -0.5


def test_the_keys_and_ticks_of_the_flat_and_the_far() -> None:
    flat = [box.text for box in boxes(draw(resolve(CASES["a flat bowl"]))._key(420))]
    assert flat[0] == "1"
    assert len(set(flat)) == len(flat) >= 4
    far = draw(resolve(CASES["far from 0"]))
    ticks = [box.text for box in boxes(far._layers["axes"])]
    assert "1000.002" in ticks or "w − 1000" in ticks
    assert len(set(ticks)) >= len(ticks) - 6  # b's ticks may be those of w
    lowest = draw(resolve({"objective": "bowl"}))._key(420)
    assert next(boxes(lowest)).text == "0"
