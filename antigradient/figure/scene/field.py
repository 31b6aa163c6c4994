"""The gradient field: ∇L on a coarse grid of pixels, from central differences of the loss on the map's grid.

To look at, not to measure: an arrow's length tells only weaker from stronger, by decades.
"""

from __future__ import annotations

from math import hypot, log10
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.figure.layout import Layout, Vector
from antigradient.surfaces import Surface
from antigradient.work import spend

Array = npt.NDArray[np.float64]

#: Pixels between arrows; the longest and the shortest.
APART = 38.0
LONGEST = 24.0
SHORTEST = 8.0
#: Decades of ‖∇L‖ between them.
DECADES = 3.0
#: Nanoseconds of a cell.
CELL = 30e3


class Arrow(NamedTuple):
    """For the field: an arrow's middle in data units, its direction in pixels (y down) and its length in pixels."""

    at: Vector
    along: Vector
    length: float


def field_arrows(surface: Surface, layout: Layout) -> list[Arrow]:
    """For maps and /surface: an arrow in each cell of pixels where the loss has values all around.

    Raises TooMuchError.
    """
    (left, top, _, _), width, height = layout.plot, layout.plot_width, layout.plot_height
    across, down = (max(1, int(size / APART)) for size in (width, height))
    spend(across * down * CELL)
    hw, hb = (float(axis[1] - axis[0]) for axis in (surface.w, surface.b))
    found: list[tuple[Vector, Vector]] = []
    for i in range(across):
        for j in range(down):
            w, b = layout.x.invert(left + (i + 0.5) * width / across), layout.y.invert(top + (j + 0.5) * height / down)
            ends = [loss_at(surface, *end) for end in ((w + hw, b), (w - hw, b), (w, b + hb), (w, b - hb))]
            if not all(np.isfinite(ends)):
                continue
            east, west, north, south = ends
            found.append(((w, b), ((east - west) / (2 * hw), (north - south) / (2 * hb))))
    most = max((hypot(*g) for _, g in found), default=0.0)
    arrows = []
    for at, g in found:
        if along := layout.direction(g):
            rank = max(0.0, 1 + log10(hypot(*g) / most) / DECADES)
            arrows.append(Arrow(at, along, SHORTEST + rank * (LONGEST - SHORTEST)))
    return arrows


def loss_at(surface: Surface, w: float, b: float) -> float:
    """For the field: the loss, bilinear between four points; NaN outside, and beside a point without a value."""
    i, s = _cell_of(surface.w, w)
    j, t = _cell_of(surface.b, b)
    if i < 0 or j < 0:
        return float("nan")
    (a, c), (d, e) = surface.loss[j : j + 2, i : i + 2].tolist()
    return float((1 - t) * ((1 - s) * a + s * c) + t * ((1 - s) * d + s * e))


def _cell_of(axis: Array, value: float) -> tuple[int, float]:
    """The cell of an evenly spaced axis, and how far into it, 0 … 1; −1 outside."""
    last = len(axis) - 1
    place = (value - float(axis[0])) / float(axis[-1] - axis[0]) * last
    if not 0 <= place <= last:
        return -1, 0.0
    i = min(int(place), last - 1)
    return i, place - i
