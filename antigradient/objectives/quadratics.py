"""Quadratics: a constant Hessian, so that to second order is exact and every run has a closed form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from antigradient.data import Data
from antigradient.objectives.base import Loss, Minimum, Objective, Reduction
from antigradient.objectives.formulas import FormulaLoss, bind_formula
from antigradient.parameters import LAMBDA1, LAMBDA2

LECTURE = "M. Khapra, Deep Learning CS7015, lecture 4."

BOWL = Objective(
    id="bowl",
    text="L = w² + b²",
    latex="L = w^2 + b^2",
    source=LECTURE,
    bind=bind_formula(
        lambda w, b: w**2 + b**2,
        lambda w, b: (2 * w, 2 * b),
        lambda w, b: ((2, 0), (0, 2)),
    ),
    start=(-3.0, 2.0),
    eta=0.1,
    steps=100,
    defaults={
        "momentum": {"eta": 0.05, "gamma": 0.8},
        "nesterov": {"eta": 0.05, "gamma": 0.8},
    },
    minima=(Minimum((0.0, 0.0), 0.0),),
)

SADDLE = Objective(
    id="saddle",
    text="L = w² − b²",
    latex="L = w^2 - b^2",
    source=LECTURE,
    bind=bind_formula(
        lambda w, b: w**2 - b**2,
        lambda w, b: (2 * w, -2 * b),
        lambda w, b: ((2, 0), (0, -2)),
    ),
    start=(-3.0, 0.05),
    eta=0.02,
    steps=100,
    defaults={
        "momentum": {"eta": 0.005, "gamma": 0.8},
        "nesterov": {"eta": 0.005, "gamma": 0.8},
        "adagrad": {"eta": 0.1},
        "rmsprop": {"eta": 0.02},
        "adam": {"eta": 0.02},
        "adamw": {"eta": 0.02},
        "nadam": {"eta": 0.02},
        "line-search": {"eta": 0.1},
    },
)


def _ravine(data: Data | None, reduction: Reduction | None, constants: Mapping[str, Any]) -> Loss:
    k1, k2 = constants["lambda1"], constants["lambda2"]
    return FormulaLoss(
        lambda w, b: 0.5 * (k1 * w**2 + k2 * b**2),
        lambda w, b: (k1 * w, k2 * b),
        lambda w, b: ((k1, 0), (0, k2)),
    )


RAVINE = Objective(
    id="ravine",
    text="L = ½(λ₁w² + λ₂b²)",
    latex=r"L = \tfrac12(\lambda_1 w^2 + \lambda_2 b^2)",
    source="G. Goh, Why Momentum Really Works, Distill, 2017.",
    bind=_ravine,
    eta=0.09,
    defaults={
        "momentum": {"eta": 0.05, "gamma": 0.8},
        "nesterov": {"eta": 0.02, "gamma": 0.8},
    },
    constants=(LAMBDA1, LAMBDA2),
    start=(-3.5, 1.5),
    minima=(Minimum((0.0, 0.0), 0.0, positive=("lambda1", "lambda2")),),
)

BOOTH = Objective(
    id="booth",
    text="L = (w + 2b − 7)² + (2w + b − 5)²",
    latex="L = (w + 2b - 7)^2 + (2w + b - 5)^2",
    source="M. Jamil and X.-S. Yang, A literature survey of benchmark functions, 2013.",
    bind=bind_formula(
        lambda w, b: (w + 2 * b - 7) ** 2 + (2 * w + b - 5) ** 2,
        lambda w, b: (10 * w + 8 * b - 34, 8 * w + 10 * b - 38),
        lambda w, b: ((10, 8), (8, 10)),
    ),
    window=(-10.0, 10.0, -10.0, 10.0),
    start=(-8.0, -4.0),
    eta=0.01,
    steps=1000,
    defaults={
        "momentum": {"gamma": 0.8},
        "nesterov": {"gamma": 0.8},
        "adagrad": {"eta": 2.0},
        "rmsprop": {"eta": 0.3},
        "adam": {"eta": 1.0},
    },
    minima=(Minimum((1.0, 3.0), 0.0),),
)

MATYAS = Objective(
    id="matyas",
    text="L = 0.26(w² + b²) − 0.48wb",
    latex="L = 0.26(w^2 + b^2) - 0.48wb",
    source="M. Jamil and X.-S. Yang, A literature survey of benchmark functions, 2013.",
    bind=bind_formula(
        lambda w, b: 0.26 * (w**2 + b**2) - 0.48 * w * b,
        lambda w, b: (0.52 * w - 0.48 * b, 0.52 * b - 0.48 * w),
        lambda w, b: ((0.52, -0.48), (-0.48, 0.52)),
    ),
    window=(-10.0, 10.0, -10.0, 10.0),
    start=(-9.0, 2.0),
    eta=1.0,
    steps=500,
    defaults={
        "momentum": {"eta": 0.5, "gamma": 0.8},
        "nesterov": {"eta": 0.2},
        "adagrad": {"eta": 2.0},
        "rmsprop": {"eta": 0.2},
        "adam": {"eta": 1.0},
    },
    minima=(Minimum((0.0, 0.0), 0.0),),
)
