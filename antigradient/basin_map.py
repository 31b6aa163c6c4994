"""Basins of attraction: the same run from every point of a grid, all at once, and where each ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.geometry import exact_turn, length, rotated
from antigradient.objectives import Loss, Minimum
from antigradient.objectives.formulas import FormulaLoss
from antigradient.optimisers import Hyper, Memory, Optimiser
from antigradient.optimisers.base import memory_like, numbers_of
from antigradient.oracle import ARMIJO, TRIES, newton
from antigradient.outcomes import Outcome
from antigradient.parameters import THETA_LIMIT
from antigradient.schedules import Pace
from antigradient.stationary import at_minimum, largest_component, norm_at_most
from antigradient.trajectory import Moves
from antigradient.work import attributed_to, spend

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: Ends closer than this share of the window's width are the same minimum.
SAME = 2e-3
#: Nanoseconds of a step whatever the starts, and of each number of a start; of a try and of each start that tries.
STEP, NUMBER, TRY, TRYING = 85e3, 8.0, 45e3, 25.0
#: Of a minimum that is found, and of each run that may have ended there.
FOUND, ENDED = 60e3, 12.0
#: Gradients beyond this are looked at one by one: their squares or their norm may overflow.
HUGE = 1e150


@dataclass(frozen=True)
class Ends:
    """For /basins, where runs ended: `points` (p, starts), `outcomes` (Outcome values) and `steps` (starts,).

    A run that came to a place without a gradient ends at that place; it is no row of a path.
    """

    points: Array
    outcomes: npt.NDArray[np.str_]
    steps: npt.NDArray[np.int64]


class ParallelRuns:
    """For `descend_all`: the runs still under way, as arrays over starts; a run that ends is recorded and dropped."""

    def __init__(self, starts: Array, memory: Memory) -> None:
        self.points = starts.copy()
        self.memory = memory
        self.index = np.arange(starts.shape[1])
        self.ends = Ends(
            starts.copy(),
            np.full(starts.shape[1], Outcome.MAX_STEPS.value, dtype="<U12"),
            np.zeros(starts.shape[1], dtype=np.int64),
        )

    def overflown(self) -> Flags:
        """For `descend_all`: which runs' memories are no longer finite; arrays overflow to inf where floats raise."""
        finite = np.ones(self.index.size, dtype=bool)
        for part in numbers_of(self.memory):
            if isinstance(part, np.ndarray):
                finite &= np.isfinite(part)
        return ~finite

    def end(self, ended: Flags, outcome: Outcome | Sequence[Outcome], step: int, *arrays: Any) -> list[Any]:
        """For `descend_all`: ends the flagged runs where they are now, all for one reason or each for its own.

        Returns `arrays` (over the last axis) for those that go on.
        """
        gone = np.flatnonzero(ended)
        if not gone.size:
            return list(arrays)
        who = self.index[gone]
        self.ends.points[:, who] = self.points[:, gone]
        self.ends.outcomes[who] = outcome
        self.ends.steps[who] = step
        going = np.flatnonzero(~ended)  # `take` by index is ten times as fast as a choice by flags
        self.points, self.index = self.points.take(going, axis=1), self.index.take(going)
        self.memory = memory_like(self.memory, (_chosen(part, going) for part in numbers_of(self.memory)))
        return [_chosen(a, going) for a in arrays]

    def advance(self, u: Iterable[Array], eta: Any, step: int) -> None:
        """For `descend_all`: θ ← θ + ηu; ends the runs that stand still or go too far."""
        update = np.empty_like(self.points)
        for row, component in zip(update, u, strict=True):
            np.multiply(eta, component, out=row)
        if not update.all():
            still = ~np.asarray(update.any(axis=0))
            (update,) = self.end(still, Outcome.STATIONARY, step, update)
        update += self.points  # `points` is overwritten: from here on it holds the next points
        if update.size and not max(update.max(), -update.min()) * len(update) <= THETA_LIMIT:
            (update,) = self.end(~norm_at_most(update, THETA_LIMIT), Outcome.DIVERGED, step, update)
        self.points = update


