"""The one loop: from a start, step by step, to an outcome. It computes only the path; `ledger` does the rest."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot, inf, isfinite

import numpy as np
import numpy.typing as npt

from antigradient.fast_loop import FastSteps, fast_steps
from antigradient.objectives import Loss
from antigradient.optimisers import Hyper, Optimiser
from antigradient.oracle import NoValueError, Oracle
from antigradient.outcomes import Cause, Outcome
from antigradient.parameters import THETA_LIMIT
from antigradient.schedules import Pace
from antigradient.work import TooMuchError, current_work, rounded_down, spend

Array = npt.NDArray[np.float64]


#: Nanoseconds of a step beside its gradient: in the loop, for each coordinate, and as a row of a ledger and a reply.
STEP, COORDINATE, ROW = 900.0, 450.0, 5e3
#: Of a step of the fast loop, as a share of what it would be in the loop.
FAST_SHARE = 0.35

#: Step k ↦ (β, η): the direction in degrees from ∇L and the length of a step that is taken by hand.
Moves = Mapping[int, tuple[float, float]]


@dataclass(frozen=True)
class Path:
    """From `descend`, for the ledger: θ, ∇L, u and η along a run of m rows and p parameters.

    `points` and `gradients` have shape (p, m); `directions` (p, m−1) and `etas` (m−1,) belong to the step *from* row k,
    and θ_{k+1} = θ_k + η_k u_k holds to the last bit. `more` holds further columns of the steps: a mini-batch's own
    gradient, the lengths that a line search tried. `facts` are numbers about the end, by the names that its sentence
    has for them; `lost` is the place without a gradient that the last step came to.
    """

    points: Array
    gradients: Array
    directions: Array
    etas: Array
    cause: Cause
    more: dict[str, Array] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)
    lost: tuple[float, ...] | None = None

    @property
    def outcome(self) -> Outcome:
        """For tests: the outcome that the run's cause comes under."""
        return self.cause.outcome

    def after(self, ahead: FastSteps, eta: float) -> Path:
        """For `descend`: this run with the rows of the fast loop, taken at the rate `eta`, in front of its own."""
        points = np.concatenate([ahead.points, self.points], axis=1)
        gradients = np.concatenate([ahead.gradients, self.gradients], axis=1)
        directions, etas = ahead.directions, np.full(ahead.rows, eta)
        if self.etas.size:
            directions, etas = np.concatenate([directions, self.directions], axis=1), np.append(etas, self.etas)
        taken = points.shape[1] - 1  # one less than the fast loop took, where the place that it came to has no gradient
        return replace(self, points=points, gradients=gradients, directions=directions[:, :taken], etas=etas[:taken])

    def first(self, rows: int, cause: Cause) -> Path:
        """For the ledger, where a later row has no value: the first `rows` rows of this run, ended for this cause."""
        steps = max(rows - 1, 0)
        return Path(
            self.points[:, :rows],
            self.gradients[:, :rows],
            self.directions[:, :steps],
            self.etas[:steps],
            cause,
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
    """For a scenario's run: the path of `optimiser` on `loss`, at most `steps` steps or until ‖∇L‖ ≤ `tol` (0: never).

    `pace` gives η of step k where it is not the same for all; `batches` the points of each update where they are not
    all; `moves` the steps that are turned by hand, which leave the rule's memory alone. What the optimiser needs is
    supplied here: a gradient ahead of θ, the Hessian, a length found by search.

    The loop runs on plain floats: at two or three parameters they are several times faster than arrays. It keeps flat
    lists, row after row; whatever a failing row has left in them is cut off at the end. Where it can, it sends
    the fast loop ahead and goes on from there.
    """
    slope, step = loss.slope, optimiser.step(hyper)
    oracle = Oracle(loss, optimiser, hyper, batches)
    by_hand = moves or {}
    asked, searched = oracle.needed, optimiser.search
    carried = optimiser.carries(hyper)
    point = [float(t) for t in start]
    p = len(point)
    coordinates = range(p)
    memory = optimiser.init(p)
    ahead = None if asked or searched or by_hand or pace else fast_steps(loss, optimiser, point, eta, hyper, steps, tol)
    cost = slope_cost(loss, optimiser)
    if ahead:
        spend(FAST_SHARE * cost * ahead.rows)
        if ahead.rows > steps:  # it computed the last row too, and no row ended the run
            end = ahead.directions[:, :steps], np.full(steps, eta), last_step_cause(steps, tol)
            return Path(ahead.points, ahead.gradients, *end, facts={"tol": tol})
        point, memory = ahead.point, ahead.memory
    points: list[float] = []
    gradients: list[float] = []
    directions: list[float] = []
    etas: list[float] = []
    first = ahead.rows if ahead else 0
    last = first + current_work().affords(cost + ROW, steps - first)
    cause, facts, lost = last_step_cause(steps, tol), {"tol": tol}, None
    k = first
    try:
        for k in range(first, last + 1):
            gradient = slope(*point)
            norm = hypot(*gradient)
            if not norm < inf:
                cause = Cause.GRADIENT_OVERFLOW if norm == inf else Cause.GRADIENT_UNDEFINED
                lost = tuple(point)
                break
            points += point
            gradients += gradient
            if norm <= tol and tol > 0:
                cause = Cause.SATISFIED
                break
            if k == steps:
                break
            length = eta
            if k in by_hand:
                beta, length = by_hand[k]
                u: Sequence[float] = oracle.step_by_hand(gradient, beta)
            else:
                if pace:
                    length = pace(k)
                    if carried and is_rate_exhausted(left := carried(memory), length):
                        cause, facts = Cause.RATE_EXHAUSTED, {"eta": length, "update": hypot(*left)}
                        break
                    if not length:
                        cause = Cause.ZERO_RATE
                        break
                seen: Sequence[float] = gradient
                if asked:
                    seen = oracle.gradient(point, memory, gradient)
                u, memory = step(memory, seen, length, point)
                if searched:
                    length = oracle.rate(point, seen, u, length)
            moved = False
            for i in coordinates:
                component = u[i]
                directions.append(component)
                update = length * component
                if update:
                    moved = True
                point[i] += update
            etas.append(length)
            if not moved:
                cause = Cause.UPDATE_UNDERFLOW if any(u) else Cause.ZERO_UPDATE
                if k in by_hand and not norm:
                    cause = Cause.ZERO_TURN
                break
            if not hypot(*point) <= THETA_LIMIT:
                cause = Cause.TOO_FAR if all(map(isfinite, u)) else Cause.RULE_OVERFLOW
                facts = {"limit": THETA_LIMIT}
                break
        else:
            raise TooMuchError  # not reached otherwise: at k == steps the loop breaks
    except TooMuchError as error:
        error.name, error.most = "steps", rounded_down(k)
        raise
    except NoValueError as none:
        cause, facts = none.cause, none.facts
    except (ArithmeticError, ValueError) as error:
        overflow = isinstance(error, OverflowError)
        if len(gradients) > p * (k - first):  # there is a gradient, and it is the rule that raised
            cause = Cause.RULE_OVERFLOW if overflow else Cause.RULE_UNDEFINED
        else:
            cause = Cause.GRADIENT_OVERFLOW if overflow else Cause.GRADIENT_UNDEFINED
            lost = tuple(point)
    spend(cost * (k - first))
    rows = len(gradients) // p
    taken = max(rows - 1, 0)
    more: dict[str, Array] = {}
    if batches:
        names = [f"batch_grad_{name}" for name in loss.parameters]
        more |= dict(zip(names, to_columns(oracle.batch_gradients, taken, p), strict=True))
    if optimiser.search:
        more["tried"] = to_columns(oracle.tried, taken, 1)[0]
    path = Path(
        to_columns(points, rows, p),
        to_columns(gradients, rows, p),
        to_columns(directions, taken, p),
        to_columns(etas, taken, 1)[0],
        cause,
        more,
        facts,
        lost,
    )
    return path.after(ahead, eta) if ahead else path


def last_step_cause(steps: int, tol: float) -> Cause:
    """For `descend`, when every step has been taken: the cause by which the run ends."""
    if not steps:
        return Cause.NO_STEPS
    return Cause.MAX_STEPS if tol > 0 else Cause.NO_TOLERANCE


def is_rate_exhausted(left: Sequence[float], eta: float) -> bool:
    """For `descend`: whether η is too small for u = −v/η in floats though part of the velocity v is left."""
    return any(left) and not (eta and all(isfinite(v / eta) for v in left))


def slope_cost(loss: Loss, optimiser: Optimiser) -> float:
    """For budgets of work: nanoseconds of a step in the loop, without what its oracle does."""
    return STEP + len(loss.parameters) * COORDINATE + loss.slope_cost * (2 if optimiser.ahead else 1)


def to_columns(flat: Sequence[float], rows: int, width: int) -> Array:
    """For `descend`: the first `rows` rows of a flat list as contiguous columns, shape (width, rows)."""
    count = rows * width
    packed = struct.pack(f"{count}d", *flat[:count])  # in a third of the time that numpy takes over a list
    return np.frombuffer(packed).reshape(rows, width).T.copy()
