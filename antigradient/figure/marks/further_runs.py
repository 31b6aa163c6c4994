"""Further runs on the same map: each known by its number, its dash and its hue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antigradient.figure.elements import Element, el, polyline, px, with_casing
from antigradient.figure.layout import Box, Layout, Vector
from antigradient.figure.marks.path import path
from antigradient.figure.marks.run_numbers import run_numbers

#: Pixels from dot to dot: closer ones would hide the dash.
DOTS = 16.0
#: Pixels of a badge, and from the middle of one to the next.
RADIUS = 8.0
CLEAR = 28

Path = Sequence[Vector]


def further_runs(runs: Sequence[Path], layout: Layout) -> list[Element]:
    """For maps: the paths of further runs, each θ in data units."""
    return [
        el("g", {"class": f"other run-{i}"}, path(run, layout, "other", DOTS)) for i, run in enumerate(runs, start=1)
    ]


def run_markers(first: Path, runs: Sequence[Path], k: int, start: Vector, layout: Layout) -> list[Element]:
    """For maps: where each further run is at step k, or where it ended before, and its number on its path.

    `first` is the path of the run that they are compared with, which starts from `start`.
    """
    return [*_dots(runs, k, layout), *_badges(first, runs, start, layout)]


def _dots(runs: Sequence[Path], k: int, layout: Layout) -> Iterator[Element]:
    for run in runs:
        if run and layout.holds(*(point := run[min(k, len(run) - 1)])):
            x, y = layout.to_pixels(*point)
            yield el("circle", {"class": "abreast-dot", "cx": px(x), "cy": px(y), "r": 4.5})


def _badges(first: Path, runs: Sequence[Path], start: Vector, layout: Layout) -> Iterator[Element]:
    left, top, right, bottom = layout.plot
    box = Box(left + RADIUS + 1, top + RADIUS + 1, right - RADIUS - 1, bottom - RADIUS - 1)
    lines = [[layout.to_pixels(*point) for point in run] for run in (first, *runs)]
    for i, places in enumerate(run_numbers(lines, box, CLEAR, [layout.to_pixels(*start)]), start=1):
        if places:
            yield from _number_with_leader(i, *places)


def _number_with_leader(i: int, place: Vector, line: Vector) -> Iterator[Element]:
    """A badge, and how to get from it to its line where it had to step aside."""
    if place != line:
        d = polyline([line, place])
        yield from with_casing("leader", d)
    yield badge(i, *place)


def badge(i: int, x: float, y: float, radius: float = RADIUS) -> Element:
    """For legends and markers: the number of a run."""
    return el(
        "g",
        {"class": "badge"},
        [
            el("circle", {"class": "badge-disc", "cx": x, "cy": y, "r": radius}),
            el("text", {"class": "badge-number", "x": x, "y": y + 4, "text-anchor": "middle"}, str(i)),
        ],
    )


#: Pixels of a swatch.
SWATCH = (64, 18)


def swatch(i: int) -> list[Element]:
    """For legends: a run's line with its number; 0 is the run that the others are compared with."""
    width, height = SWATCH
    ground = el("rect", {"class": "swatch-ground", "width": width, "height": height, "rx": 4})
    if i == 0:
        d = "M4,9H60"
        return [
            ground,
            *with_casing("path", d),
            el("path", {"class": "path-dots", "d": "M12,9h0M32,9h0M52,9h0"}),
        ]
    return [ground, el("g", {"class": f"other run-{i}"}, with_casing("other", "M10,9H60")), badge(i, 10, 9, 7)]