def descend_all(
    loss: Loss,
    optimiser: Optimiser,
    starts: Array,
    eta: float,
    hyper: Hyper,
    steps: int,
    tol: float,
    pace: Pace | None = None,
    batches: Iterator[tuple[int, ...]] | None = None,
    moves: Moves | None = None,
) -> Ends:
    """For /basins: the ends of the runs that `trajectory.descend` would make from each column of `starts` (p, starts).

    All see the same mini-batches, and turn the same steps by the same angle from their own gradients.

    Trouble is rare: each step looks at the largest and the least of what all runs have in common, and at single runs
    only where one of these says so.
    """
    step, look, carried = optimiser.step(hyper), optimiser.look(hyper), optimiser.carries(hyper)
    runs = ParallelRuns(starts, optimiser.init(len(starts)))
    k = 0
    with attributed_to("steps", lambda: k), np.errstate(all="ignore"):
        for k in range(steps + 1):
            if not runs.index.size:
                break
            spend(STEP + NUMBER * runs.points.size)
            gradient = np.array(loss.gradient(*runs.points))
            size = largest_component(gradient)
            huge = not size.max() < HUGE
            if huge:
                lost = ~np.isfinite(length(gradient))
                (gradient,) = runs.end(lost, failure_outcomes(loss, runs.points[:, lost]), k, gradient)
                size = largest_component(gradient)
            if tol > 0 and size.min(initial=np.inf) <= tol:
                satisfied = size <= tol
                satisfied[satisfied] = length(gradient[:, satisfied]) <= tol
                (gradient,) = runs.end(satisfied, Outcome.CONVERGED, k, gradient)
            if k == steps or not runs.index.size:
                break
            if moves and k in moves:
                beta, by_hand = moves[k]
                runs.advance(rotated(gradient, *exact_turn(np.asarray(beta))), by_hand, k)
                continue
            eta_k: Any = pace(k) if pace else eta
            if pace and carried:
                left = np.array([shift + np.zeros(runs.index.size) for shift in carried(runs.memory)])
                spent = left.any(axis=0) & ~np.isfinite(largest_component(left / eta_k))
                (gradient,) = runs.end(spent, Outcome.UNDEFINED, k, gradient)
                if not runs.index.size:
                    break
            if not eta_k:
                runs.end(np.ones(runs.index.size, bool), Outcome.STATIONARY, k)
                break
            part = loss.part(next(batches)) if batches else loss
            seen = gradient if part is loss else np.array(part.gradient(*runs.points))
            if look:
                ahead = np.array([t - shift for t, shift in zip(runs.points, look(runs.memory), strict=True)])
                seen = np.array(part.gradient(*ahead))
                lost = np.isnan(largest_component(seen))
                (seen,) = runs.end(lost, failure_outcomes(part, ahead[:, lost]), k, seen)
            if optimiser.newton:
                seen = newton(part, runs.points, seen)
                (seen,) = runs.end(~np.isfinite(largest_component(seen)), Outcome.UNDEFINED, k, seen)
            u, runs.memory = step(runs.memory, tuple(seen), eta_k, tuple(runs.points))
            if optimiser.search:
                eta_k = backtrack_all(part, runs.points, seen, np.array(u), eta_k)
                *u, eta_k = runs.end(np.isnan(eta_k), Outcome.UNDEFINED, k, *u, eta_k)
            if huge:
                *u, eta_k = runs.end(runs.overflown(), Outcome.DIVERGED, k, *u, eta_k)
            runs.advance(u, eta_k, k)
    runs.end(np.ones(runs.index.size, bool), Outcome.MAX_STEPS, steps)
    return runs.ends


def failure_outcomes(loss: Loss, points: Array) -> list[Outcome]:
    """For `descend_all`: why each point has no gradient, as an outcome: diverged or undefined.

    A formula tells it for all points at once; of the others plain floats tell it, and arrays do not.
    """
    if isinstance(loss, FormulaLoss):
        return [Outcome.DIVERGED if large else Outcome.UNDEFINED for large in loss.overflows(*points)]
    found = []
    for point in points.T.tolist():
        try:
            found.append(Outcome.DIVERGED if hypot(*loss.slope(*point)) == inf else Outcome.UNDEFINED)
        except OverflowError:
            found.append(Outcome.DIVERGED)
        except (ValueError, ZeroDivisionError):
            found.append(Outcome.UNDEFINED)
    return found


def backtrack_all(loss: Loss, points: Array, gradient: Array, u: Array, eta: float) -> Array:
    """For `descend_all`: the length that `oracle.backtrack` would find at each point; NaN where it finds none."""
    here, slope = loss(*points), np.sum(gradient * u, axis=0)
    lengths = np.full(points.shape[1], eta)
    waiting = np.arange(points.shape[1])
    for _ in range(TRIES):
        spend(TRY + TRYING * waiting.size)
        there = loss(*(points.take(waiting, axis=1) + lengths[waiting] * u.take(waiting, axis=1)))
        enough = (there <= here[waiting] + ARMIJO * lengths[waiting] * slope[waiting]) & (there > -np.inf)
        waiting = waiting[~enough]
        if not waiting.size:
            return lengths
        lengths[waiting] *= 0.5
    lengths[waiting] = np.nan
    return lengths


@dataclass(frozen=True)
class Basins:
    """For /basins: axes `w` (W,) and `b` (B,); `outcome` and `minimum_index` (−1: none), both (B, W); the `minima`."""

    w: Array
    b: Array
    outcome: npt.NDArray[np.str_]
    minimum_index: npt.NDArray[np.int64]
    minima: list[Minimum]


def sort_into_minima(loss: Loss, ends: Ends, known: Sequence[Minimum], width: float) -> tuple[Any, list[Minimum]]:
    """For /basins: the index of the minimum that each settled run reached, known minima first, and those found.

    A minimum that was found is the mean of the ends at it.

    A run has settled where it is satisfied or stands still, and a minimum is where it is.
    """
    same = SAME * width
    index = np.full(ends.outcomes.shape, -1)
    minima = list(known)
    settled = np.isin(ends.outcomes, [Outcome.CONVERGED.value, Outcome.STATIONARY.value])
    left = np.flatnonzero(settled)
    left = left[at_minimum(loss, ends.points.take(left, axis=1), same)]
    for number, minimum in enumerate(minima):
        near = norm_at_most(ends.points.take(left, axis=1) - np.array(minimum.point)[:, None], same)
        index[left[near]] = number
        left = left[~near]
    while left.size:
        spend(FOUND + ENDED * left.size)
        near = norm_at_most(ends.points.take(left, axis=1) - ends.points[:, left[:1]], same)
        found = ends.points[:, left[near]].mean(axis=1)
        index[left[near]] = len(minima)
        minima.append(Minimum(tuple(found.tolist()), float(loss(*map(np.asarray, found))), "found"))
        left = left[~near]
    return index, minima


def _chosen(value: Any, going: npt.NDArray[np.intp]) -> Any:
    return value.take(going, axis=-1) if isinstance(value, np.ndarray) and value.ndim else value
