"""The one loop: from a start, step by step, to an outcome. It computes only the path; `ledger` does the rest."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot, isfinite

import numpy as np
import numpy.typing as npt

from app.descent.objectives import Loss
from app.descent.optimisers import Hyper, Optimiser
from app.descent.parameters import THETA_LIMIT

Array = npt.NDArray[np.float64]


class Outcome(StrEnum):
    """How a run ended."""

    CONVERGED = "converged"
    STATIONARY = "stationary"
    MAX_STEPS = "max_steps"
    DIVERGED = "diverged"
    UNDEFINED = "undefined"


@dataclass(frozen=True)
class Path:
    """θ, ∇L, u and η along a run of m rows and p parameters.

    `points` and `gradients` have shape (p, m); `directions` (p, m−1) and `etas` (m−1,) belong to the step *from* row k,
    and θ_{k+1} = θ_k + η_k u_k holds to the last bit.
    """

    points: Array
    gradients: Array
    directions: Array
    etas: Array
    outcome: Outcome

    def ending_at(self, row: int, outcome: Outcome) -> Path:
        """The same run, ended at `row` for the reason `outcome`."""
        return Path(
            self.points[:, : row + 1],
            self.gradients[:, : row + 1],
            self.directions[:, :row],
            self.etas[:row],
            outcome,
        )


def descend(
    loss: Loss, optimiser: Optimiser, start: Sequence[float], eta: float, hyper: Hyper, steps: int, tol: float
) -> Path:
    """Runs `optimiser` on `loss` from `start` for at most `steps` steps, until ‖∇L‖ ≤ `tol` (0: never satisfied).

    The loop runs on plain floats: at two or three parameters they are several times faster than arrays.
    """
    step, slope = optimiser.step, loss.slope
    point = [float(t) for t in start]
    memory = [optimiser.init(t) for t in point]
    points, gradients, directions, etas = array("d"), array("d"), array("d"), array("d")
    outcome = Outcome.MAX_STEPS
    for k in range(steps + 1):
        try:
            gradient = slope(*point)
        except OverflowError:
            outcome = Outcome.DIVERGED
            break
        norm = hypot(*gradient)
        if not isfinite(norm):
            outcome = Outcome.UNDEFINED if norm != norm else Outcome.DIVERGED
            break
        points.extend(point)
        gradients.extend(gradient)
        if norm <= tol and tol > 0:
            outcome = Outcome.CONVERGED
            break
        if k == steps:
            break
        moves = [step(m, g, eta, hyper) for m, g in zip(memory, gradient, strict=True)]
        update = [eta * u for u, _ in moves]
        if not any(update):
            outcome = Outcome.STATIONARY
            break
        point = [t + d for t, d in zip(point, update, strict=True)]
        if not all(abs(t) <= THETA_LIMIT for t in point):
            outcome = Outcome.DIVERGED
            break
        memory = [m for _, m in moves]
        directions.extend([u for u, _ in moves])
        etas.append(eta)
    rows = len(points) // len(start)
    return Path(
        _columns(points, rows, len(start)),
        _columns(gradients, rows, len(start)),
        _columns(directions, max(rows - 1, 0), len(start)),
        np.array(etas)[: max(rows - 1, 0)],
        outcome,
    )


def _columns(flat: array[float], rows: int, width: int) -> Array:
    """The first `rows` rows of a flat buffer as contiguous columns, shape (width, rows)."""
    return np.ascontiguousarray(np.frombuffer(flat, dtype=float)[: rows * width].reshape(rows, width).T)
