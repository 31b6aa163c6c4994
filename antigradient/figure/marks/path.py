"""A descent path: a line from θ to θ, and a dot for each step."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from antigradient.figure.elements import Element, el, far_line, is_drawable, path_point, with_casing
from antigradient.figure.layout import Layout, Vector

#: Pixels: a dot nearer than this to the last one drawn is left out, for it would only thicken the line.
APART = 5.0


def path(points: Sequence[Vector], layout: Layout, kind: str = "path", apart: float = APART) -> list[Element]:
    """For maps: a run's line and dots; `points` are θ in data units, `kind` the class, `apart` pixels between dots."""
    places = [layout.to_pixels(*point) for point in points]
    d = far_line(places)
    dots: list[Vector] = []
    for place in filter(is_drawable, places):
        if not dots or dist(place, dots[-1]) >= apart:
            dots.append(place)
    return [
        *with_casing(kind, d),
        el("path", {"class": f"{kind}-dots", "d": "".join(f"M{path_point(*dot)}h0" for dot in dots)}),
    ]
