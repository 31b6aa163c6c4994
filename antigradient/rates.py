"""Learning rates that work: how long a step may be near the minimum below the start, and an η for the way down.

On a parabola of curvature λ gradient descent creeps while η ≤ 1/λ, bounces from side to side up to 2/λ and leaves
beyond; other rules have other limits (`Optimiser.stable`). Near a minimum every loss is such a parabola, steepest along
the eigenvector of the Hessian's largest eigenvalue. Source: Y. Nesterov, Lectures on Convex Optimization, 2018, 2.1.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isfinite

import numpy as np

from antigradient.geometry import singular
from antigradient.objectives import Loss
from antigradient.objectives.base import Array
from antigradient.optimisers.base import Hyper, Optimiser
from antigradient.oracle import hessians
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario, default_numbers
from antigradient.work import TooMuchError, attempt, spend

#: Steps of the careful descent: a shipped loss takes at most 40 of them.
CAREFUL_STEPS = 200
#: Nanoseconds of one, beside what the loss counts itself.
CAREFUL_COST = 100e3
#: Halvings of a step until it goes down.
HALVINGS = 60
#: What is left of the way down where a run counts as arrived.
ARRIVED = 0.02
#: How many learning rates are tried, each half of the one before.
TRIES = 20


@dataclass(frozen=True)
class Rates:
    """For /rates and the page: the minimum below the start, if one was found, and what it asks of η.

    `curvature` is λmax there, `smooth` 1/λmax, up to which a rule without memory comes down on one side, None for other
    rules; `limit` the η beyond which the rule leaves the minimum, None for a rule without one. Without a minimum all
    are None. `working` is an η of one digit with which the run, tried out, goes down; None if none was found, and for a
    rule whose η has no unit (Newton's share of its step, the length from which a line search comes down).
    """

    minimum: tuple[float, ...] | None
    curvature: float | None
    smooth: float | None
    limit: float | None
    working: float | None


def rates_for(scenario: Scenario, search: bool = True) -> Rates:
    """For /rates and the page: what suits this scenario's loss, data, start and rule; `search` for one that works."""
    found = minimum_below(scenario.loss, scenario.start)
    curvature = None if found is None else float(np.linalg.eigvalsh(hessians(scenario.loss, found[:, None])[0])[-1])
    scale = 1 / curvature if curvature else None
    smooth = scale if scenario.optimiser.stable and not scenario.optimiser.remembers else None
    limit = rate_limit(scenario.optimiser, scenario.numbers, curvature) if curvature else None
    working = working_rate(scenario, found, scale) if search and scenario.optimiser.eta is None else None
    return Rates(None if found is None else tuple(map(float, found)), curvature, smooth, limit, working)


def rate_limit(optimiser: Optimiser, hyper: Hyper, curvature: float) -> float | None:
    """For `rates_for`: the η beyond which the rule leaves a minimum of this curvature; None without a limit."""
    most = optimiser.largest_stable(hyper)
    return None if most is None else most / curvature


def step_limit(gradient: Array, hessian: Array) -> float | None:
    """For what is tried: the η up to which a step along −∇L goes down, to second order: 2‖g‖²/(gᵀHg).

    None where the loss does not curve upwards along the step, so that no length is too much to this order.
    """
    size = float(np.abs(gradient).max(initial=0.0))
    if not size:
        return None
    g = gradient / size
    bend = float(g @ hessian @ g)
    return 2 * float(g @ g) / bend if bend > 0 and isfinite(bend) else None


def minimum_below(loss: Loss, start: Sequence[float]) -> Array | None:
    """For `rates_for`: the minimum that a careful descent from the start comes to, (p,); None where it finds none.

    Newton's step with every eigenvalue taken as positive, halved until the loss falls: it leaves saddles, and is not
    misled by the units of the parameters. A minimum has a gradient of 0 to rounding and a positive definite Hessian.
    """
    point = np.array(start, dtype=float)
    with np.errstate(all="ignore"):
        value = value_at(loss, point)
        for _ in range(CAREFUL_STEPS):
            spend(CAREFUL_COST)
            gradient, hessian = gradient_at(loss, point), hessians(loss, point[:, None])[0]
            if not (isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()):
                return None
            eigenvalues, vectors = np.linalg.eigh(hessian)
            sizes = np.maximum(np.abs(eigenvalues), np.abs(eigenvalues).max() * np.finfo(float).eps)
            if not sizes.max():
                return None
            step = -vectors @ ((vectors.T @ gradient) / sizes)
            promised = float(-gradient @ step) / 2
            if promised <= 4 * float(loss.rounding(point[:, None], np.array([value]))[0]):
                return point if eigenvalues[0] > 0 and not singular(eigenvalues) else None
            for _ in range(HALVINGS):
                there = point + step
                lower = value_at(loss, there)
                if lower < value:
                    break
                step = step / 2
            else:
                return None
            point, value = there, lower
    return None


def working_rate(scenario: Scenario, minimum: Array | None, scale: float | None) -> float | None:
    """For `rates_for`: the largest η of one digit among those tried with which the run goes nearly all the way down.

    Tried are the loss's own, and halves of what the curvature at the start and at the minimum allow; each by running
    it, while the work of a request lasts. Where none goes all the way, one with which the run ends at its lowest.
    """
    loss = scenario.loss
    start = value_at(loss, np.array(scenario.start))
    lowest = value_at(loss, minimum) if minimum is not None else None
    downhill = None
    for eta in _candidates(scenario, scale):
        try:
            with attempt():
                run = replace(scenario, numbers={**scenario.numbers, "eta": eta}, vs=(), runs=(), moves=()).ledger()
        except TooMuchError:
            break
        losses = run.columns["loss"]
        if run.cause.outcome in (Outcome.DIVERGED, Outcome.UNDEFINED) or not losses.size:
            continue
        end = float(losses[-1])
        if lowest is not None and end - lowest <= ARRIVED * (start - lowest):
            return eta
        if downhill is None and end < start and end <= float(losses.min()) * (1 + 1e-9):
            downhill = eta
    return downhill


def _candidates(scenario: Scenario, scale: float | None) -> Iterator[float]:
    """Learning rates of one digit from large to small, none twice."""
    usual = default_numbers(scenario.usual, scenario.optimiser)["eta"]
    first = usual
    if scenario.optimiser.stable:
        start = np.array(scenario.start)
        with np.errstate(all="ignore"):
            step = step_limit(gradient_at(scenario.loss, start), hessians(scenario.loss, start[:, None])[0])
        first = min(rate for rate in (scale, step, usual) if rate is not None and isfinite(rate))
    seen: set[float] = set()
    for i in range(TRIES):
        eta = one_digit(first / 2**i)
        if eta not in seen:
            seen.add(eta)
            yield eta


def one_digit(value: float) -> float:
    """For suggestions: the number 1, 2 or 5 times a power of ten at or below `value`, which is positive."""
    power = Decimal(value).adjusted()  # exact, where a logarithm rounds
    return max(found for digit in (1, 2, 5, 10) if (found := float(f"{digit}e{power}")) <= value)


def value_at(loss: Loss, point: Array) -> float:
    """For rates: L at a point; NaN where there is none."""
    with np.errstate(all="ignore"):
        return float(loss(*point[:, None])[0])


def gradient_at(loss: Loss, point: Array) -> Array:
    """For rates: ∇L at a point, (p,); NaN where there is none."""
    with np.errstate(all="ignore"):
        return np.array([float(g[0]) for g in np.broadcast_arrays(*loss.gradient(*point[:, None]))])
