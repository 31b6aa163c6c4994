"""The angle β between two arrows: a wedge, its arc, and the number."""

from __future__ import annotations

from math import atan2, cos, radians, sin

from antigradient.figure.elements import Element, compact_number, el, path_point, px
from antigradient.figure.layout import Box, Vector
from antigradient.figure.marks.label import fits, half_width, label

#: Below this the number does not fit between the arrows and stands behind their common point; at the frame too.
NARROW = radians(50)


def angle(point: Vector, g: Vector, u: Vector, radius: float, text: str, box: Box | None = None) -> Element:
    """For the arrows and the dial: β from ∇L to u, unit vectors in pixels, y down; the number stays in `box`."""
    x, y = point
    opening, turns = _between(g, u)
    ways = [_number(point, g, opening, clockwise, radius, text) for clockwise in turns]
    fitting = [box is None or fits(text, beyond, box) for beyond, _ in ways]
    which = fitting.index(True) if any(fitting) else 0
    clockwise, (beyond, behind) = turns[which], ways[which]
    start = path_point(x + g[0] * radius, y + g[1] * radius)
    end = path_point(x + u[0] * radius, y + u[1] * radius)
    arc = f"A{compact_number(px(radius))},{compact_number(px(radius))} 0 0 {int(clockwise)} {end}"
    crowded = opening < NARROW or (not fitting[which] and len(turns) == 1)
    return el(
        "g",
        {"class": "angle"},
        [
            el("path", {"class": "wedge", "d": f"M{path_point(x, y)}L{start}{arc}Z"}),
            el("path", {"class": "case", "d": f"M{start}{arc}"}),
            el("path", {"class": "arc", "d": f"M{start}{arc}"}),
            label(text, behind if crowded else beyond, box),
        ],
    )


def _number(
    point: Vector, g: Vector, opening: float, clockwise: bool, radius: float, text: str
) -> tuple[Vector, Vector]:
    """Where the number stands beyond the arc, and where behind the point."""
    (x, y), half = point, (1 if clockwise else -1) * opening / 2
    middle = g[0] * cos(half) - g[1] * sin(half), g[0] * sin(half) + g[1] * cos(half)
    # The number is wider than high: further out where the middle points sideways.
    wide = half_width(text) * abs(middle[0])
    beyond, behind = ((x + middle[0] * out, y + middle[1] * out) for out in (radius + 14 + 0.8 * wide, -(22 + wide)))
    return beyond, behind


def _between(g: Vector, u: Vector) -> tuple[float, tuple[bool, ...]]:
    """The short way from g to u on the screen: its opening, and whether it goes clockwise.

    At 180° both ways are as short: first the one above.
    """
    cross = g[0] * u[1] - g[1] * u[0]
    dot = g[0] * u[0] + g[1] * u[1]
    opposite = abs(cross) < 1e-9 and dot < 0
    above = g[0] < 0 or (g[0] == 0 and g[1] > 0)
    return atan2(abs(cross), dot), (above, not above) if opposite else (cross > 0,)
