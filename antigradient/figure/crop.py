"""Lines of a drawing within its edges: what rasterises it takes room and time for all that lies outside as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from antigradient.figure.elements import Element, Point, clipped, path_point, polyline

#: Pixels beyond the edges: wider than half of any stroke.
BEYOND = 24.0
_PLACE = r"-?[\d.]+,-?[\d.]+"
#: Data of open lines from place to place, and of dots.
LINES, DOTS = re.compile(f"(?:M{_PLACE}(?:L{_PLACE})*)+"), re.compile(f"(?:M{_PLACE}h0)+")

Box = tuple[float, float, float, float]


def crop(element: Element, width: float, height: float) -> Element:
    """For pictures: the drawing with lines and dots cut off at its width and height; all else stays as it is."""
    return _crop(element, (-BEYOND, -BEYOND, width + BEYOND, height + BEYOND))


def _crop(element: Element, box: Box) -> Element:
    tag, attrs, children = element
    if tag == "path":
        d = str(attrs.get("d", ""))
        if LINES.fullmatch(d):
            attrs = {**attrs, "d": "".join(polyline(line) for line in _inside(d, box))}
        elif DOTS.fullmatch(d):
            attrs = {**attrs, "d": "".join(f"M{path_point(*dot)}h0" for dot in _points(d) if _holds(box, dot))}
    return Element(tag, attrs, children if isinstance(children, str) else [_crop(child, box) for child in children])


def _inside(d: str, box: Box) -> Iterator[Sequence[Point]]:
    """The parts of the lines that are within the box, each in one piece, so that dashes and corners go on."""
    for line in d.split("M")[1:]:
        part: list[Point] = []
        for a, b in pairwise(_points(line)):
            stretch = clipped(a, b, box)
            if not (part and stretch and _holds(box, a)):
                if part:
                    yield part
                part = stretch[:1]
            part += [b if _holds(box, b) else stretch[1]] if stretch else []
        if part:
            yield part


def _points(d: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)]


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
