"""The small pictures of the glossary: each a sketch of one idea, drawn from its formula, in the page's colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, exp, hypot, pi, sin

from antigradient.figure.elements import Attrs, Element, Point, el, polyline, px, serialise

#: Pixels of a picture, and the points of a curve.
WIDTH, HEIGHT = 150.0, 90.0
POINTS = 49

Function = Callable[[float], float]

#: How a kind of line or dot is drawn: its colour is one of the page's, which the page's style sheet need not repeat.
STYLES: dict[str, Attrs] = {
    "ink": {"stroke": "var(--ink)"},
    "line": {"stroke": "var(--field)", "stroke-width": 1},
    "gradient": {"stroke": "var(--gradient)"},
    "error": {"stroke": "var(--error)", "stroke-dasharray": "4 3"},
    "step": {"stroke": "var(--step)"},
    "angle": {"stroke": "var(--angle)"},
    "first": {"stroke": "var(--first)", "stroke-dasharray": "5 3"},
    "second": {"stroke": "var(--second)", "stroke-dasharray": "2 3"},
    "dot": {"stroke": "var(--ink)", "fill": "var(--ink)"},
    "open": {"stroke": "var(--ink)", "fill": "var(--card)"},
}


def svg(elements: Sequence[Element]) -> str:
    """For the glossary: a picture as an SVG element, which is beside its words and is not read out."""
    attrs: Attrs = {
        "viewBox": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", "width": WIDTH, "height": HEIGHT, "aria-hidden": "true",
        "fill": "none", "stroke-width": 2,
    }  # fmt: skip
    return serialise([el("svg", attrs, elements)])


def _at(x: float, y: float) -> Point:
    """Pixels of a place: x from −1 to 1 from left to right, y from −1 to 1 upwards."""
    return WIDTH * (1 + 0.9 * x) / 2, HEIGHT * (1 - 0.86 * y) / 2


def _curve(f: Function, css: str, start: float = -1.0, end: float = 1.0) -> Element:
    places = (start + (end - start) * i / (POINTS - 1) for i in range(POINTS))
    return el("path", {**STYLES[css], "d": polyline(_at(x, f(x)) for x in places)})


def _line(start: Point, end: Point, css: str) -> Element:
    return el("path", {**STYLES[css], "d": polyline((_at(*start), _at(*end)))})


def _dot(at: Point, css: str = "dot") -> Element:
    x, y = _at(*at)
    return el("circle", {**STYLES[css], "cx": px(x), "cy": px(y), "r": 4})


def _arrow(start: Point, end: Point, css: str) -> list[Element]:
    """A line with a head of two strokes."""
    (x0, y0), (x1, y1) = _at(*start), _at(*end)
    length = hypot(x1 - x0, y1 - y0)
    along, across = ((x1 - x0) / length, (y1 - y0) / length), ((y0 - y1) / length, (x1 - x0) / length)
    wings = [(x1 - 8 * along[0] + s * 4 * across[0], y1 - 8 * along[1] + s * 4 * across[1]) for s in (-1, 1)]
    return [
        el("path", {**STYLES[css], "d": polyline(((x0, y0), (x1, y1)))}),
        el("path", {**STYLES[css], "d": polyline((wings[0], (x1, y1), wings[1]))}),
    ]


def _rings(*sizes: float) -> list[Element]:
    """Contours of a valley whose lowest place is in the middle."""
    x, y = _at(0.0, 0.0)
    return [
        el("ellipse", {**STYLES["line"], "cx": px(x), "cy": px(y), "rx": px(68 * size), "ry": px(40 * size)})
        for size in sizes
    ]


def sigmoid() -> list[Element]:
    """From 0 to 1, steepest in the middle and flat at both ends."""
    return [_line((-1, -0.9), (1, -0.9), "line"), _line((-1, 0.9), (1, 0.9), "line"), _curve(_logistic, "ink")]


def _logistic(x: float) -> float:
    return 1.8 / (1 + exp(-6 * x)) - 0.9


def error() -> list[Element]:
    """A data point, and how far the curve is above it."""
    at = 0.35
    return [_curve(_logistic, "ink"), _line((at, _logistic(at)), (at, -0.5), "error"), _dot((at, -0.5))]


def contours() -> list[Element]:
    """Rings around the lowest place."""
    return [*_rings(0.3, 0.55, 0.8, 1.0), _dot((0, 0))]


def minimum() -> list[Element]:
    """The bottom of a valley."""
    return [_curve(lambda x: 1.7 * x * x - 0.8, "ink"), _dot((0, -0.8))]


def saddle() -> list[Element]:
    """Contours of w² − b², which falls to two sides and rises to the two others."""
    found = []
    for size in (0.35, 0.7):
        for sign in (-1, 1):
            places = [-1 + 2 * i / (POINTS - 1) for i in range(POINTS)]
            found.append([(sign * hypot(t, size), t) for t in places])
            found.append([(t, sign * hypot(t, size)) for t in places])
    lines = [[point for point in line if max(map(abs, point)) <= 1] for line in found]
    return [*(el("path", {**STYLES["line"], "d": polyline(_at(*p) for p in line)}) for line in lines), _dot((0, 0))]


def _valley(x: float) -> float:
    return 0.9 * (x - 0.35) ** 2 - 0.6


def _tangent(x: float) -> float:
    """To `_valley`, at −0.55."""
    return _valley(-0.55) + 1.8 * (-0.55 - 0.35) * (x + 0.55)


def slope() -> list[Element]:
    """A curve and the line that touches it."""
    return [_curve(_valley, "ink", -0.93), _curve(_tangent, "first", -0.95, 0.1), _dot((-0.55, _valley(-0.55)))]


def gradient() -> list[Element]:
    """Across the contours, to where the loss rises most steeply."""
    return [*_rings(0.35, 0.7, 1.0), *_arrow((0.28, 0.38), (0.5, 0.95), "gradient"), _dot((0.28, 0.38))]


def step() -> list[Element]:
    """Across the contours, to a place that is lower."""
    return [*_rings(0.35, 0.7, 1.0), *_arrow((0.34, 0.5), (0.1, 0.05), "step"), _dot((0.34, 0.5))]


def beta() -> list[Element]:
    """The angle between the two arrows, from one to the other."""
    x, y = _at(0.1, -0.1)
    (a, b), radius = (-0.35, 2.5), 20.0  # radians of ∇L and of u
    turn = [a + (b - a) * i / (POINTS - 1) for i in range(POINTS)]
    arc = polyline((x + radius * cos(t), y - radius * sin(t)) for t in turn)
    return [
        el("path", {**STYLES["angle"], "d": arc}),
        *_arrow((0.1, -0.1), (0.1 + 0.62 * cos(a), -0.1 + 1.08 * sin(a)), "gradient"),
        *_arrow((0.1, -0.1), (0.1 + 0.62 * cos(b), -0.1 + 1.08 * sin(b)), "step"),
        _dot((0.1, -0.1)),
    ]


def first_order() -> list[Element]:
    """What the tangent promises is right nearby, and wrong further on."""
    at = 0.05
    return [
        *slope(),
        _line((at, _valley(at)), (at, _tangent(at)), "angle"),
        _dot((at, _valley(at)), "open"),
    ]


def second_order() -> list[Element]:
    """A parabola that bends as the curve does where it touches it."""

    def wave(x: float) -> float:
        return 0.75 * sin(1.2 * pi * x)

    def parabola(x: float) -> float:
        at, rate = -0.5, 1.2 * pi
        return wave(at) + 0.75 * rate * cos(rate * at) * (x - at) - 0.375 * rate**2 * sin(rate * at) * (x - at) ** 2

    return [_curve(wave, "ink"), _curve(parabola, "second", -1.0, -0.02), _dot((-0.5, wave(-0.5)))]
