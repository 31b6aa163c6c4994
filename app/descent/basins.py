"""Basins of attraction: the same run from every point of a grid, all at once, and where each ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.descent.geometry import length
from app.descent.objectives import Loss, Minimum
from app.descent.optimisers import Hyper, Memory, Optimiser
from app.descent.oracle import ARMIJO, TRIES
from app.descent.parameters import THETA_LIMIT
from app.descent.schedules import Pace
from app.descent.trajectory import Outcome

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: Ends closer than this share of the window's width are the same minimum.
SAME = 2e-3


@dataclass(frozen=True)
class Ends:
    """Where runs ended: `points` (p, starts), `outcomes` (starts,) of Outcome values, `steps` taken (starts,)."""

    points: Array
    outcomes: npt.NDArray[np.str_]
    steps: npt.NDArray[np.int64]


class Field:
    """The runs that are still under way, as arrays over starts; those that end are written down and dropped."""

    def __init__(self, starts: Array, memory: Sequence[Memory]) -> None:
        self.points = starts.copy()
        self.memory = list(memory)
        self.index = np.arange(starts.shape[1])
        self.ends = Ends(
            starts.copy(),
            np.full(starts.shape[1], Outcome.MAX_STEPS.value, dtype="<U12"),
            np.zeros(starts.shape[1], dtype=np.int64),
        )

    def overflown(self) -> Flags:
        """Where the rule's memory is no longer finite."""
        parts = [part for m in self.memory for part in (m if isinstance(m, tuple) else (m,))]
        finite = np.ones(self.index.size, dtype=bool)
        for part in parts:
            if isinstance(part, np.ndarray):
                finite &= np.isfinite(part)
        return ~finite

    def end(self, ended: Flags, outcome: Outcome, step: int, *arrays: Any) -> list[Any]:
        """Ends the flagged runs where they are now; returns `arrays` (over the last axis) for those that go on."""
        if not ended.any():
            return list(arrays)
        who = self.index[ended]
        self.ends.points[:, who] = self.points[:, ended]
        self.ends.outcomes[who] = outcome.value
        self.ends.steps[who] = step
        going = ~ended
        self.points, self.index = self.points[:, going], self.index[going]
        self.memory = [_chosen(m, going) for m in self.memory]
        return [_chosen(a, going) for a in arrays]


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
) -> Ends:
    """What `trajectory.descend` does, from every column of `starts` (p, starts); all see the same mini-batches."""
    step, look = optimiser.step(hyper), optimiser.look(hyper)
    runs = Field(starts, [optimiser.init for _ in starts])
    with np.errstate(all="ignore"):
        for k in range(steps + 1):
            gradient = np.stack(loss.gradient(*runs.points))
            if not np.isfinite(gradient).all():
                norm = length(gradient)
                gradient, norm = runs.end(np.asarray(np.isnan(norm)), Outcome.UNDEFINED, k, gradient, norm)
                (gradient,) = runs.end(np.asarray(np.isinf(norm)), Outcome.DIVERGED, k, gradient)
            if tol > 0:
                (gradient,) = runs.end(within(gradient, tol), Outcome.CONVERGED, k, gradient)
            if k == steps or not runs.index.size:
                break
            eta_k: Any = pace(k) if pace else eta
            if not eta_k:
                runs.end(np.ones(runs.index.size, bool), Outcome.STATIONARY, k)
                break
            part = loss.part(next(batches)) if batches else loss
            seen = gradient if part is loss else np.stack(part.gradient(*runs.points))
            if look:
                ahead = [t - look(m) for t, m in zip(runs.points, runs.memory, strict=True)]
                seen = np.stack(part.gradient(*ahead))
            if optimiser.newton:
                seen = newton_all(part, runs.points, seen)
                (seen,) = runs.end(np.asarray(~np.isfinite(seen).all(axis=0)), Outcome.UNDEFINED, k, seen)
            if optimiser.search:
                eta_k = backtrack_all(part, runs.points, seen, eta_k)
                seen, eta_k = runs.end(np.isnan(eta_k), Outcome.UNDEFINED, k, seen, eta_k)
            u = np.empty_like(seen)
            for i, g in enumerate(seen):
                u[i], runs.memory[i] = step(runs.memory[i], g, eta_k)
            if not np.isfinite(u).all() or runs.overflown().any():
                # Squares of a huge gradient overflow to inf here, where plain floats raise OverflowError.
                u, eta_k = runs.end(~np.isfinite(u).all(axis=0) | runs.overflown(), Outcome.DIVERGED, k, u, eta_k)
            update = eta_k * u
            (update,) = runs.end(~update.any(axis=0), Outcome.STATIONARY, k, update)
            (update,) = runs.end(~within(runs.points + update, THETA_LIMIT), Outcome.DIVERGED, k, update)
            runs.points += update
    runs.end(np.ones(runs.index.size, bool), Outcome.MAX_STEPS, steps)
    return runs.ends


