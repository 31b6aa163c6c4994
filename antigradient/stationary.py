"""What kind of place a point is whose gradient is almost 0: by its curvatures, and by how near its bottom is."""

from __future__ import annotations

from enum import StrEnum
from functools import reduce

import numpy as np
import numpy.typing as npt

from antigradient.geometry import length, singular
from antigradient.objectives import Loss
from antigradient.oracle import hessians

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: A curvature below this share of the largest is none.
NONE = 1e-9


class Ground(StrEnum):
    """For the sentence of a run's end: what kind of place it is."""

    BOTTOM = "bottom"
    SADDLE = "saddle"
    TOP = "top"
    #: Neither is certain: a plateau, an inflection, a valley that goes on far away.
    LEVEL = "level"


def ground_at(loss: Loss, points: Array) -> Ground:
    """For the ledger: the kind of place at which a path of shape (p, m) ends, whose gradient is almost 0 there.

    A bottom has to be within a hundredth of the way that the run has come, or of its place where it has not moved.
    """
    end = points[:, -1:]
    way = float(np.abs(points - end).max())
    reach = 1e-2 * way if way > 0 else 1e-3 * max(1.0, float(np.abs(end).max()))
    if at_minimum(loss, end, reach)[0]:
        return Ground.BOTTOM
    with np.errstate(all="ignore"):
        hessian, gradient = hessians(loss, end)[0], np.array(loss.gradient(*end))[:, 0]
        if not np.isfinite(hessian).all():
            return Ground.LEVEL
        curvatures, directions = np.linalg.eigh(hessian)
        to_level = directions.T @ gradient / curvatures  # Newton's step: on a plateau it is long
    if singular(curvatures) or not np.abs(to_level).max() <= reach:
        return Ground.LEVEL
    if curvatures[0] < 0 < curvatures[-1]:
        return Ground.SADDLE
    return Ground.TOP if curvatures[-1] < 0 else Ground.LEVEL


def at_minimum(loss: Loss, points: Array, reach: float) -> Flags:
    """For /basins and the ends of runs: whether each point, whose gradient is almost 0, has a minimum within `reach`.

    A flat gradient alone would count saddles, inflections and plateaus. At a minimum the loss curves upward, to
    rounding, and somewhere; Newton's step to its bottom is short (on a plateau the curvature is as small as the
    gradient, and it is not); and the loss is not lower a `reach` away on either side of the flattest direction (at an
    inflection such as that of w³ it is, on one).
    """
    with np.errstate(all="ignore"):
        by_point, gradient = hessians(loss, points), np.array(loss.gradient(*points))
        upward = np.asarray(np.isfinite(by_point).all(axis=(1, 2)) & np.isfinite(gradient).all(axis=0))
        curvatures, directions = np.linalg.eigh(np.where(upward[:, None, None], by_point, 0.0))
        most = curvatures[:, -1]
        upward &= (most > 0) & (curvatures[:, 0] >= -NONE * most)
        rise = np.einsum("mij,im->jm", directions, gradient)  # the gradient along each direction
        curved = (curvatures > NONE * most[:, None]).T
        upward &= norm_at_most(np.where(curved, rise / curvatures.T, 0.0), reach)
        here, aside = loss(*points), reach * directions[:, :, 0].T
        lowest = here - 1e-12 * np.abs(here) - NONE * most * reach**2  # room for rounding in a flat valley
        return np.asarray(upward & (loss(*(points + aside)) >= lowest) & (loss(*(points - aside)) >= lowest))


def largest_component(v: Array) -> Array:
    """For comparisons of many vectors: the largest |component| of each, for v (p, runs); NaN where one is NaN."""
    return np.asarray(reduce(np.maximum, np.abs(v)))


def norm_at_most(v: Array, radius: float) -> Flags:
    """For comparisons of many vectors: ‖v‖ ≤ radius of each, for v (p, runs).

    A length is computed only where the components do not decide it.
    """
    size = largest_component(v)
    inside = np.asarray(size <= radius)
    unsure = np.flatnonzero(inside & (size * len(v) > radius))
    if unsure.size:
        inside[unsure] = length(v[:, unsure]) <= radius
    return inside
