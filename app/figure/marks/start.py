"""The start point: on the page a handle, and so with a ring for its focus and room for a finger."""

from __future__ import annotations

from app.figure.elements import Element, el, px
from app.figure.layout import Layout, Vector


def start(point: Vector, layout: Layout) -> list[Element]:
    """A start outside the window keeps its handle at the edge: on the page it must stay in reach."""
    x, y = layout.place(*point)
    box = layout.plot
    centre = {"cx": px(min(max(x, box.left), box.right)), "cy": px(min(max(y, box.top), box.bottom))}
    sizes = {"reach": 22, "ring": 14, "knob": 9}
    return [el("circle", {"class": name, **centre, "r": r}) for name, r in sizes.items()]
