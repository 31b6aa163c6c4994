"""Whether a line parts two classes of points, exactly: in whole numbers, of the decimals as they are written.

Let D hold all differences b − a of points b of one class and a of the other, and all between them: a convex polygon, or
with one input an interval. A line that parts the classes is one that parts D from 0. So where 0 lies beyond D they can
be parted; where it lies on D's edge, all but points on the line itself; where it lies within, not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cmp_to_key, lru_cache
from itertools import accumulate, pairwise

#: A place in whole numbers, of one or two inputs.
Place = tuple[int, ...]


class Separation(StrEnum):
    """For notes: how far a line parts two classes."""

    COMPLETE = "complete"
    #: No point lies on the wrong side, and some of both classes, or of neither, on the line itself.
    QUASI = "quasi"
    NONE = "none"


def whole_places(columns: Iterable[Iterable[float]]) -> list[Place]:
    """For `separation` and `spread`: the points with each column times some power of ten, so that all are whole."""
    return list(zip(*(_whole(tuple(map(float, column))) for column in columns), strict=True))


@lru_cache(maxsize=64)
def _whole(column: tuple[float, ...]) -> list[int]:
    decimals = [Decimal(repr(value)).normalize().as_tuple() for value in column]
    places = [exponent for _, _, exponent in decimals if isinstance(exponent, int)]
    least = min(places)
    return [
        (-1 if sign else 1) * int("".join(map(str, digits))) * 10 ** (place - least)
        for (sign, digits, _), place in zip(decimals, places, strict=True)
    ]


def spread(places: Sequence[Place]) -> int:
    """For notes: 0 where all places are the same, 1 where they lie on one line, else 2; with one input at most 1."""
    first = places[0]
    other = next((place for place in places if place != first), None)
    if other is None:
        return 0
    return 1 if len(first) == 1 or all(_turn(first, other, place) == 0 for place in places) else 2


def separation(low: Sequence[Place], high: Sequence[Place]) -> Separation:
    """For notes: how far places of two classes, neither empty, can be parted; a place of both has to lie on the line.

    With one input the line is a number.
    """
    corners: list[Place] = _differences(low, high) if len(low[0]) == 2 else _interval(low, high)
    turns = [_cross(_minus(b, a), _minus((0, 0), a)) for a, b in pairwise([*corners, corners[0]])]
    if any(turn < 0 for turn in turns):
        return Separation.COMPLETE
    if any(turns):
        return Separation.NONE if all(turns) else Separation.QUASI
    first, last = min(corners), max(corners)  # D is flat, and 0 on its line
    if not first <= (0, 0) <= last:
        return Separation.COMPLETE
    return Separation.QUASI if first < last and (0, 0) in (first, last) else Separation.NONE


def _interval(low: Sequence[Place], high: Sequence[Place]) -> list[Place]:
    """The ends of D with one input, as places in a plane."""
    (a, b), (c, d) = ((min(places)[0], max(places)[0]) for places in (low, high))
    return [(c - b, 0), (d - a, 0)]


def _differences(low: Sequence[Place], high: Sequence[Place]) -> list[Place]:
    """The corners of D, counter-clockwise from the leftmost: it has the edges of both hulls, one of them mirrored."""
    hulls = [_hull([(-x, -y) for x, y in low]), _hull(high)]
    edges = [_minus(b, a) for hull in hulls if len(hull) > 1 for a, b in pairwise([*hull, hull[0]])]
    edges.sort(key=cmp_to_key(_by_angle))
    corners: list[Place] = list(accumulate(edges, _plus, initial=_plus(hulls[0][0], hulls[1][0])))
    return corners[:-1] or corners


def _by_angle(one: Place, other: Place) -> int:
    """Which of two edges comes first on the way round from the leftmost corner; 0 where they point the same way."""
    back, back_too = one < (0, 0), other < (0, 0)
    return back - back_too if back != back_too else -_cross(one, other)


def _hull(places: Sequence[Place]) -> list[Place]:
    """The corners of the places' convex hull, counter-clockwise from the leftmost: Andrew's two chains, 1979."""
    ordered = sorted(set(places))
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1] or ordered


def _chain(places: Sequence[Place]) -> list[Place]:
    chain: list[Place] = []
    for place in places:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], place) <= 0:
            chain.pop()
        chain.append(place)
    return chain


def _turn(a: Place, b: Place, c: Place) -> int:
    """Above 0 where the way from a over b to c turns left, below 0 where it turns right."""
    return _cross(_minus(b, a), _minus(c, b))


def _cross(a: Place, b: Place) -> int:
    return a[0] * b[1] - a[1] * b[0]


def _minus(a: Place, b: Place) -> Place:
    return a[0] - b[0], a[1] - b[1]


def _plus(a: Place, b: Place) -> Place:
    return a[0] + b[0], a[1] + b[1]
