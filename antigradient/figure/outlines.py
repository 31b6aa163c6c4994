"""Rings of the map as the shortest path data that look the same: thousands of points, so a picture stays small."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from antigradient.figure.layout import Layout
from antigradient.work import spend

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

#: Pixels by which a dropped point may lie off the line that replaces it, each time that points are dropped.
TOLERANCE = 0.03
TIMES = 3
#: Nanoseconds of a point and of a ring.
POINT, RING = 500.0, 3e3


def outline_paths(groups: Sequence[Sequence[Array]], layout: Layout, off: float = TOLERANCE) -> list[str]:
    """For bands: path data for each group of closed rings of shape (k, 2) in data units.

    Points are relative to the one before, in whole tenths of a pixel, so that roundings do not add up. `off` is how far
    a dropped one may lie from its line.
    """
    rings = [ring for group in groups for ring in group]
    if not rings:
        return ["" for _ in groups]
    points = np.concatenate(rings)
    spend(POINT * len(points) + RING * len(rings))
    ring = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    pixels = np.stack([layout.x(points[:, 0]), layout.y(points[:, 1])])
    for _ in range(TIMES):
        kept = shape_points(pixels, ring, off)
        pixels, ring = pixels[:, kept], ring[kept]
    tenths = np.floor(pixels * 10 + 0.5).astype(np.int64)
    written = _path_data(tenths, ring, len(rings))
    ends = np.cumsum([0, *map(len, groups)]).tolist()
    return ["".join(written[start:end]) for start, end in pairwise(ends)]


def shape_points(pixels: Array, ring: Indices, off: float = TOLERANCE) -> npt.NDArray[np.bool_]:
    """For `outline_paths`: which points of rings (2, n) bear the shape; of two neighbours one at most is dropped."""
    kept = np.ones(len(ring), dtype=bool)
    inner = np.flatnonzero((ring[:-2] == ring[1:-1]) & (ring[1:-1] == ring[2:])) + 1
    inner = inner[(inner - np.searchsorted(ring, ring[inner])) % 2 == 1]
    here, chord = pixels[:, inner] - pixels[:, inner - 1], pixels[:, inner + 1] - pixels[:, inner - 1]
    length = np.hypot(*chord)
    # A point that turns back is a spike, which the distance from the line through its neighbours would not show.
    ahead = (here * chord).sum(axis=0)
    straight = np.abs(here[0] * chord[1] - here[1] * chord[0]) <= off * length
    kept[inner[straight & (ahead >= 0) & (ahead <= length * length)]] = False
    return kept


def _path_data(tenths: npt.NDArray[np.int64], ring: Indices, count: int) -> list[str]:
    """`M12.3,4l.5-1 2 3Z` for each ring."""
    moves = np.diff(tenths, axis=1)
    # The last point of a ring is its first, which Z says; a point within a tenth of the one before says nothing.
    last = np.append(ring[1:] != ring[:-1], True)
    first = np.append(True, last[:-1])
    inner = ~first & ~last
    inner[1:] &= (moves != 0).any(axis=0)
    # Moves are from the last point that is written.
    chosen = np.flatnonzero(first | inner)
    steps = np.diff(tenths[:, chosen], axis=1, prepend=0)[:, inner[chosen]]
    values, where = np.unique(steps, return_inverse=True)
    words = np.array([_signed(value) for value in values.tolist()], dtype=object)[where.reshape(steps.shape)]
    texts = (words[0] + words[1]).tolist() if words.size else []
    ends = np.cumsum(np.bincount(ring[inner], minlength=count)).tolist()
    starts = tenths[:, first].T.tolist()
    return [
        f"M{_tenth(x)},{_tenth(y)}l{''.join(texts[begin:end]).lstrip()}Z" if end > begin else ""
        for (x, y), begin, end in zip(starts, [0, *ends[:-1]], ends, strict=True)
    ]


def _tenth(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    text = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{text}" if value < 0 else text


def _signed(value: int) -> str:
    """A number for path data: a minus sign separates numbers as well as a blank does."""
    return _tenth(value) if value < 0 else f" {_tenth(value)}"
