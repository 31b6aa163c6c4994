"""SVG as values. A mark returns elements; `serialise` prints them, and is the one place where text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import floor
from typing import NamedTuple

#: Pixels beyond which browsers draw wrong.
FAR = 20_000.0
SQUARE = (-FAR, -FAR, FAR, FAR)

Point = tuple[float, float]
Attrs = Mapping[str, str | float]


class Element(NamedTuple):
    """For marks and documents: an SVG element as tag, attributes, and children or text."""

    tag: str
    attrs: Attrs
    children: Sequence[Element] | str


def el(tag: str, attrs: Attrs | None = None, children: Sequence[Element] | str = ()) -> Element:
    """For marks: an element of a tag, its attributes, and its children or text."""
    return Element(tag, attrs or {}, children)


def with_casing(kind: str, d: str) -> list[Element]:
    """For marks: a line on top of a wider one, its casing, so that it is seen on whatever lies beneath."""
    return [el("path", {"class": name, "d": d}) for name in (f"{kind}-case", kind)]


def px(value: float) -> float:
    """For marks: pixels to a tenth, halves up as in the browser; shorter paths, no visible difference."""
    return floor(value * 10 + 0.5) / 10


def compact_number(value: float) -> str:
    """For attributes: a number as short as possible: 12, 0.5, -3.25."""
    value = round(value, 4)
    return str(int(value)) if value == int(value) else repr(value)


def path_point(x: float, y: float) -> str:
    """For path data: a point as `12,3.5`."""
    return f"{compact_number(px(x))},{compact_number(px(y))}"


def polyline(points: Iterable[Point]) -> str:
    """For marks: path data through points that are already pixels."""
    return "".join(("L" if i else "M") + path_point(x, y) for i, (x, y) in enumerate(points))


def is_drawable(point: Point) -> bool:
    """For marks: whether browsers draw a point of these pixels correctly."""
    return abs(point[0]) <= FAR and abs(point[1]) <= FAR


def far_line(points: Sequence[Point]) -> str:
    """For paths: path data of a line through points that may lie far beyond what browsers can draw.

    Each stretch ends where it leaves the square of ±FAR, and keeps its direction, which clamping the points would not.
    """
    if all(map(is_drawable, points)):
        return polyline(points)
    return "".join(polyline(clipped(a, b, SQUARE)) for a, b in pairwise(points))


def clipped(a: Point, b: Point, box: Sequence[float]) -> list[Point]:
    """For lines: the part from `a` to `b` within a box (Liang and Barsky, 1984); [] where it passes by.

    `box` is left, top, right, bottom.
    """
    start, end = 0.0, 1.0
    for axis in (0, 1):
        by = b[axis] - a[axis]
        if by == 0:
            if not box[axis] <= a[axis] <= box[axis + 2]:
                return []
            continue
        low, high = sorted(((box[axis] - a[axis]) / by, (box[axis + 2] - a[axis]) / by))
        start, end = max(start, low), min(end, high)
    if start >= end:
        return []
    return [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in (start, end)]


#: What XML 1.0 cannot hold, however it is written.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """For `serialise`: text without markup, safe between tags and in attributes alike."""
    return _UNWRITABLE.sub("\ufffd", text).translate(_ENTITIES)


def serialise(elements: Iterable[Element]) -> str:
    """For documents and pages: the elements as SVG text."""
    return "".join(map(_written, elements))


def _written(element: Element) -> str:
    tag, attrs, children = element
    names = "".join(f' {name}="{_value(value)}"' for name, value in attrs.items())
    inside = escaped(children) if isinstance(children, str) else serialise(children)
    return f"<{tag}{names}>{inside}</{tag}>" if inside else f"<{tag}{names}/>"


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else compact_number(value)
