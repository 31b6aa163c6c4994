"""Figures as geometry: path data read into points, and trees of elements compared to a tenth of a pixel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from antigradient.figure.elements import Element

Points = list[tuple[float, float]]

#: Pixels: a tenth, and what binary fractions make of it.
TENTH = 0.1 + 1e-6
_WORD = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}


def runs(d: str) -> list[Points]:
    """The points of path data, a list for each M; of an arc its end, and its radius and flags as a point before it."""
    words = _WORD.findall(d)
    assert "".join(words) == re.sub(r"[\s,]", "", d), "nothing else is in it"
    found: list[Points] = []
    x = y = 0.0
    i, command = 0, ""
    while i < len(words):
        if words[i].isalpha():
            command, i = words[i], i + 1
        kind = command.upper()
        values = [float(word) for word in words[i : i + _TAKES[kind]]]
        i += _TAKES[kind]
        if kind == "Z":
            found[-1].append(found[-1][0])
            x, y = found[-1][0]
            continue
        ox, oy = (x, y) if command.islower() else (0.0, 0.0)
        if kind == "A":
            found[-1].append((values[0], 2 * values[3] + values[4]))
        x = ox + values[0] if kind == "H" else x if kind == "V" else ox + values[-2]
        y = oy + values[0] if kind == "V" else y if kind == "H" else oy + values[-1]
        if kind == "M":
            found.append([])
            command = "L" if command == "M" else "l"
        found[-1].append((x, y))
    return found


def off(points: Points, line: Points) -> float:
    """How far the farthest of the points lies from a line through others."""
    ends = np.array(line)
    (ax, ay), (dx, dy) = ends[:-1].T, np.diff(ends, axis=0).T
    square = dx * dx + dy * dy
    square[square == 0] = 1.0
    worst = 0.0
    for x, y in np.array_split(np.array(points).T[..., None], 1 + len(points) // 50, axis=1):
        t = np.clip(((x - ax) * dx + (y - ay) * dy) / square, 0.0, 1.0)
        worst = max(worst, float(np.hypot(ax + t * dx - x, ay + t * dy - y).min(axis=1).max()))
    return worst


def same_outline(mine: str, theirs: str) -> None:
    """Both paths are the same rings, however many points they need for it; but for specks that nobody sees.

    Every third point is tried.
    """
    ours, others = ([ring for ring in runs(d) if np.ptp(ring, axis=0).max() > 0.5] for d in (mine, theirs))
    assert len(ours) == len(others)
    for ring, other in zip(ours, others, strict=True):
        assert off(ring[::3], other) < 0.2
        assert off(other[::3], ring) < 0.2


def same(mine: Element, theirs: Any) -> None:
    """Both trees have the same elements: tags, classes and words to the letter, numbers to a tenth of a pixel."""
    assert mine.tag == theirs["tag"]
    assert set(mine.attrs) == set(theirs["attrs"]), mine.tag
    for name, value in mine.attrs.items():
        other = theirs["attrs"][name]
        if not isinstance(other, str):
            assert not isinstance(value, str), (name, value, other)
            assert abs(value - other) < TENTH or abs(value / other - 1) < 1e-9, (name, value, other)
            continue
        assert isinstance(value, str), (name, value, other)
        if name == "d" and mine.attrs["class"] == "band":
            same_outline(value, other)
        elif name == "d":
            assert [len(run) for run in runs(value)] == [len(run) for run in runs(other)], mine.attrs
            for run, twin in zip(runs(value), runs(other), strict=True):
                assert np.abs(np.array(run) - np.array(twin)).max() < TENTH, (mine.attrs, run, twin)
        elif name == "fill" and other.startswith("rgb"):
            assert bytes.fromhex(value[1:]) == bytes(map(int, re.findall(r"\d+", other)))
        else:
            close(value, other)
    if isinstance(mine.children, str) or isinstance(theirs["children"], str):
        assert mine.children == theirs["children"]
        return
    assert len(mine.children) == len(theirs["children"]), mine.attrs
    for child, twin in zip(mine.children, theirs["children"], strict=True):
        same(child, twin)


def all_same(mine: Sequence[Element], theirs: list[Any]) -> None:
    """Both lists have the same elements."""
    for element, twin in zip(mine, theirs, strict=True):
        same(element, twin)


def close(mine: str, theirs: str) -> None:
    """The same words with the same numbers, to a tenth."""
    number = r"-?\d+(?:\.\d+)?"
    assert re.sub(number, "#", mine) == re.sub(number, "#", theirs)
    ours, others = ([float(v) for v in re.findall(number, text)] for text in (mine, theirs))
    assert all(abs(a - b) < TENTH for a, b in zip(ours, others, strict=True)), (mine, theirs)
