"""The gradient field: ∇L on a coarse grid of pixels, from central differences of the loss on the map's grid.

To look at, not to measure: an arrow's length tells only weaker from stronger, by decades.
"""

from __future__ import annotations

from math import hypot, log10

import numpy as np
import numpy.typing as npt

from antigradient.figure.elements import Element, el, path_point
from antigradient.figure.layout import Layout, Vector
from antigradient.surface import Surface

Array = npt.NDArray[np.float64]

#: Pixels between arrows; the longest and the shortest.
APART = 38.0
LONGEST = 24.0
SHORTEST = 8.0
#: Decades of ‖∇L‖ between them.
DECADES = 3.0


def field(surface: Surface, layout: Layout) -> list[Element]:
    """An arrow in the middle of each cell of pixels where the loss has values all around."""
    (left, top, _, _), width, height = layout.plot, layout.plot_width, layout.plot_height
    across, down = (max(1, int(size / APART)) for size in (width, height))
    hw, hb = (float(axis[1] - axis[0]) for axis in (surface.w, surface.b))
    found: list[tuple[Vector, Vector]] = []
    for i in range(across):
        for j in range(down):
            place = left + (i + 0.5) * width / across, top + (j + 0.5) * height / down
            w, b = layout.x.invert(place[0]), layout.y.invert(place[1])
            ends = [loss_at(surface, *end) for end in ((w + hw, b), (w - hw, b), (w, b + hb), (w, b - hb))]
            if not all(np.isfinite(ends)):
                continue
            east, west, north, south = ends
            found.append((place, ((east - west) / (2 * hw), (north - south) / (2 * hb))))
    most = max((hypot(*g) for _, g in found), default=0.0)
    arrows = []
    for place, g in found:
        if along := layout.direction(g):
            rank = max(0.0, 1 + log10(hypot(*g) / most) / DECADES)
            arrows.append(_small(place, along, SHORTEST + rank * (LONGEST - SHORTEST)))
    d = "".join(arrows)
    return [el("path", {"class": "field-case", "d": d}), el("path", {"class": "field-arrows", "d": d})]


def loss_at(surface: Surface, w: float, b: float) -> float:
    """Bilinear between the four points around; NaN outside, and beside a point without a value."""
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


def _small(middle: Vector, along: Vector, length: float) -> str:
    """A thin arrow about its middle."""
    (x, y), (dx, dy) = middle, along
    tip = x + dx * length / 2, y + dy * length / 2
    left, right = (path_point(tip[0] - 5 * dx - 3 * dy * side, tip[1] - 5 * dy + 3 * dx * side) for side in (1, -1))
    return (
        f"M{path_point(x - dx * length / 2, y - dy * length / 2)}L{path_point(*tip)}M{left}L{path_point(*tip)}L{right}"
    )
