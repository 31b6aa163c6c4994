"""The current step on the map: ∇L, u, β between them, and where the step lands."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, dist, hypot, inf, radians, sin, sqrt

from antigradient.figure.elements import Element, el, far_line, is_drawable, px, with_casing
from antigradient.figure.layout import Box, Layout, Vector
from antigradient.figure.marks.angle import angle
from antigradient.figure.marks.arrow import BEYOND, arrow
from antigradient.figure.marks.label import middle_within
from antigradient.words.numbers import format_degrees

#: Lengths compare u with ∇L within these bounds; the directions are exact.
LONGEST = 92.0
SHORTEST = 54.0
#: At the plot's edge an arrow may shrink to this, so that it and its label stay inside.
STUMP = 30.0
LABEL_ROOM = 31.0
RADIUS = 34.0
#: Pixels of the disc at the point.
HERE = 6.5
#: Pixels below a dial for its number.
DIAL_FOOT = 24
#: Arrows closer than this would write their labels onto each other.
CLOSE = cos(radians(40))
#: Pixels that a label steps aside, and from the middle of u's name to a landing that would hide it.
ASIDE = 13.0
#: Pixels from the middle of a name to that of the start's knob, which would hide it otherwise.
CLEAR = 22.0
UPPER_LEFT = (-0.94, -sqrt(1 - 0.94**2))


@dataclass(frozen=True)
class StepVectors:
    """For the arrows: the step shown, θ, ∇L and u on the map (u None in the last row); norms are of all components.

    `beta` is None where it has no value, and where the arrows are projections of longer vectors.
    """

    point: Vector
    gradient: Vector
    norm: float
    u: Vector | None
    norm_u: float
    beta: float | None
    landing: Vector | None = None


def step_arrows(row: StepVectors, layout: Layout, knob: Vector | None = None) -> list[Element]:
    """For maps: the arrows with β between them, and the point; no name lies under the start's `knob`, in pixels."""
    at = layout.to_pixels(*row.point)
    g, u = layout.direction(row.gradient), row.u and layout.direction(row.u)
    box = layout.plot
    longest = max(row.norm, row.norm_u)

    def length(norm: float, along: Vector) -> float:
        share = norm / longest if longest else 0.0
        return max(min(max(SHORTEST, LONGEST * share), _room(at, along, box) - LABEL_ROOM), STUMP)

    aside = _label_shifts(g, u)
    if u and row.landing and _lands_on(at, layout.to_pixels(*row.landing), length(row.norm_u, u) + BEYOND):
        aside = aside[0], (-u[1] * ASIDE, u[0] * ASIDE)

    def clear_of(along: Vector, norm: float, by: Vector) -> Vector:
        far = length(norm, along) + BEYOND
        middle = at[0] + along[0] * far, at[1] + along[1] * far
        return _shift_clear_of_knob(middle, along, by, box, knob) if knob else by

    nodes = []
    if g and u and layout.equal and row.beta is not None:
        radius = min(RADIUS, 0.75 * length(row.norm, g), 0.75 * length(row.norm_u, u))
        nodes.append(angle(at, g, u, radius, f"β {format_degrees(row.beta, 1)}", box))
    if g:
        nodes.append(
            arrow(
                at,
                g,
                length(row.norm, g),
                kind="gradient",
                name="∇L",
                filled=True,
                aside=clear_of(g, row.norm, aside[0]),
                box=box,
            )
        )
    if u:
        beside = clear_of(u, row.norm_u, aside[1])
        nodes.append(arrow(at, u, length(row.norm_u, u), kind="step", name="u", filled=False, aside=beside, box=box))
    return [*nodes, current_point(row.point, layout)]


def current_point(point: Vector, layout: Layout) -> Element:
    """For maps: the dot at the point of the run that is shown."""
    x, y = layout.to_pixels(*point)
    return el("circle", {"class": "here", "cx": px(x), "cy": px(y), "r": HERE})


