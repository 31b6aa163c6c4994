"""What the loop supplies to a rule that asks for more than ∇L(θ)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import hypot, inf, isfinite, nan
from operator import mul

import numpy as np
import numpy.typing as npt

from antigradient.geometry import exact_turn, rotated, singular
from antigradient.objectives import Loss
from antigradient.optimisers import Hyper, Memory, Optimiser
from antigradient.optimisers.base import Vector
from antigradient.optimisers.vectors import solution
from antigradient.outcomes import Cause
from antigradient.work import spend

Array = npt.NDArray[np.float64]

#: Armijo's condition accepts η where L falls by at least this share of what the first order promises.
ARMIJO = 1e-4
#: So many halvings make 1 into 1e-18: a loss that has not fallen by then will not fall.
TRIES, TOGETHER = 60, 7
#: Nanoseconds, beside what the loss counts: of choosing a batch and of each of its points, of an inverse Hessian and of
#: many at once for each of them, of a round of a search.
BATCH, CHOSEN, INVERSE, INVERSES, ROUND = 30e3, 450.0, 90e3, 1.2e3, 40e3
HALVES = 0.5 ** np.arange(TRIES)


class NoValueError(Exception):
    """Raised to `descend`: what the rule needs has no value here, for this cause; `facts` are for its sentence."""

    def __init__(self, cause: Cause, **facts: float) -> None:
        super().__init__(cause)
        self.cause = cause
        self.facts = facts


class Oracle:
    """For `descend`: the gradient that a rule is given and the length of its step; it records for the ledger.

    The gradient is that of a mini-batch where there are `batches`, at the place that the rule looks ahead to, through
    the inverse Hessian for Newton's rule. A line search is held on the same batch's loss.
    """

    def __init__(
        self, loss: Loss, optimiser: Optimiser, hyper: Hyper, batches: Iterator[tuple[int, ...]] | None
    ) -> None:
        self.optimiser = optimiser
        self.batches = batches
        self.look: Callable[[Memory], Vector] | None = optimiser.look(hyper)
        self.loss = loss
        self._part = loss
        self.batch_gradients: list[float] = []
        self.tried: list[float] = []

    @property
    def needed(self) -> bool:
        """For `descend`: whether a rule needs another gradient than the plain ∇L(θ)."""
        return bool(self.batches or self.look or self.optimiser.newton)

    def step_by_hand(self, gradient: Sequence[float], beta: float) -> list[float]:
        """For a step by hand: the u at β degrees from ∇L that is as long as ∇L."""
        self.batch_gradients += [nan] * len(gradient) if self.batches else []
        self.tried += [0] if self.optimiser.search else []
        return [float(u) for u in rotated(np.array(gradient), *exact_turn(np.asarray(beta)))]

    def gradient(self, point: Sequence[float], memory: Memory, full: Sequence[float]) -> Sequence[float]:
        """For `descend`: what the rule is given in the place of ∇L(θ), which is `full`. Raises NoValueError."""
        part, seen = self.loss, full
        if self.batches:
            batch = next(self.batches)
            part = self._part = self.loss.part(batch)
            spend(BATCH + CHOSEN * len(batch) + part.slope_cost)
            seen = gradient_of(part, point)
            self.batch_gradients += seen
        if self.look:
            seen = gradient_of(part, [t - shift for t, shift in zip(point, self.look(memory), strict=True)])
        if self.optimiser.newton:
            (seen,) = newton(part, np.array([point]).T, np.array([seen]).T).T.tolist()
            if not all(map(isfinite, seen)):
                raise NoValueError(newton_failure(part, point))
        return seen

    def rate(self, point: Sequence[float], gradient: Sequence[float], u: Sequence[float], eta: float) -> float:
        """For `descend`, with a search: the length of the step u that was made of `gradient`, in the place of η.

        Raises NoValueError.
        """
        length, count = backtrack(self._part, point, gradient, u, eta)
        self.tried.append(count)
        return length


def gradient_of(loss: Loss, point: Sequence[float]) -> tuple[float, ...]:
    """For the oracle: ∇L at a place other than θ, or of a mini-batch, as plain floats. Raises NoValueError."""
    try:
        found = loss.slope(*point)
        norm = hypot(*found)
    except OverflowError:
        norm = inf
    except (ValueError, ZeroDivisionError):
        norm = nan
    if not norm < inf:
        raise NoValueError(Cause.AHEAD_OVERFLOW if norm == inf else Cause.AHEAD_UNDEFINED)
    return found


def newton(loss: Loss, points: Array, gradient: Array) -> Array:
    """For Newton's rule and for basins: H⁻¹g at points (p, m); NaN where H has no value or is singular to rounding.

    There the direction would consist of rounding errors, and two ways to compute the same Hessian would give two.
    """
    spend(INVERSE + INVERSES * points.shape[1])
    with np.errstate(all="ignore"):
        by_point, right = hessians(loss, points), gradient.T[:, :, None]
    solvable = np.asarray(np.isfinite(by_point).all(axis=(1, 2)))
    solvable[solvable] = ~singular(np.asarray(np.linalg.eigvalsh(by_point[solvable]), dtype=float))
    solved = np.full(right.shape, np.nan)
    if len(points) == 2:  # by the same operations as in a browser
        with np.errstate(all="ignore"):
            (ww, wb), (_, bb) = by_point[solvable].transpose(1, 2, 0)
            solved[solvable, :, 0] = np.transpose(solution((ww, wb, bb), [*right[solvable, :, 0].T]))
    else:
        solved[solvable] = np.linalg.solve(by_point[solvable], right[solvable])
    return solved[:, :, 0].T


def newton_failure(loss: Loss, point: Sequence[float]) -> Cause:
    """For the oracle: the cause for which `newton` has no direction at a point."""
    with np.errstate(all="ignore"):
        (hessian,) = hessians(loss, np.array([point]).T)
    if not np.isfinite(hessian).all():
        return Cause.HESSIAN_UNDEFINED
    return Cause.HESSIAN_SINGULAR if singular(np.linalg.eigvalsh(hessian)) else Cause.NEWTON_OVERFLOW


def hessians(loss: Loss, points: Array) -> Array:
    """For Newton's rule and for basins: ∇²L at points of shape (p, m), as matrices of shape (m, p, p)."""
    rows = [[np.broadcast_to(h, points.shape[1:]) for h in row] for row in loss.hessian(*points)]
    return np.moveaxis(np.array(rows), -1, 0)


def backtrack(
    loss: Loss, point: Sequence[float], gradient: Sequence[float], direction: Sequence[float], eta: float
) -> tuple[float, int]:
    """For the oracle: the first of η, η/2, η/4, … with L(θ+ηu) ≤ L(θ) + c η uᵀ∇L, and the number tried.

    A loss that is NaN or infinite meets nothing. Raises NoValueError where none of TRIES does. Several are evaluated at
    once, with θ itself so that all are rounded alike: to numpy eight places cost little more than one.
    """
    theta, u = np.array(point)[:, None], np.array(direction)[:, None]
    slope = sum(map(mul, gradient, direction))
    with np.errstate(all="ignore"):
        for first in range(0, TRIES, TOGETHER):
            spend(ROUND)
            lengths = eta * HALVES[first : first + TOGETHER]
            here, *rest = loss(*(theta + np.append(0.0, lengths) * u))
            there = np.array(rest)
            enough = (there <= here + ARMIJO * lengths * slope) & (there > -inf)
            if enough.any():
                count = int(enough.argmax())
                return float(lengths[count]), first + count + 1
    raise NoValueError(Cause.NO_LENGTH, tries=TRIES, eta=eta)
