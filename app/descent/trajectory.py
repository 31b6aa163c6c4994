"""The one loop: from a start, step by step, to an outcome. It computes only the path; `ledger` does the rest."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import hypot, inf

import numpy as np
import numpy.typing as npt

from app.descent.objectives import Loss
from app.descent.optimisers import Hyper, Memory, Optimiser
from app.descent.oracle import NoValueError, Oracle
from app.descent.parameters import THETA_LIMIT
from app.descent.schedules import Pace
from app.descent.sprint import Sprint, sprint

Array = npt.NDArray[np.float64]


#: Step k ↦ (β, η): the direction in degrees from ∇L and the length of a step that is taken by hand.
Moves = Mapping[int, tuple[float, float]]


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
    and θ_{k+1} = θ_k + η_k u_k holds to the last bit. `more` holds further columns of the steps: a mini-batch's own
    gradient, the lengths that a line search tried.
    """

    points: Array
    gradients: Array
    directions: Array
    etas: Array
    outcome: Outcome
    more: dict[str, Array] = field(default_factory=dict)

    def after(self, ahead: Sprint, eta: float) -> Path:
        """The run that begins with a sprint, at this rate, and goes on as this one."""
        points = np.concatenate([ahead.points, self.points], axis=1)
        gradients = np.concatenate([ahead.gradients, self.gradients], axis=1)
        directions, etas = ahead.directions, np.full(ahead.rows, eta)
        if self.etas.size:
            directions, etas = np.concatenate([directions, self.directions], axis=1), np.append(etas, self.etas)
        taken = points.shape[1] - 1  # one less than the sprint took, where the place that it came to has no gradient
        return Path(points, gradients, directions[:, :taken], etas[:taken], self.outcome)

    def first(self, rows: int, outcome: Outcome) -> Path:
        """The first `rows` rows of the same run, ended for the reason `outcome`."""
        steps = max(rows - 1, 0)
        return Path(
            self.points[:, :rows],
            self.gradients[:, :rows],
            self.directions[:, :steps],
            self.etas[:steps],
            outcome,
            {name: column[:steps] for name, column in self.more.items()},
        )


def descend(
    loss: Loss,
    optimiser: Optimiser,
    start: Sequence[float],
    eta: float,
    hyper: Hyper,
    steps: int,
    tol: float,
    pace: Pace | None = None,
    batches: Iterator[tuple[int, ...]] | None = None,
    moves: Moves | None = None,
) -> Path:
    """Runs `optimiser` on `loss` from `start` for at most `steps` steps, until ‖∇L‖ ≤ `tol` (0: never satisfied).

    `pace` gives η of step k where it is not the same for all; `batches` the points of each update where they are not
    all; `moves` the steps that are turned by hand, which leave the rule's memory alone. What the optimiser needs is
    supplied here: a gradient ahead of θ, the Hessian, a length found by search.

    The loop runs on plain floats: at two or three parameters they are several times faster than arrays. It keeps flat
    lists, row after row; whatever a failing row has left in them is cut off at the end. Where it can, it sends a
    `sprint` ahead and goes on from there.
    """
    slope, step = loss.slope, optimiser.step(hyper)
    oracle = Oracle(loss, optimiser, hyper, batches)
    by_hand = moves or {}
    asked = oracle.needed or bool(by_hand)
    point = [float(t) for t in start]
    coordinates = range(len(point))
    memory = [optimiser.init for _ in coordinates]
    ahead = None if asked or pace else sprint(loss, optimiser, point, eta, hyper, steps, tol)
    if ahead:
        if ahead.rows > steps:  # it saw the last row too, and nothing in any row that ends a run
            end = ahead.directions[:, :steps], np.full(steps, eta), Outcome.MAX_STEPS
            return Path(ahead.points, ahead.gradients, *end)
        point, memory = ahead.point, ahead.memory
    points: list[float] = []
    gradients: list[float] = []
    directions: list[float] = []
    etas: list[float] = []
    outcome = Outcome.MAX_STEPS
    try:
        for k in range(ahead.rows if ahead else 0, steps + 1):
            gradient = slope(*point)
            norm = hypot(*gradient)
            if not norm < inf:
                outcome = Outcome.DIVERGED if norm == inf else Outcome.UNDEFINED
                break
            points += point
            gradients += gradient
            if norm <= tol and tol > 0:
                outcome = Outcome.CONVERGED
                break
            if k == steps:
                break
            length = eta
            if pace and k not in by_hand:
                length = pace(k)
                if not length:  # a schedule that has run out
                    outcome = Outcome.STATIONARY
                    break
            seen: Sequence[float] = gradient
            rule = step
            if k in by_hand:
                beta, length = by_hand[k]
                seen, rule = oracle.turn(gradient, beta), straight
            elif asked:
                seen, length = oracle.see(point, memory, gradient, length)
            moved = False
            for i in coordinates:
                u, memory[i] = rule(memory[i], seen[i], length)
                directions.append(u)
                update = length * u
                if update:
                    moved = True
                point[i] += update
            etas.append(length)
            if not moved:
                outcome = Outcome.STATIONARY
                break
            if not hypot(*point) <= THETA_LIMIT:
                outcome = Outcome.DIVERGED
                break
    except OverflowError:
        outcome = Outcome.DIVERGED
    except (ValueError, ZeroDivisionError, NoValueError):
        outcome = Outcome.UNDEFINED
    p = len(point)
    rows = len(gradients) // p
    taken = max(rows - 1, 0)
    more: dict[str, Array] = {}
    if batches:
        names = [f"batch_grad_{name}" for name in loss.parameters]
        more |= dict(zip(names, columns(oracle.batch_gradients, taken, p), strict=True))
    if optimiser.search:
        more["tried"] = columns(oracle.tried, taken, 1)[0]
    path = Path(
        columns(points, rows, p),
        columns(gradients, rows, p),
        columns(directions, taken, p),
        columns(etas, taken, 1)[0],
        outcome,
        more,
    )
    return path.after(ahead, eta) if ahead else path


def straight(memory: Memory, g: float, eta: float) -> tuple[float, Memory]:
    """u = −g, whatever the rule remembers."""
    return -g, memory


def columns(flat: Sequence[float], rows: int, width: int) -> Array:
    """The first `rows` rows of a flat list as contiguous columns, shape (width, rows)."""
    count = rows * width
    packed = struct.pack(f"{count}d", *flat[:count])  # in a third of the time that numpy takes over a list
    return np.frombuffer(packed).reshape(rows, width).T.copy()
