"""What the loop supplies to a rule that asks for more than ∇L(θ)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from app.descent.objectives import Loss
from app.descent.optimisers import Hyper, Memory, Optimiser

#: Armijo's condition accepts η where L falls by at least this share of what the first order promises.
ARMIJO = 1e-4
#: So many halvings make 1 into 1e-18: what has not fallen by then is not going to.
TRIES = 60


class NoValueError(ArithmeticError):
    """What the rule needs has no value here: the Hessian is singular, or no length is short enough."""


class Oracle:
    """The gradient that a rule sees, and the length of its step; keeps what it did for the ledger.

    The gradient is that of a mini-batch where there are `batches`, at the place that the rule looks ahead to, through
    the inverse Hessian for Newton's rule. A line search is held on the same batch's loss.
    """

    def __init__(
        self, loss: Loss, optimiser: Optimiser, hyper: Hyper, batches: Iterator[tuple[int, ...]] | None
    ) -> None:
        self.optimiser = optimiser
        self.batches = batches
        self.look: Callable[[Memory], float] | None = optimiser.look(hyper)
        self.loss = loss
        self.batch_gradients: list[float] = []
        self.tried: list[float] = []

    @property
    def needed(self) -> bool:
        """Whether the plain ∇L(θ) and η would not do."""
        return bool(self.batches or self.look or self.optimiser.newton or self.optimiser.search)

    def see(
        self, point: Sequence[float], memory: Sequence[Memory], full: Sequence[float], eta: float
    ) -> tuple[Sequence[float], float]:
        """What the rule is given in the place of ∇L(θ), which is `full`, and of η.

        Raises NoValueError, and whatever the loss does where it has no value.
        """
        part, seen = self.loss, full
        if self.batches:
            part = self.loss.part(next(self.batches))
            seen = part.slope(*point)
            self.batch_gradients += seen
        if self.look:
            seen = part.slope(*[t - self.look(m) for t, m in zip(point, memory, strict=True)])
        if self.optimiser.newton:
            seen = newton(part, point, seen)
        if self.optimiser.search:
            eta, count = backtrack(part, point, seen, eta)
            self.tried.append(count)
        return seen, eta


def newton(loss: Loss, point: Sequence[float], gradient: Sequence[float]) -> list[float]:
    """H⁻¹g at a point. Raises NoValueError where H is singular."""
    hessian = np.array([[float(h) for h in row] for row in loss.hessian(*map(np.asarray, point))])
    try:
        solved = np.linalg.solve(hessian, np.array(gradient))
    except np.linalg.LinAlgError:
        raise NoValueError from None
    if not np.isfinite(solved).all():
        raise NoValueError
    return [float(s) for s in solved]


def backtrack(loss: Loss, point: Sequence[float], gradient: Sequence[float], eta: float) -> tuple[float, int]:
    """The first of η, η/2, η/4, … with L(θ+ηu) ≤ L(θ) + c η uᵀ∇L for u = −∇L, and how many were tried.

    Raises NoValueError where none of TRIES is.
    """
    here = value(loss, point)
    slope = -sum(g * g for g in gradient)
    for count in range(1, TRIES + 1):
        if value(loss, [t - eta * g for t, g in zip(point, gradient, strict=True)]) <= here + ARMIJO * eta * slope:
            return eta, count
        eta *= 0.5
    raise NoValueError


def value(loss: Loss, point: Sequence[float]) -> float:
    """L at a point; NaN or infinite where it has no value, which no length is accepted for."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return float(loss(*map(np.asarray, point)))
