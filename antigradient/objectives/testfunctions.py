"""Test functions of optimisation: curved valleys, several minima, none at all."""

from __future__ import annotations

from math import pi, sqrt
from typing import Any

from antigradient.functions import cos, sin
from antigradient.objectives.base import Minimum, Objective
from antigradient.objectives.formulas import bind_formula

SURVEY = "M. Jamil and X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013"

CUBIC = Objective(
    id="cubic",
    text="L = w³ + b²",
    latex="L = w^3 + b^2",
    source="M. Khapra, Deep Learning CS7015, lecture 4.",
    bind=bind_formula(
        lambda w, b: w**3 + b**2,
        lambda w, b: (3 * w**2, 2 * b),
        lambda w, b: ((6 * w, 0), (0, 2)),
    ),
    window=(-2.0, 2.0, -2.0, 2.0),
    start=(1.5, 1.5),
    eta=0.05,
    steps=100,
    defaults={
        "momentum": {"eta": 0.01, "gamma": 0.7},
        "nesterov": {"eta": 0.01, "gamma": 0.7},
        "adagrad": {"eta": 0.3},
        "rmsprop": {"eta": 0.05},
        "adam": {"eta": 0.05},
        "adamw": {"eta": 0.05},
        "nadam": {"eta": 0.05},
        "line-search": {"eta": 0.1},
    },
)

ROSENBROCK = Objective(
    id="rosenbrock",
    text="L = (1 − w)² + 100(b − w²)²",
    latex="L = (1 - w)^2 + 100(b - w^2)^2",
    source="H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960.",
    bind=bind_formula(
        lambda w, b: (1 - w) ** 2 + 100 * (b - w**2) ** 2,
        lambda w, b: (-2 * (1 - w) - 400 * w * (b - w**2), 200 * (b - w**2)),
        lambda w, b: ((2 - 400 * (b - 3 * w**2), -400 * w), (-400 * w, 200)),
    ),
    window=(-2.0, 2.0, -1.0, 3.0),
    start=(-1.2, 1.0),
    eta=0.001,
    steps=400,
    defaults={
        "momentum": {"gamma": 0.93},
        "nesterov": {"gamma": 0.95},
        "adagrad": {"eta": 1.5},
        "rmsprop": {"eta": 0.02},
        "adam": {"eta": 0.4},
    },
    minima=(Minimum((1.0, 1.0), 0.0),),
)


def _beale_terms(w: Any, b: Any) -> list[tuple[Any, ...]]:
    """Each residual r = c − w + wbⁱ with its derivatives r_w, r_b, r_wb, r_bb (r_ww = 0)."""
    return [
        (
            c - w + w * b**i,
            b**i - 1,
            i * w * b ** (i - 1),
            i * b ** (i - 1),
            i * (i - 1) * w * (b ** (i - 2) if i > 1 else 0),
        )
        for i, c in ((1, 1.5), (2, 2.25), (3, 2.625))
    ]


def _beale(w: Any, b: Any) -> Any:
    return (1.5 - w + w * b) ** 2 + (2.25 - w + w * b**2) ** 2 + (2.625 - w + w * b**3) ** 2


def _beale_gradient(w: Any, b: Any) -> tuple[Any, Any]:
    """2 Σ r ∇r."""
    terms = _beale_terms(w, b)
    return sum(2 * r * r_w for r, r_w, *_ in terms), sum(2 * r * r_b for r, _, r_b, *_ in terms)


