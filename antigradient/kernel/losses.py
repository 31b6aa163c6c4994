"""Losses on symbols: L, ∇L, ∇²L and the bound on the rounding of L, as graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations_with_replacement
from math import nan
from operator import add
from typing import Any

from antigradient.balls import UNIT, Ball, as_ball
from antigradient.data import DATASETS
from antigradient.directions import HIGHEST_ORDER
from antigradient.formula import Formula
from antigradient.functions import sqrt
from antigradient.graph import Symbol, symbol, total
from antigradient.jets import Jet
from antigradient.kernel.shape import Shape
from antigradient.objectives import Loss
from antigradient.objectives.formulas import FormulaLoss
from antigradient.objectives.neurons import NeuronLoss

#: The bound itself has been rounded.
SLACK = 1 + 2.0**-30
#: In the place of `balls.LEAST`: a processor takes forty times as long for a number that is too small to be normal.
LEAST = 1e-307


@dataclass(frozen=True)
class LossGraphs:
    """For modules: at θ L, ∇L, ∇²L row by row from the diagonal on, and a bound on the rounding of L.

    θ is named by the loss's parameters. `columns` are the names of one data point's numbers, `numbers` those of the
    constants.
    """

    value: Symbol
    gradient: tuple[Symbol, ...]
    second: tuple[Symbol, ...]
    bound: Symbol
    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def series_graphs(shape: Shape) -> tuple[Symbol, ...] | None:
    """For modules: the coefficients of tⁿ in L(θ + tu), by their orders; None where jets have to know their numbers.

    u is named by `u_` and the loss's parameters.
    """
    loss = bound_loss(shape)
    jets = [Jet((Symbol(name), Symbol(f"u_{name}")), HIGHEST_ORDER) for name in loss.parameters]
    try:
        if isinstance(loss, NeuronLoss):
            found = of_points(loss, *jets)
        else:
            assert isinstance(loss, FormulaLoss)
            constants = [Jet((Symbol(name),), HIGHEST_ORDER) for name in loss.formula.constants]
            (found,) = loss.formula.programs.value(*jets, *constants)
    except (TypeError, ArithmeticError, ValueError):  # at a kink, or of constants alone
        return None
    return tuple(symbol(found[n]) for n in range(HIGHEST_ORDER + 1)) if isinstance(found, Jet) else None


def of_points(loss: NeuronLoss, *theta: Jet) -> Jet:
    """For `series_graphs`: c Σ ℓ of jets."""
    z = sum_of([*(t * Symbol(f"x{i + 1}") for i, t in enumerate(theta[:-1])), theta[-1]])
    value, *_ = loss.point(z, Symbol("y"))
    factor = loss.reduction.factor(Symbol("n"))  # type: ignore[arg-type]
    return Jet([factor * total(symbol(c)) for c in value.c], value.order)


def sum_of(terms: Sequence[Any]) -> Any:
    """For formulas: the sum, added one after another."""
    return reduce(add, terms)


def neuron_graphs(loss: NeuronLoss) -> LossGraphs:
    """For modules: c Σ ℓ(z, y), z = θ·x, with ∇L = c Σ ℓ′x and ∇²L = c Σ ℓ″xxᵀ."""
    names = loss.parameters
    theta = [Symbol(name) for name in names]
    inputs = [Symbol(f"x{i + 1}") for i in range(len(names) - 1)]
    n, y = Symbol("n"), Symbol("y")
    c = loss.reduction.factor(n)  # type: ignore[arg-type]
    z = sum_of([*(t * x for t, x in zip(theta, inputs, strict=False)), theta[-1]])
    of_point, slope, bend = loss.point.symbols(z, y)
    value = c * total(of_point)
    norms = [Symbol(f"norm_{name}") for name in names]
    size = sum_of([norm * abs(t) for norm, t in zip(norms, theta, strict=True)])
    blur = [loss.blur * norms[-1]] if loss.blur else []
    off = sqrt(c) * UNIT * sum_of([len(names) * loss.steepness * size, *blur])
    return LossGraphs(
        value=value,
        gradient=tuple(c * total(part) for part in times(slope, inputs)),
        second=tuple(c * total(part) for i, by in enumerate(times(bend, inputs)) for part in times(by, inputs[i:])),
        bound=off * (2.0 * sqrt(value) + off) + (n + loss.operations) * UNIT * value + n * LEAST,
        columns=(*(x.kind for x in inputs), y.kind),
        numbers=tuple(norm.kind for norm in norms),
    )


def times(number: Symbol, inputs: Sequence[Symbol]) -> list[Symbol]:
    """For `neuron_graphs`: the number by each of a point's inputs, and by the 1 of b."""
    return [*(number * x for x in inputs), number]


def bound_loss(shape: Shape) -> Loss:
    """For graphs: the loss of some data and constants, whose values are none of a graph's."""
    objective = shape.objective
    data = DATASETS[objective.data] if objective.data else None
    return objective.bind(data, shape.reduction, {**{p.name: p.default for p in objective.constants}, "f": shape.f})


def loss_graphs(shape: Shape) -> LossGraphs:
    """For modules: the graphs of a shape's loss."""
    loss = bound_loss(shape)
    if isinstance(loss, NeuronLoss):
        return neuron_graphs(loss)
    assert isinstance(loss, FormulaLoss)
    return formula_graphs(loss.formula)


def formula_graphs(formula: Formula) -> LossGraphs:
    """For modules: a formula with its derivatives."""
    code, names = formula.programs, tuple(formula.constants)
    theta, constants = [Symbol(name) for name in formula.variables], [Symbol(name) for name in names]
    balls = [*map(Ball, theta), *(Ball(c, Symbol(f"off_{c.kind}")) for c in constants)]
    try:
        *derivatives, value = code.hessian.symbols(*theta, *constants)
        (ball,) = code.value(*balls)
    except (ArithmeticError, ValueError):  # of constants alone, as log(-1): it has no value anywhere
        value, ball = symbol(nan), nan
        derivatives = [value] * len([*combinations_with_replacement(theta, 2), *theta])
    return LossGraphs(
        value=value,
        gradient=tuple(derivatives[-len(theta) :]),
        second=tuple(derivatives[: -len(theta)]),
        bound=symbol(as_ball(ball).radius * SLACK),
        numbers=(*names, *(f"off_{name}" for name in names)),
    )
