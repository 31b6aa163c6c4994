"""Losses on symbols: L, ∇L, uᵀ∇²L u and the bound on the rounding of L, as graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import nan
from operator import add
from typing import Any

from antigradient.balls import LEAST, UNIT, Ball, as_ball
from antigradient.data import DATASETS
from antigradient.formula import Formula
from antigradient.functions import sqrt
from antigradient.graph import Symbol, symbol, total
from antigradient.kernel.shape import Shape
from antigradient.objectives.formulas import FormulaLoss
from antigradient.objectives.neurons import NeuronLoss

#: The bound itself has been rounded.
SLACK = 1 + 2.0**-30


@dataclass(frozen=True)
class LossGraphs:
    """For modules: L, ∇L, uᵀ∇²L u and a bound on the rounding of L, at θ and along u.

    θ is named by the loss's parameters and u by `u_` and those. `columns` are the names of one data point's numbers,
    `numbers` those of the constants behind the reduction's factor, `factor`.
    """

    value: Symbol
    gradient: tuple[Symbol, ...]
    curvature: Symbol
    bound: Symbol
    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ("factor",)


def sum_of(terms: Sequence[Any]) -> Any:
    """For formulas: the sum, added one after another."""
    return reduce(add, terms)


def neuron_graphs(loss: NeuronLoss) -> LossGraphs:
    """For modules: c Σ ℓ(z, y), z = θ·x, with ∇L = c Σ ℓ′x and uᵀ∇²Lu = c Σ ℓ″(u·x)²."""
    names = loss.parameters
    theta, u = [Symbol(name) for name in names], [Symbol(f"u_{name}") for name in names]
    inputs = [Symbol(f"x{i + 1}") for i in range(len(names) - 1)]
    c, n, y = Symbol("factor"), Symbol("n"), Symbol("y")
    z = sum_of([*(t * x for t, x in zip(theta, inputs, strict=False)), theta[-1]])
    rise = sum_of([*(t * x for t, x in zip(u, inputs, strict=False)), u[-1]])
    of_point, slope, bend = loss.point.symbols(z, y)
    value = c * total(of_point)
    norms = [*(Symbol(f"norm_{x.kind}") for x in inputs), sqrt(n)]
    size = sum_of([norm * abs(t) for norm, t in zip(norms, theta, strict=True)])
    off = sqrt(c) * UNIT * (len(names) * loss.steepness * size + loss.blur * sqrt(n))
    return LossGraphs(
        value=value,
        gradient=(*(c * total(slope * x) for x in inputs), c * total(slope)),
        curvature=c * total(bend * (rise * rise)),
        bound=off * (2.0 * sqrt(value) + off) + (n + loss.operations) * UNIT * value + n * LEAST,
        columns=(*(x.kind for x in inputs), y.kind),
        numbers=(c.kind, *(norm.kind for norm in norms[:-1])),
    )


def loss_graphs(shape: Shape) -> LossGraphs:
    """For modules: the graphs of a shape's loss."""
    objective = shape.objective
    data = DATASETS[objective.data] if objective.data else None
    usual = {p.name: p.default for p in objective.constants}  # their values are none of a graph's
    loss = objective.bind(data, shape.reduction, {**usual, "f": shape.f})
    if isinstance(loss, NeuronLoss):
        return neuron_graphs(loss)
    assert isinstance(loss, FormulaLoss)
    return formula_graphs(loss.formula)


def formula_graphs(formula: Formula) -> LossGraphs:
    """For modules: a formula with its derivatives."""
    code, names = formula.programs, tuple(formula.constants)
    theta, constants = [Symbol(name) for name in formula.variables], [Symbol(name) for name in names]
    u = [Symbol(f"u_{name}") for name in formula.variables]
    balls = [*map(Ball, theta), *(Ball(c, Symbol(f"off_{c.kind}")) for c in constants)]
    try:
        *gradient, value = code.gradient.symbols(*theta, *constants)
        curvature, _ = code.along.symbols(*theta, *constants, *u)
        (ball,) = code.value(*balls)
    except (ArithmeticError, ValueError):  # of constants alone, as log(-1): it has no value anywhere
        value = curvature = symbol(nan)
        gradient, ball = [value] * len(theta), nan
    return LossGraphs(
        value=value,
        gradient=tuple(gradient),
        curvature=curvature,
        bound=symbol(as_ball(ball).radius * SLACK),
        numbers=("factor", *names, *(f"off_{name}" for name in names)),
    )