def _beale_hessian(w: Any, b: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """2 Σ (∇r∇rᵀ + r∇²r)."""
    terms = _beale_terms(w, b)
    ww = sum(2 * r_w**2 for _, r_w, *_ in terms)
    wb = sum(2 * (r_w * r_b + r * r_wb) for r, r_w, r_b, r_wb, _ in terms)
    bb = sum(2 * (r_b**2 + r * r_bb) for r, _, r_b, _, r_bb in terms)
    return (ww, wb), (wb, bb)


BEALE = Objective(
    id="beale",
    text="L = (1.5 − w + wb)² + (2.25 − w + wb²)² + (2.625 − w + wb³)²",
    latex=r"\begin{split} L &= (1.5 - w + wb)^2 \\ &+ (2.25 - w + wb^2)^2 \\ &+ (2.625 - w + wb^3)^2 \end{split}",
    source=f"E. M. L. Beale, On an iterative method for finding a local minimum, 1958; {SURVEY}.",
    bind=bind_formula(_beale, _beale_gradient, _beale_hessian),
    window=(-4.5, 4.5, -4.5, 4.5),
    start=(1.0, 1.0),
    eta=0.02,
    steps=1000,
    defaults={
        "momentum": {"gamma": 0.8},
        "nesterov": {"eta": 0.01},
        "adagrad": {"eta": 1.0},
        "rmsprop": {"eta": 0.03},
    },
    minima=(Minimum((3.0, 0.5), 0.0),),
)

HIMMELBLAU = Objective(
    id="himmelblau",
    text="L = (w² + b − 11)² + (w + b² − 7)²",
    latex=r"\begin{split} L &= (w^2 + b - 11)^2 \\ &+ (w + b^2 - 7)^2 \end{split}",
    source=f"D. M. Himmelblau, Applied Nonlinear Programming, 1972; {SURVEY}.",
    bind=bind_formula(
        lambda w, b: (w**2 + b - 11) ** 2 + (w + b**2 - 7) ** 2,
        lambda w, b: (
            4 * w * (w**2 + b - 11) + 2 * (w + b**2 - 7),
            2 * (w**2 + b - 11) + 4 * b * (w + b**2 - 7),
        ),
        lambda w, b: (
            (12 * w**2 + 4 * b - 42, 4 * (w + b)),
            (4 * (w + b), 12 * b**2 + 4 * w - 26),
        ),
    ),
    window=(-5.0, 5.0, -5.0, 5.0),
    start=(0.0, 0.0),
    eta=0.01,
    steps=100,
    defaults={
        "momentum": {"eta": 0.005, "gamma": 0.8},
        "nesterov": {"eta": 0.002, "gamma": 0.8},
    },
    minima=(
        Minimum((3.0, 2.0), 0.0),
        Minimum((-2.805118086952745, 3.131312518250573), 0.0),
        Minimum((-3.779310253377747, -3.2831859912861696), 0.0),
        Minimum((3.5844283403304917, -1.8481265269644036), 0.0),
    ),
)

CAMEL3 = Objective(
    id="camel3",
    text="L = 2w² − 1.05w⁴ + w⁶/6 + wb + b²",
    latex=r"\begin{split} L &= 2w^2 - 1.05w^4 \\ &+ \tfrac16 w^6 + wb + b^2 \end{split}",
    source=f"{SURVEY}.",
    bind=bind_formula(
        lambda w, b: 2 * w**2 - 1.05 * w**4 + w**6 / 6 + w * b + b**2,
        lambda w, b: (4 * w - 4.2 * w**3 + w**5 + b, w + 2 * b),
        lambda w, b: ((4 - 12.6 * w**2 + 5 * w**4, 1), (1, 2)),
    ),
    window=(-2.5, 2.5, -2.5, 2.5),
    start=(-2.0, 2.0),
    eta=0.05,
    defaults={
        "momentum": {"eta": 0.2, "gamma": 0.8},
        "nesterov": {"eta": 0.1},
        "adagrad": {"eta": 1.0},
        "adam": {"eta": 0.7},
        "adamw": {"eta": 0.7},
        "nadam": {"eta": 0.7},
    },
    minima=(
        Minimum((0.0, 0.0), 0.0),
        Minimum((1.7475523458302888, -0.8737761729151444), 0.2986384422368598, "local"),
        Minimum((-1.7475523458302888, 0.8737761729151444), 0.2986384422368598, "local"),
    ),
)

MCCORMICK = Objective(
    id="mccormick",
    text="L = sin(w + b) + (w − b)² − 1.5w + 2.5b + 1",
    latex=r"\begin{split} L &= \sin(w + b) + (w - b)^2 \\ &- 1.5w + 2.5b + 1 \end{split}",
    source=f"G. P. McCormick, Computability of global solutions to factorable nonconvex programs, 1976; {SURVEY}.",
    bind=bind_formula(
        lambda w, b: sin(w + b) + (w - b) ** 2 - 1.5 * w + 2.5 * b + 1,
        lambda w, b: (cos(w + b) + 2 * (w - b) - 1.5, cos(w + b) - 2 * (w - b) + 2.5),
        lambda w, b: ((2 - sin(w + b), -2 - sin(w + b)), (-2 - sin(w + b), 2 - sin(w + b))),
    ),
    window=(-1.5, 4.0, -3.0, 4.0),
    start=(-1.0, 3.0),
    eta=0.1,
    steps=100,
    defaults={
        "momentum": {"eta": 0.05, "gamma": 0.7},
        "nesterov": {"eta": 0.05, "gamma": 0.7},
        "adagrad": {"eta": 1.0},
        "rmsprop": {"eta": 0.2},
        "adam": {"eta": 0.5},
        "line-search": {"eta": 0.2},
    },
    # ∇L = 0 where w − b = 1 and cos(w + b) = −½; the loss there is (w + b)/2 − √3/2.
    minima=(
        Minimum((0.5 - pi / 3, -0.5 - pi / 3), -sqrt(3) / 2 - pi / 3, "local"),
        Minimum((0.5 + 2 * pi / 3, -0.5 + 2 * pi / 3), -sqrt(3) / 2 + 2 * pi / 3, "local"),
    ),
)
