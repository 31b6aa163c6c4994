"""Test functions of optimisation: curved valleys, several minima, none at all."""

from __future__ import annotations

from math import pi, sqrt

from antigradient.objectives.base import Minimum
from antigradient.objectives.formulas import formula_objective

SURVEY = "M. Jamil and X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013"

CUBIC = formula_objective(
    "cubic",
    "w^3+b^2",
    source="M. Khapra, Deep Learning CS7015, lecture 4.",
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
        "conjugate": {"eta": 0.1},
        "bfgs": {"eta": 0.1},
    },
)

ROSENBROCK = formula_objective(
    "rosenbrock",
    "(1-w)^2+100(b-w^2)^2",
    source="H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960.",
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
        "normalised": {"eta": 0.02},
        "conjugate": {"eta": 0.3},
    },
    minima=(Minimum((1.0, 1.0), 0.0),),
)


BEALE = formula_objective(
    "beale",
    "(1.5-w+w*b)^2+(2.25-w+w*b^2)^2+(2.625-w+w*b^3)^2",
    latex=r"\begin{split} L &= (1.5 - w + wb)^2 \\ &+ (2.25 - w + wb^2)^2 \\ &+ (2.625 - w + wb^3)^2 \end{split}",
    source=f"E. M. L. Beale, On an iterative method for finding a local minimum, 1958; {SURVEY}.",
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

HIMMELBLAU = formula_objective(
    "himmelblau",
    "(w^2+b-11)^2+(w+b^2-7)^2",
    latex=r"\begin{split} L &= (w^2 + b - 11)^2 \\ &+ (w + b^2 - 7)^2 \end{split}",
    source=f"D. M. Himmelblau, Applied Nonlinear Programming, 1972; {SURVEY}.",
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

CAMEL3 = formula_objective(
    "camel3",
    "2w^2-1.05w^4+w^6/6+w*b+b^2",
    latex=r"\begin{split} L &= 2w^2 - 1.05w^4 \\ &+ \tfrac16 w^6 + wb + b^2 \end{split}",
    source=f"{SURVEY}.",
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

MCCORMICK = formula_objective(
    "mccormick",
    "sin(w+b)+(w-b)^2-1.5w+2.5b+1",
    latex=r"\begin{split} L &= \sin(w + b) + (w - b)^2 \\ &- 1.5w + 2.5b + 1 \end{split}",
    source=f"G. P. McCormick, Computability of global solutions to factorable nonconvex programs, 1976; {SURVEY}.",
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
        "conjugate": {"eta": 0.2},
        "bfgs": {"eta": 0.5},
    },
    # ∇L = 0 where w − b = 1 and cos(w + b) = −½; the loss there is (w + b)/2 − √3/2.
    minima=(
        Minimum((0.5 - pi / 3, -0.5 - pi / 3), -sqrt(3) / 2 - pi / 3, "local"),
        Minimum((0.5 + 2 * pi / 3, -0.5 + 2 * pi / 3), -sqrt(3) / 2 + 2 * pi / 3, "local"),
    ),
)
