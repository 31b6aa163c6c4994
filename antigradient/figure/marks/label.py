"""A word beside a mark, kept inside the plot."""

from __future__ import annotations

from antigradient.figure.elements import Element, el, px
from antigradient.figure.layout import Box, Vector

#: Pixels that one character takes, generously; the outline; and the height of a line above and below its middle.
WIDE = 9.8
OUTLINE = 2.5
HALF_LINE = 12.0


def half_width(text: str) -> float:
    """For labels: pixels from the middle of the text to its end."""
    return len(text) * WIDE / 2 + OUTLINE


def fits(text: str, middle: Vector, box: Box) -> bool:
    """For the angle: whether the whole text lies in the box."""
    (x, y), half = middle, half_width(text)
    across = x - half >= box.left and x + half <= box.right
    return across and y - HALF_LINE >= box.top and y + HALF_LINE <= box.bottom


def middle_within(text: str, middle: Vector, box: Box) -> Vector:
    """For labels: the middle nearest to the one wanted at which the whole text lies in the box."""
    (x, y), half = middle, half_width(text)
    x = min(max(x, box.left + half), box.right - half)
    return x, min(max(y, box.top + HALF_LINE), box.bottom - HALF_LINE)


def label(text: str, middle: Vector, box: Box | None = None) -> Element:
    """For marks: the text about its middle; `box` is where it has to stay."""
    x, y = middle_within(text, middle, box) if box else middle
    return el("text", {"class": "label", "x": px(x), "y": px(y + 5), "text-anchor": "middle"}, text)
