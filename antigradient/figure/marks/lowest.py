"""The lowest places of the map: a ring that leaves in sight what lies there."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.figure.elements import Element, el, px
from antigradient.figure.layout import Layout, Vector

#: Pixels of the ring and of the dot in its middle.
RING, DOT = 8.0, 2.0


def lowest(places: Sequence[Vector], layout: Layout) -> list[Element]:
    """For maps: a mark at each of the lowest places, in data units."""
    middles = [{"cx": px(x), "cy": px(y)} for x, y in (layout.to_pixels(*place) for place in places)]
    sizes = {"lowest-case": RING, "lowest-ring": RING, "lowest-dot": DOT}
    return [el("circle", {"class": name, **middle, "r": r}) for middle in middles for name, r in sizes.items()]
