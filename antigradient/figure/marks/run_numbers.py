"""Places for the numbers of lines, each where its line lies apart: runs share their start, and often their end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, inf, sqrt

import numpy as np
import numpy.typing as npt

from antigradient.figure.elements import Point, clipped
from antigradient.figure.layout import Box

#: Pixels from one place that is tried to the next, and at most so many of them on a line, and one more.
GAP = 12.0
MOST = 60

Pixel = tuple[int, int]
Pixels = list[Pixel]
SquaredDistances = npt.NDArray[np.float64]


def run_numbers(
    lines: Sequence[Sequence[Point]], box: Box, clear: int, taken: Sequence[Point] = ()
) -> list[tuple[Pixel, Pixel] | None]:
    """For `further_runs`: for each line but the first, the places of its number and of what it is about, whole pixels.

    None where the line never comes into the box. Both are the same but where a line has no place that is `clear` pixels
    from those that are `taken` and from the numbers before: then the number steps aside. Of the places that are clear,
    or as clear as can be, it is the one that is farthest from all other lines, the earliest of equals.
    """
    tried = [samples(line, box) for line in lines]
    shut: list[Point] = [*taken]
    found: list[tuple[Pixel, Pixel] | None] = []

    def best(places: Pixels, rest: Pixels) -> tuple[float, Pixel]:
        near, far = np.minimum(_squared_distances(places, shut), clear * clear), _squared_distances(places, rest)
        k = max(range(len(places)), key=lambda i: (near[i], far[i]))
        return near[k], places[k]

    for i, own in enumerate(tried[1:], start=1):
        if not own:
            found.append(None)
            continue
        rest = [place for j, other in enumerate(tried) if j != i for place in other]
        near, line = best(own, rest)
        _, place = (near, line) if near == clear * clear else best([line, *_neighbours(line, clear, box)], rest)
        shut.append(place)
        found.append((place, line))
    return found


def _neighbours(place: Pixel, far: int, box: Box) -> Pixels:
    """Eight places about one, so many pixels off, from the right clockwise."""
    x, y = place
    short = floor(far * 0.7 + 0.5)
    by = [(far, 0), (short, short), (0, far), (-short, short), (-far, 0), (-short, -short), (0, -far), (short, -short)]
    return _inside([(x + dx, y + dy) for dx, dy in by], box)


def samples(line: Sequence[Point], box: Box) -> Pixels:
    """For `run_numbers`: whole pixels along a line, where it is in the box; its points may lie far outside."""
    pieces, total = [], 0.0
    for a, b in pairwise(line):
        if ends := clipped(a, b, box):
            (ax, ay), (bx, by) = ends
            if length := sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)):
                pieces.append((ax, ay, bx, by, length))
                total += length
    gap, walked, at = max(GAP, total / MOST), 0.0, 0.0
    found = [] if pieces else [_whole_pixels(*point) for point in line]
    for ax, ay, bx, by, length in pieces:
        while at <= walked + length:
            t = (at - walked) / length
            found.append(_whole_pixels(ax + t * (bx - ax), ay + t * (by - ay)))
            at += gap
        walked += length
    # Far away floats are coarse: what was cut off at the frame need not lie on it.
    return _inside(found, box)


def _inside(places: Pixels, box: Box) -> Pixels:
    return [(x, y) for x, y in places if box.left <= x <= box.right and box.top <= y <= box.bottom]


def _whole_pixels(x: float, y: float) -> Pixel:
    """Whole pixels: in the page and here equals are then equal."""
    return floor(x + 0.5), floor(y + 0.5)


def _squared_distances(own: Pixels, others: Sequence[Point]) -> SquaredDistances:
    """The square of the distance from each place to the nearest of others."""
    if not own or not others:
        return np.full(len(own), inf)
    away = np.array(own, float)[:, None, :] - np.array(others, float)
    found: SquaredDistances = (away * away).sum(axis=2).min(axis=1)
    return found
