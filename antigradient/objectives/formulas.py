"""Losses given by a formula in w and b, with its gradient and Hessian beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from antigradient.balls import rounding_of
from antigradient.data import Data
from antigradient.jets import Jet
from antigradient.objectives.base import Array, Bind, Loss, Reduction
from antigradient.objectives.tally import operations
from antigradient.work import spend

#: Nanoseconds of an operation: on a float, on an array whatever its size, and on each of its places; and of a call.
FLOAT, PASS, PLACE = 45.0, 500.0, 0.9
CALL = (1e3, 6e3, 9e3)

Value = Callable[..., Any]
Gradient = Callable[..., tuple[Any, ...]]
Hessian = Callable[..., tuple[tuple[Any, ...], ...]]


class FormulaLoss:
    """For quadratics and test functions: L, ∇L and ∇²L in plain arithmetic, which serves floats and arrays alike."""

    parameters = ("w", "b")

    def __init__(self, value: Value, gradient: Gradient, hessian: Hessian) -> None:
        self.value = value
        self.slope = gradient
        self.curvature = hessian
        self.counts = [operations(f) for f in (value, gradient, hessian)]
        self.slope_cost = 200.0 + FLOAT * self.counts[1]

    def _count(self, theta: Iterable[Any], order: int) -> tuple[int, ...]:
        """The places' shape; the work of the derivative of this order is counted."""
        shape = np.broadcast_shapes(*(np.shape(t) for t in theta))
        spend(CALL[order] + self.counts[order] * (PASS + PLACE * prod(shape)))
        return shape

    def __call__(self, *theta: Array) -> Array:
        """L(θ)."""
        self._count(theta, 0)
        return np.asarray(self.value(*theta))

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """For analyses and basins: ∇L(θ); a partial that is constant is spread over the places."""
        shape = self._count(theta, 1)
        return tuple(np.broadcast_to(g, shape) for g in self.slope(*theta))

    def hessian(self, *theta: Array) -> tuple[tuple[Array, ...], ...]:
        """For Newton's rule and /gradient: ∇²L(θ), rows of arrays."""
        shape = self._count(theta, 2)
        return tuple(tuple(np.broadcast_to(h, shape) for h in row) for row in self.curvature(*theta))

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        """For the ledger: L(θ) and uᵀ∇²L(θ)u along a path, both of shape (m,)."""
        self._count(theta, 2)
        (ww, wb), (_, bb) = self.curvature(*theta)
        uw, ub = u
        return self(*theta), np.asarray(ww * uw * uw + 2 * wb * uw * ub + bb * ub * ub)

    def rounding(self, theta: Array, value: Array) -> Array:
        """For the ledger and /step: how far each value may be from the exact one, by the same formula on balls."""
        return rounding_of(self.value, theta)

    def series(self, *theta: Jet) -> Jet:
        """For /step: L of jets, by the same formula."""
        found: Jet = self.value(*theta)
        return found

    def part(self, indices: Sequence[int]) -> Loss:
        """For mini-batches, which this loss has not: it has no data points to choose from."""
        return self

    def on_grid(self, *theta: Array) -> Array:
        """For a surface: L over a grid."""
        return self(*theta)

    def samples(self, *theta: float) -> dict[str, Array]:
        """For /gradient: no columns, since there are no data points."""
        return {}


def bind_formula(value: Value, gradient: Gradient, hessian: Hessian) -> Bind:
    """For registry entries: a function that binds a formula without constants, data or reduction."""
    loss = FormulaLoss(value, gradient, hessian)

    def bind(data: Data | None, reduction: Reduction | None, constants: Mapping[str, Any]) -> Loss:
        return loss

    return bind
