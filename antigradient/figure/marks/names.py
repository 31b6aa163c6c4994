"""Names beside what the map marks, each where it hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt

from antigradient.figure.elements import Element, clipped, el
from antigradient.figure.layout import Layout, Vector
from antigradient.figure.marks.label import HALF_LINE, half_width

#: Pixels that a character takes, generously, of the outline, and from the middle of the line to its upper end.
WIDE, OUTLINE, HALF = 7.2, 3, 9
#: Ways from a mark to its name, the first preferred, and pixels by which it may stand further off.
WAYS = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
FURTHER = (0, 12, 26)
#: What it costs to lie on a word or a disc, on an arrow or β's arc, and on a piece of a path; of one that costs the
#: first there is no name, and none that could be done without where it costs the second.
ON_MARK, ON_ARROW, ON_PATH = 1000, 30, 1
#: Pieces of a path that are looked at.
MOST = 100
#: Pixels that a disc keeps free around it.
AROUND = 2

_NUMBERS = re.compile(r"-?[\d.]+")
#: Left, top, right, bottom in whole pixels.
Rectangle = tuple[int, int, int, int]
Line = tuple[Vector, Vector]


@dataclass(frozen=True)
class Name:
    """For `names`: a text and the pixels that it is about, the first where it finds a place; `clear` pixels off.

    One that is `firm` may lie on an arrow where there is no other place.
    """

    kind: str
    text: str
    places: Sequence[Vector]
    clear: int
    firm: bool = False


@dataclass(frozen=True)
class _Taken:
    """What is drawn: words and discs, arrows and arcs, pieces of paths."""

    marks: list[Rectangle]
    arrows: list[Line]
    paths: list[Line]

    def near(self, box: Rectangle) -> _Taken:
        """The part of it that may lie in a box."""
        arrows, paths = ([line for line in lines if _meets(box, _around(line))] for lines in (self.arrows, self.paths))
        return _Taken([mark for mark in self.marks if _meets(box, mark)], arrows, paths)

    def cost(self, box: Rectangle) -> int:
        """Of a name there."""
        marks = sum(_meets(box, other) for other in self.marks)
        arrows, paths = (sum(bool(clipped(*line, box)) for line in lines) for lines in (self.arrows, self.paths))
        return marks * ON_MARK + arrows * ON_ARROW + paths * ON_PATH


def names(wanted: Iterable[Name], drawn: Iterable[Element], layout: Layout) -> list[Element]:
    """For maps: the names, each beside its mark and clear of what is `drawn` and of the names before."""
    left, top, right, bottom = layout.plot
    box = ceil(left), ceil(top), floor(right), floor(bottom)
    taken = _taken(drawn)
    nodes = []
    for name in wanted:
        most = ON_MARK if name.firm else ON_ARROW
        found = (_best(name, place, taken, box) for place in name.places)
        cost, own = next((one for one in found if one[0] < most), (most, None))
        if own and cost < most:
            taken.marks.append(own)
            x, y = (own[0] + own[2]) / 2, own[1] + HALF + 5
            classes = " ".join(("name", f"name-{name.kind}"))
            nodes.append(el("text", {"class": classes, "x": x, "y": y}, name.text))
    return nodes


def _best(name: Name, place: Vector, taken: _Taken, box: Rectangle) -> tuple[int, Rectangle | None]:
    """The rectangle in the box that costs least, the first of equals, and its cost."""
    x, y = (floor(value + 0.5) for value in place)
    across = ceil(len(name.text) * WIDE / 2) + OUTLINE
    far_x, far_y = (2 * half + name.clear + FURTHER[-1] for half in (across, HALF))
    near = taken.near((x - far_x, y - far_y, x + far_x, y + far_y))
    best: tuple[int, Rectangle | None] = ON_MARK * ON_MARK, None
    for further in FURTHER:
        for dx, dy in WAYS:
            off = name.clear + further if dx == 0 or dy == 0 else (7 * (name.clear + further) + 5) // 10
            cx, cy = x + dx * (across + off), y + dy * (HALF + off)
            own = cx - across, cy - HALF, cx + across, cy + HALF
            if own[0] < box[0] or own[1] < box[1] or own[2] > box[2] or own[3] > box[3]:
                continue
            cost = near.cost(own)
            if cost < best[0]:
                best = cost, own
    return best


def _taken(drawn: Iterable[Element]) -> _Taken:
    taken = _Taken([], [], [])
    for kind, node in _marks(drawn):
        attrs = node.attrs
        if kind == "label" and isinstance(node.children, str):
            taken.marks.append(_about(float(attrs["x"]), float(attrs["y"]) - 5, half_width(node.children), HALF_LINE))
        elif node.tag == "circle":
            r = float(attrs["r"]) + AROUND
            taken.marks.append(_about(float(attrs["cx"]), float(attrs["cy"]), r, r))
        else:
            d = str(attrs["d"])
            points = _arc(d) if kind == "wedge" else _points(d)
            if kind in ("wedge", "shaft"):
                taken.arrows.extend(pairwise(points))
            elif kind == "head":
                taken.marks.append(_about(*points[0], 12, 12))
            else:
                taken.paths.extend([*pairwise(points)][:: max(1, ceil(len(points) / MOST))])
    return taken


#: Classes of what a name keeps clear of.
_CLEAR_OF = {
    *("label", "wedge", "shaft", "head", "path-dots"),
    *("here", "landing-dot", "knob", "lowest-case"),
}


def _marks(nodes: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """All that names keep clear of, with the first of its classes."""
    for node in nodes:
        kind = str(node.attrs.get("class", "")).partition(" ")[0]
        if kind in _CLEAR_OF:
            yield kind, node
        if not isinstance(node.children, str):
            yield from _marks(node.children)


def _points(d: str) -> list[Vector]:
    """The points of straight lines, and dots, which have a zero each that is no coordinate."""
    numbers = [float(n) for n in _NUMBERS.findall(d.replace("h0", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _arc(d: str) -> list[Vector]:
    """The arc of a wedge as five points."""
    x, y, from_x, from_y, r, _, _, _, clockwise, to_x, to_y = (float(n) for n in _NUMBERS.findall(d))
    turn = 1 if clockwise else -1

    def between(a: Vector, b: Vector) -> Vector:
        """The middle of the arc from a to b, at most half a circle: both turned by 90° to it would meet there too."""
        u, v = a[0] + b[0] + turn * (b[1] - a[1]), a[1] + b[1] + turn * (a[0] - b[0])
        return u * r / sqrt(u * u + v * v), v * r / sqrt(u * u + v * v)

    start, end = (from_x - x, from_y - y), (to_x - x, to_y - y)
    middle = between(start, end)
    return [(x + u, y + v) for u, v in (start, between(start, middle), middle, between(middle, end), end)]


def _about(x: float, y: float, across: float, up: float) -> Rectangle:
    return floor(x - across), floor(y - up), ceil(x + across), ceil(y + up)


def _around(line: Line) -> Rectangle:
    (a, b), (c, d) = line
    return floor(min(a, c)) - 1, floor(min(b, d)) - 1, ceil(max(a, c)) + 1, ceil(max(b, d)) + 1


def _meets(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
