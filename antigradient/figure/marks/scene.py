"""What a map shows whatever the run, drawn where `scene` has placed it."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.figure.elements import Attrs, Element, compact_number, el, is_drawable, path_point, px
from antigradient.figure.layout import Layout
from antigradient.figure.marks.axes import CHARACTER
from antigradient.figure.scene import Arrow, Label, StationaryPoint
from antigradient.words import Message

#: Pixels at the right edge where a word stands before its point, at least, and of a longer word beside its letters.
EDGE, BESIDE = 80, 24


def levels(labels: Sequence[Label], layout: Layout) -> list[Element]:
    """For maps: the loss written on its contour lines."""
    drawn = []
    for label in labels:
        x, y = (compact_number(px(value)) for value in layout.to_pixels(*label.at))
        place = f"translate({x} {y}) rotate({compact_number(px(label.turn))})"
        attrs: Attrs = {"class": "level", "transform": place, "y": 4, "text-anchor": "middle"}
        drawn.append(el("text", attrs, label.text))
    return drawn


def field(arrows: Sequence[Arrow], layout: Layout) -> list[Element]:
    """For maps: the arrows of the gradient field."""
    d = "".join(_arrow(arrow, layout) for arrow in arrows)
    return [el("path", {"class": "field-case", "d": d}), el("path", {"class": "field-arrows", "d": d})]


def _arrow(arrow: Arrow, layout: Layout) -> str:
    """A thin arrow about its middle."""
    (x, y), (dx, dy), half = layout.to_pixels(*arrow.at), arrow.along, arrow.length / 2
    tip = x + dx * half, y + dy * half
    left, right = (path_point(tip[0] - 5 * dx - 3 * dy * side, tip[1] - 5 * dy + 3 * dx * side) for side in (1, -1))
    return f"M{path_point(x - dx * half, y - dy * half)}L{path_point(*tip)}M{left}L{path_point(*tip)}L{right}"


def stationary(points: Sequence[StationaryPoint], layout: Layout) -> list[Element]:
    """For maps: minima as rings with a dot, saddles as crosses, each with its word beside."""
    nodes = []
    for point in points:
        cx, cy = map(px, layout.to_pixels(*point.at))
        if not is_drawable((cx, cy)):
            continue
        saddle, text = point.kind == "saddle", _name(point)
        before = cx > layout.plot.right - max(EDGE, BESIDE + CHARACTER * len(text))
        cross = f"M{compact_number(cx - 3.5)},{compact_number(cy - 3.5)}l7,7m0,-7l-7,7"
        sign = (
            el("path", {"class": "spot-sign", "d": cross})
            if saddle
            else el("circle", {"class": "spot-dot", "cx": cx, "cy": cy, "r": 2.5})
        )
        name: Attrs = {
            "class": "spot-name",
            "x": cx + (-11 if before else 11),
            "y": cy + 4,
            "text-anchor": "end" if before else "start",
        }
        ground = el("circle", {"class": "spot-ground", "cx": cx, "cy": cy, "r": 7})
        nodes.append(el("g", {"class": point.kind}, [ground, sign, el("text", name, text)]))
    return nodes


def _name(point: StationaryPoint) -> str:
    what = Message("map.saddle" if point.kind == "saddle" else "map.minimum")
    return str(what if point.exact else Message("map.guess", {"what": what}))
