"""The loss written on its contour lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, copysign, degrees
from typing import NamedTuple

import numpy as np

from antigradient.figure.layout import Layout, Vector
from antigradient.surfaces import ContourLine
from antigradient.words.numbers import labels
from antigradient.work import spend

#: Pixels: a line shorter than this bears no label; labels keep this far from each other, and from the frame.
SHORT = 90.0
APART = 46.0
EDGE = 22.0
#: Of a character, generously, and between a long label and what is beside it.
CHARACTER = 6.8
MARGIN = 4.0
#: Nanoseconds of a piece of a line, of each of its corners, and of each label that it keeps away from.
PIECE, CORNER, TAKEN = 20e3, 100.0, 1.6e3


class Label(NamedTuple):
    """For maps and /surface: a label's place in data units, its turn in degrees (clockwise, as in pixels), its text."""

    at: Vector
    turn: float
    text: str


def level_labels(contours: Sequence[ContourLine], layout: Layout) -> list[Label]:
    """For maps and /surface: a label on each line that is long enough, at the free place nearest to its middle.

    Raises TooMuchError.
    """
    box = layout.plot
    spend(sum(PIECE + CORNER * len(piece) for contour in contours for piece in contour.pieces))
    taken: list[tuple[float, float, float]] = []
    placed = []
    for contour, word in zip(contours, labels([contour.level for contour in contours]).words, strict=True):
        half = len(word) * CHARACTER / 2
        edge = max(EDGE, half + MARGIN)
        for piece in contour.pieces:
            u, v = layout.x(piece[:, 0]), layout.y(piece[:, 1])
            spend(len(taken) * (TAKEN + CORNER / 10 * len(u)))
            if np.hypot(np.diff(u), np.diff(v)).sum() < SHORT:
                continue
            free = (u > box.left + edge) & (u < box.right - edge) & (v > box.top + edge) & (v < box.bottom - edge)
            for p, q, other in taken:
                free &= np.hypot(u - p, v - q) > max(APART, half + other + MARGIN)
            order = np.argsort(np.abs(np.arange(len(u)) - len(u) // 2), kind="stable")
            places = order[free[order]]
            if not len(places):
                continue
            i = int(places[0])
            taken.append((float(u[i]), float(v[i]), half))
            before, after = max(i - 2, 0), min(i + 2, len(u) - 1)
            turn = degrees(atan2(v[after] - v[before], u[after] - u[before]))
            if abs(turn) > 90:
                turn -= copysign(180.0, turn)  # never upside down
            placed.append(Label((float(piece[i, 0]), float(piece[i, 1])), turn, word))
    return placed
