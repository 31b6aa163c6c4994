"""The plot's frame, ticks and axis titles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor

from antigradient.figure.elements import Element, compact_number, el, px
from antigradient.figure.layout import Layout, Scale
from antigradient.words.numbers import labels, with_subscripts

#: Pixels of a tick's character, generously, of its line, and between two words.
CHARACTER = 7.0
LINE = 14.0
GAP = 6.0
#: Characters of a tick at the left, where its axis' name has to stand too; pixels that it may have beside the name, and
#: from whose middle the name stays clear where it has more.
ROOM = 6
BESIDE = 22.0
CLEAR = 16.0


def plot_border(layout: Layout) -> Element:
    """For maps without axes, and for `axes`: the edge of the plot."""
    left, top, _, _ = layout.plot
    size = {"width": layout.plot_width, "height": layout.plot_height}
    return el("rect", {"class": "frame", "x": left, "y": top, **size})


def axes(layout: Layout, names: tuple[str, str]) -> list[Element]:
    """For maps: both axes with ticks and names; `names` are the map's two parameters.

    What is taken out of long ticks stands with the name; that of the second axis then lies along it.
    """
    (left, top, _, bottom), x, y = layout.plot, layout.x, layout.y
    width, height = layout.plot_width, layout.plot_height
    across = _ticks(x, max(2, int(width / 75 + 0.5)))
    up = _ticks(y, max(2, int(height / 60 + 0.5)))
    places = [x(w) for w in across], [y(b) for b in up]
    below = labels(across, floor((width / max(len(across), 1) - GAP) / CHARACTER))
    beside = labels(up, ROOM)
    halves = [len(word) * CHARACTER / 2 for word in below.words]
    middles = [min(max(at, half), layout.width - half) for at, half in zip(places[0], halves, strict=True)]
    middle, end = {"text-anchor": "middle"}, {"text-anchor": "end"}
    return [
        plot_border(layout),
        *(
            el("path", {"class": "tick-line", "d": f"M{compact_number(px(at))},{compact_number(bottom)}v5"})
            for at in places[0]
        ),
        *(
            el("path", {"class": "tick-line", "d": f"M{compact_number(left)},{compact_number(px(at))}h-5"})
            for at in places[1]
        ),
        *(
            el("text", {"class": "tick", "x": px(middles[i]), "y": bottom + 18, **middle}, below.words[i])
            for i in every_nth(middles, [half + GAP / 2 for half in halves])
        ),
        *(
            el("text", {"class": "tick", "x": left - 9, "y": px(places[1][i]) + 4, **end}, beside.words[i])
            for i in every_nth(places[1], [LINE / 2] * len(up))
        ),
        el(
            "text",
            {"class": "axis", "x": left + width / 2, "y": bottom + 36, **middle},
            below.of(with_subscripts(names[0])),
        ),
        _name(
            beside.of(with_subscripts(names[1])), len(names[1]), left, _free(top + height / 2, places[1], beside.words)
        ),
    ]


def _ticks(scale: Scale, count: int) -> list[float]:
    """About so many ticks, and two at least: one alone gives no scale."""
    return next((found for n in range(count, count + 9) if len(found := scale.ticks(n)) > 1), scale.ticks(count))


def _name(text: str, length: int, left: float, middle: float) -> Element:
    """The second axis' name; a long one is turned."""
    if len(text) <= length:
        return el("text", {"class": "axis", "x": left - 38, "y": middle + 4, "text-anchor": "middle"}, text)
    turn = f"translate({compact_number(px(left - 41))} {compact_number(px(middle))}) rotate(-90)"
    return el("text", {"class": "axis along", "transform": turn, "text-anchor": "middle"}, text)


def _free(middle: float, places: Sequence[float], words: Sequence[str]) -> float:
    """Where a name of one letter lies beside no long tick: in the middle, or as little off it as need be."""
    long = [at for at, word in zip(places, words, strict=True) if len(word) * CHARACTER > BESIDE]
    for away in range(0, 60, 2):
        for at in (middle - away, middle + away):
            if all(abs(at - other) >= CLEAR for other in long):
                return at
    return middle


def every_nth(middles: Sequence[float], halves: Sequence[float]) -> range:
    """For ticks: indices of the words drawn in a row: all, or every second, third, …, so that none touches the next."""
    count = len(middles)
    for every in range(1, count):
        shown = range(0, count, every)
        if all(abs(middles[j] - middles[i]) >= halves[i] + halves[j] for i, j in pairwise(shown)):
            return shown
    return range(min(count, 1))
