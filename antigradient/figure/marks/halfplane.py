"""The favourable half-plane at a point: every direction with uᵀ∇L < 0, to first order downhill."""

from __future__ import annotations

from math import hypot

from antigradient.figure.elements import Element, el, path_point, with_casing
from antigradient.figure.layout import Layout, Vector


def halfplane(point: Vector, gradient: Vector, layout: Layout) -> list[Element]:
    """For a step by hand: the half-plane bounded at 90° to ∇L, where the loss stays the same to first order.

    As far as the plot reaches from any point of it: the layer is clipped.
    """
    along = layout.direction((-gradient[1], gradient[0]))
    down = layout.direction((-gradient[0], -gradient[1]))
    if not along or not down:
        return []
    far = hypot(layout.plot_width, layout.plot_height)
    x, y = layout.to_pixels(*point)

    def corner(side: float, depth: float) -> str:
        return path_point(x + far * (side * along[0] + depth * down[0]), y + far * (side * along[1] + depth * down[1]))

    edge = f"M{corner(-1, 0)}L{corner(1, 0)}"
    return [
        el("path", {"class": "halfplane", "d": f"{edge}L{corner(1, 1)}L{corner(-1, 1)}Z"}),
        *with_casing("edge", edge),
    ]
