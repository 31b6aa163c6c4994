"""Quadratics: a constant Hessian, so that to second order is exact and every run has a closed form."""

from __future__ import annotations

from antigradient.objectives.base import Minimum
from antigradient.objectives.formulas import formula_objective
from antigradient.parameters import LAMBDA1, LAMBDA2

LECTURE = "M. Khapra, Deep Learning CS7015, lecture 4."

BOWL = formula_objective(
    "bowl",
    "w^2+b^2",
    source=LECTURE,
    start=(-3.0, 2.0),
    eta=0.1,
    steps=100,
    defaults={
        "momentum": {"eta": 0.05, "gamma": 0.8},
        "nesterov": {"eta": 0.05, "gamma": 0.8},
    },
    minima=(Minimum((0.0, 0.0), 0.0),),
)

SADDLE = formula_objective(
    "saddle",
    "w^2-b^2",
    source=LECTURE,
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
        "normalised": {"eta": 0.03},
        "conjugate": {"eta": 0.1},
        "bfgs": {"eta": 0.1},
    },
)


RAVINE = formula_objective(
    "ravine",
    "0.5(lambda1*w^2+lambda2*b^2)",
    latex=r"L = \tfrac12(\lambda_1 w^2 + \lambda_2 b^2)",
    source="G. Goh, Why Momentum Really Works, Distill, 2017.",
    eta=0.09,
    defaults={
        "momentum": {"eta": 0.05, "gamma": 0.8},
        "nesterov": {"eta": 0.02, "gamma": 0.8},
        "conjugate": {"eta": 0.5},
    },
    constants=(LAMBDA1, LAMBDA2),
    start=(-3.5, 1.5),
    minima=(Minimum((0.0, 0.0), 0.0, positive=("lambda1", "lambda2")),),
)

BOOTH = formula_objective(
    "booth",
    "(w+2b-7)^2+(2w+b-5)^2",
    source="M. Jamil and X.-S. Yang, A literature survey of benchmark functions, 2013.",
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
        "conjugate": {"eta": 0.5},
    },
    minima=(Minimum((1.0, 3.0), 0.0),),
)

MATYAS = formula_objective(
    "matyas",
    "0.26(w^2+b^2)-0.48w*b",
    source="M. Jamil and X.-S. Yang, A literature survey of benchmark functions, 2013.",
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
        "conjugate": {"eta": 3.0},
    },
    minima=(Minimum((0.0, 0.0), 0.0),),
)
