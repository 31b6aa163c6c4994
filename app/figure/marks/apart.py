"""Places for the numbers of lines, each where its line lies apart: runs share their start, and often their end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, inf, sqrt

import numpy as np
import numpy.typing as npt

from app.figure.elements import Point, clipped
from app.figure.layout import Box

#: Pixels from one place that is tried to the next, and at most so many of them on a line, and one more.
GAP = 12.0
MOST = 60

Places = list[tuple[int, int]]
Squares = npt.NDArray[np.float64]


def apart(
    lines: Sequence[Sequence[Point]], box: Box, clear: float, taken: Sequence[Point] = ()
) -> list[tuple[int, int] | None]:
    """For each line but the first, a place on it in whole pixels; None where it never comes into the box.

    The places keep `clear` pixels from each other and from those that are `taken`, or as many as they can; of these it
    is the one that is farthest from all other lines, the earliest of equals.
    """
    tried = [samples(line, box) for line in lines]
    found: list[tuple[int, int] | None] = []
    for i, own in enumerate(tried[1:], start=1):
        rest = [place for j, other in enumerate(tried) if j != i for place in other]
        near = np.minimum(_square(own, [*taken, *filter(None, found)]), clear * clear)
        far = _square(own, rest)
        best = max(range(len(own)), key=lambda k: (near[k], far[k]), default=None)
        found.append(None if best is None else own[best])
    return found


def samples(line: Sequence[Point], box: Box) -> Places:
    """Places along a line, where it is in the box. Its points may be light years away."""
    pieces, total = [], 0.0
    for a, b in pairwise(line):
        if ends := clipped(a, b, box):
            (ax, ay), (bx, by) = ends
            if length := sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)):
                pieces.append((ax, ay, bx, by, length))
                total += length
    gap, walked, at = max(GAP, total / MOST), 0.0, 0.0
    found = [] if pieces else [_whole(*point) for point in line]
    for ax, ay, bx, by, length in pieces:
        while at <= walked + length:
            t = (at - walked) / length
            found.append(_whole(ax + t * (bx - ax), ay + t * (by - ay)))
            at += gap
        walked += length
    # Far away floats are coarse: what was cut off at the frame need not lie on it.
    return [(x, y) for x, y in found if box.left <= x <= box.right and box.top <= y <= box.bottom]


def _whole(x: float, y: float) -> tuple[int, int]:
    """Whole pixels: in the page and here equals are then equal."""
    return floor(x + 0.5), floor(y + 0.5)


def _square(own: Places, others: Sequence[Point]) -> Squares:
    """The square of the distance from each place to the nearest of others."""
    if not own or not others:
        return np.full(len(own), inf)
    away = np.array(own, float)[:, None, :] - np.array(others, float)
    found: Squares = (away * away).sum(axis=2).min(axis=1)
    return found
