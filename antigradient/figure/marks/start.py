"""The start point: on the page a handle, and so with a ring for its focus and room for a finger."""

from __future__ import annotations

from antigradient.figure.elements import Element, el, px
from antigradient.figure.layout import Layout, Vector


def knob(point: Vector, layout: Layout) -> Vector:
    """For the start's handle: its pixels; a start outside the window is at the edge, to stay in reach on the page.

    It is brought there in data units: of a tiny window its own pixels may be beyond all numbers.
    """
    scales = layout.x, layout.y
    w, b = (min(max(value, scale.low), scale.high) for value, scale in zip(point, scales, strict=True))
    return layout.to_pixels(w, b)


def start(point: Vector, layout: Layout) -> list[Element]:
    """For maps: the handle of the start."""
    x, y = knob(point, layout)
    centre = {"cx": px(x), "cy": px(y)}
    sizes = {"reach": 22, "ring": 14, "knob": 9}
    return [el("circle", {"class": name, **centre, "r": r}) for name, r in sizes.items()]
