"""An arrow from a point in a direction, with its label beyond the head."""

from __future__ import annotations

from antigradient.figure.elements import Element, el, path_point
from antigradient.figure.layout import Box, Vector
from antigradient.figure.marks.label import label

HEAD = 12.0
HALF = 5.5
#: Pixels from the tip to the middle of the label.
BEYOND = 18.0


def arrow(
    origin: Vector,
    along: Vector,
    length: float,
    *,
    kind: str,
    name: str,
    filled: bool,
    aside: Vector = (0.0, 0.0),
    box: Box | None = None,
) -> Element:
    """For ∇L and u: a shaft, a head and a name; `along` is a unit vector in pixels, y down.

    An open head tells u from ∇L without colour; `aside` moves the label out of the other arrow's way.
    """
    (x, y), (dx, dy) = origin, along
    tip = x + dx * length, y + dy * length
    base = tip[0] - dx * HEAD, tip[1] - dy * HEAD
    shaft = f"M{path_point(x, y)}L{path_point(*base)}"
    left, right = (path_point(base[0] - dy * HALF * side, base[1] + dx * HALF * side) for side in (1, -1))
    head = f"M{path_point(*tip)}L{left}L{right}Z"
    beyond = tip[0] + dx * BEYOND + aside[0], tip[1] + dy * BEYOND + aside[1]
    return el(
        "g",
        {"class": f"arrow {kind}"},
        [
            el("path", {"class": "case", "d": shaft + head}),
            el("path", {"class": "shaft", "d": shaft}),
            el("path", {"class": "head" if filled else "head open", "d": head}),
            label(name, beyond, box),
        ],
    )
