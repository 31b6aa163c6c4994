"""The plot's frame, ticks and axis titles."""

from __future__ import annotations

from app.figure.elements import Element, el, plain, px
from app.figure.layout import Layout
from app.numbers import number, written


def frame(layout: Layout) -> Element:
    """The plot's edge."""
    left, top, _, _ = layout.plot
    size = {"width": layout.plot_width, "height": layout.plot_height}
    return el("rect", {"class": "frame", "x": left, "y": top, **size})


def axes(layout: Layout, names: tuple[str, str]) -> list[Element]:
    """`names` are those of the map's two parameters."""
    (left, top, _, bottom), x, y = layout.plot, layout.x, layout.y
    width, height = layout.plot_width, layout.plot_height
    across = x.ticks(max(2, int(width / 75 + 0.5)))
    up = y.ticks(max(2, int(height / 60 + 0.5)))
    middle, centre = {"text-anchor": "middle"}, (left + width / 2, top + height / 2)
    return [
        frame(layout),
        *(el("path", {"class": "tick-line", "d": f"M{plain(px(x(w)))},{plain(bottom)}v5"}) for w in across),
        *(el("path", {"class": "tick-line", "d": f"M{plain(left)},{plain(px(y(b)))}h-5"}) for b in up),
        *(el("text", {"class": "tick", "x": px(x(w)), "y": bottom + 18, **middle}, number(w, 6)) for w in across),
        *(
            el("text", {"class": "tick", "x": left - 9, "y": px(y(b)) + 4, "text-anchor": "end"}, number(b, 6))
            for b in up
        ),
        el("text", {"class": "axis", "x": centre[0], "y": bottom + 36, **middle}, written(names[0])),
        el("text", {"class": "axis", "x": left - 38, "y": centre[1] + 4, **middle}, written(names[1])),
    ]