def landing(point: Vector, to: Vector, layout: Layout) -> tuple[list[Element], list[Element]]:
    """For maps: a line to where the step lands, drawn under the arrows, and over them the path's next dot.

    There is none within the disc at the point.
    """
    ends = [layout.to_pixels(*point), layout.to_pixels(*to)]
    x, y = ends[1]
    apart = is_drawable((x, y)) and dist(*ends) > HERE
    dot = el("circle", {"class": "landing-dot", "cx": px(x), "cy": px(y), "r": 4})
    return with_casing("landing", far_line(ends)), [dot] if apart else []


def dial(gradient: Vector | None, u: Vector | None, beta: float | None, size: float) -> list[Element]:
    """For figures whose map cannot show β: the same angle on a dial with equal units.

    `gradient` and `u` in data units, None where they are zero; `size` pixels across, below the circle stands the
    number.
    """
    g, v = (along and _unit(along) for along in (gradient, u))
    radius = size / 2 - 1
    middle = (size / 2, size / 2)
    below = Box(0, size + 2, size, size + DIAL_FOOT)
    aside = _label_shifts(g, v)
    nodes = [el("circle", {"class": "dial", "cx": size / 2, "cy": size / 2, "r": radius})]
    if g and v and beta is not None:
        nodes.append(angle(middle, g, v, radius * 0.34, f"β {format_degrees(beta, 1)}", below))
    if g:
        nodes.append(arrow(middle, g, radius * 0.62, kind="gradient", name="∇L", filled=True, aside=aside[0]))
    if v:
        nodes.append(arrow(middle, v, radius * 0.62, kind="step", name="u", filled=False, aside=aside[1]))
    return nodes


def arrows_in_common_plane(beta: float | None) -> tuple[Vector, Vector | None]:
    """For the dial of three parameters: ∇L and u in the plane that holds both, y up.

    ∇L points to the upper left, and u lies clockwise from it.
    """
    x, y = UPPER_LEFT
    if beta is None:
        return (x, -y), None
    c, s = cos(radians(beta)), sin(radians(beta))
    return (x, -y), (x * c - y * s, -(x * s + y * c))


def _room(point: Vector, along: Vector, box: Box) -> float:
    """Pixels from a point of the box to its edge in a direction."""
    (x, y), (dx, dy) = point, along
    across = (box.right - x) / dx if dx > 0 else (box.left - x) / dx if dx < 0 else inf
    down = (box.bottom - y) / dy if dy > 0 else (box.top - y) / dy if dy < 0 else inf
    return min(across, down)


def _label_shifts(g: Vector | None, u: Vector | None) -> tuple[Vector, Vector]:
    """Where each label steps aside, away from the other arrow."""
    if not g or not u or g[0] * u[0] + g[1] * u[1] < CLOSE:
        return (0.0, 0.0), (0.0, 0.0)
    side = ASIDE if g[0] * u[1] - g[1] * u[0] >= 0 else -ASIDE
    return (g[1] * side, -g[0] * side), (-u[1] * side, u[0] * side)


def _shift_clear_of_knob(middle: Vector, along: Vector, aside: Vector, box: Box, knob: Vector) -> Vector:
    """Where a label steps aside so that the knob does not hide it, kept inside as it is.

    As it stands, else to the side that is farther.
    """

    def far(by: Vector) -> float:
        x, y = middle_within("∇L", (middle[0] + by[0], middle[1] + by[1]), box)
        return hypot(x - knob[0], y - knob[1])

    (dx, dy), sides = along, (CLEAR, -CLEAR)
    one, other = ((dy * side, -dx * side) for side in sides)
    return aside if far(aside) >= CLEAR else one if far(one) >= far(other) else other


def _lands_on(point: Vector, to: Vector, far: float) -> bool:
    """Whether the step, which goes along u, ends so many pixels from its point, or nearly."""
    return abs(hypot(to[0] - point[0], to[1] - point[1]) - far) < ASIDE


def _unit(v: Vector) -> Vector | None:
    """The unit vector in pixels, y down."""
    largest = max(map(abs, v))
    if not largest > 0:
        return None
    dx, dy = v[0] / largest, -v[1] / largest
    return dx / hypot(dx, dy), dy / hypot(dx, dy)