def newton_all(loss: Loss, points: Array, gradient: Array) -> Array:
    """H⁻¹g at each point; NaN where H is singular or has no value."""
    hessian = np.array([[np.broadcast_to(h, gradient.shape[1:]) for h in row] for row in loss.hessian(*points)])
    by_point, right = np.moveaxis(hessian, -1, 0), gradient.T[:, :, None]
    solvable = np.isfinite(by_point).all(axis=(1, 2))
    solvable[solvable] = np.linalg.det(by_point[solvable]) != 0
    solved = np.full(right.shape, np.nan)
    solved[solvable] = np.linalg.solve(by_point[solvable], right[solvable])
    return solved[:, :, 0].T


def backtrack_all(loss: Loss, points: Array, gradient: Array, eta: float) -> Array:
    """The length that `oracle.backtrack` would find at each point; NaN where it finds none."""
    here, slope = loss(*points), -np.sum(gradient * gradient, axis=0)
    lengths = np.full(points.shape[1], eta)
    waiting = np.ones(points.shape[1], dtype=bool)
    for _ in range(TRIES):
        there = loss(*(points[:, waiting] - lengths[waiting] * gradient[:, waiting]))
        short = there <= here[waiting] + ARMIJO * lengths[waiting] * slope[waiting]
        waiting[waiting] = ~short
        if not waiting.any():
            return lengths
        lengths[waiting] *= 0.5
    lengths[waiting] = np.nan
    return lengths


@dataclass(frozen=True)
class Basins:
    """Axes `w` (W,) and `b` (B,); `outcome` and `minimum_index` (−1: none) of shape (B, W); the `minima` reached."""

    w: Array
    b: Array
    outcome: npt.NDArray[np.str_]
    minimum_index: npt.NDArray[np.int64]
    minima: list[Minimum]


def sort_into_minima(loss: Loss, ends: Ends, known: Sequence[Minimum], width: float) -> tuple[Any, list[Minimum]]:
    """Which minimum each settled run reached: the known ones first, then those found, each the mean of its ends.

    A run has settled where it is satisfied or stands still and the loss curves upward; a saddle is no minimum.
    """
    index = np.full(ends.outcomes.shape, -1)
    minima = list(known)
    settled = np.isin(ends.outcomes, [Outcome.CONVERGED.value, Outcome.STATIONARY.value])
    settled[settled] = curves_upward(loss, ends.points[:, settled])
    left = np.flatnonzero(settled)
    for number, minimum in enumerate(minima):
        near = length(ends.points[:, left] - np.array(minimum.point)[:, None]) <= SAME * width
        index[left[near]] = number
        left = left[~near]
    while left.size:
        near = length(ends.points[:, left] - ends.points[:, left[:1]]) <= SAME * width
        found = ends.points[:, left[near]].mean(axis=1)
        index[left[near]] = len(minima)
        minima.append(Minimum(tuple(found.tolist()), float(loss(*map(np.asarray, found))), "found"))
        left = left[~near]
    return index, minima


def curves_upward(loss: Loss, points: Array) -> Flags:
    """Whether the Hessian is positive semi-definite at each point, to rounding."""
    if not points.shape[1]:
        return np.zeros(0, dtype=bool)
    hessian = np.array([[np.broadcast_to(h, points.shape[1:]) for h in row] for row in loss.hessian(*points)])
    eigenvalues = np.linalg.eigvalsh(np.moveaxis(hessian, -1, 0))
    return np.asarray(eigenvalues[:, 0] >= -1e-9 * np.abs(eigenvalues).max(axis=1))


def _chosen(value: Any, going: Flags) -> Any:
    if isinstance(value, tuple):
        return tuple(_chosen(v, going) for v in value)
    return value[..., going] if isinstance(value, np.ndarray) and value.ndim else value


def within(v: Array, radius: float) -> Flags:
    """‖v‖ ≤ radius, for v of shape (p, runs): its length is taken only where its components leave it open."""
    largest = np.abs(v).max(axis=0)
    inside = np.asarray(largest <= radius)
    unsure = inside & (largest * np.sqrt(len(v)) > radius)
    if unsure.any():
        inside[unsure] = length(v[:, unsure]) <= radius
    return inside
