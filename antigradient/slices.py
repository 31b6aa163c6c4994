"""The loss through a point along one parameter at a time, the others held: its slope there is a partial derivative."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antigradient.breaks import BreakTest, broken_cells
from antigradient.formula import Formula, parse
from antigradient.formula.intervals import FormulaBreakTest
from antigradient.levels import without_tails
from antigradient.local import value_and_gradient
from antigradient.objectives import Loss
from antigradient.work import spend

Array = npt.NDArray[np.float64]

#: Nanoseconds of a place beside its loss.
PLACE = 300.0


@dataclass(frozen=True)
class Slice:
    """For /slices: L over values of one parameter, `axis` and `loss` (n,), and ∂L/∂parameter at the point, `slope`.

    The loss is NaN where it has no finite value, and at a place of its own between two where it is not continuous, so
    that a line through the values is not drawn across a pole.
    """

    parameter: str
    axis: Array
    loss: Array
    slope: float

    @property
    def undefined(self) -> int:
        """For /slices: the number of places without a finite value."""
        return int(np.count_nonzero(np.isnan(self.loss)))


@dataclass(frozen=True)
class Slices:
    """For /slices: L at the point, its slices, and the least and the largest loss of a picture of them all.

    The `range` holds every value, or without the tails beside a pole, as the map's levels do.
    """

    loss: float
    slices: tuple[Slice, ...]
    range: tuple[float, float]


def slices_through(loss: Loss, point: Sequence[float], axes: Mapping[str, Array]) -> Slices:
    """For a scenario: the slices of `loss` through `point` along the parameters of `axes`, each over its values.

    Raises UndefinedError where the loss has no finite value or gradient at the point.
    """
    value, gradient = value_and_gradient(loss, point)
    slopes = dict(zip(loss.parameters, gradient, strict=True))
    slices = tuple(Slice(name, *_values(loss, point, name, axis), slopes[name]) for name, axis in axes.items())
    shown = np.concatenate([one.loss[np.isfinite(one.loss)] for one in slices])
    if _breaks(loss):
        shown = without_tails(shown)
    spend(PLACE * shown.size)
    return Slices(value, slices, (float(shown.min(initial=value)), float(shown.max(initial=value))))


def _values(loss: Loss, point: Sequence[float], name: str, axis: Array) -> tuple[Array, Array]:
    """The axis and the loss over it, with a place more, without a value, between two where the loss breaks."""
    i = loss.parameters.index(name)

    def theta(values: Array) -> list[Array]:
        return [values if k == i else np.full(len(values), t) for k, t in enumerate(point)]

    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = np.asarray(loss(*theta(axis)), dtype=float)
    return _with_gaps(_breaks(loss), axis, found, theta)


def curve_over(formula: Formula, axis: Array) -> tuple[Array, Array]:
    """For /taylor: places and values of a formula of one variable, with gaps as a slice has them."""
    with np.errstate(all="ignore"):
        found = np.broadcast_to(np.asarray(formula(axis), dtype=float), axis.shape)
    spend(PLACE * axis.size)
    breaks = None
    if formula.value.breaking:  # the test knows formulas of two variables, so that a further one is held
        breaks = FormulaBreakTest(parse(formula.text, (*formula.variables, "held")))
    return _with_gaps(breaks, axis, found, lambda values: [values, np.zeros_like(values)])


def _with_gaps(
    breaks: BreakTest | None, axis: Array, found: Array, theta: Callable[[Array], list[Array]]
) -> tuple[Array, Array]:
    values = np.where(np.isfinite(found), found, np.nan)
    if breaks is None:
        return axis, values
    after = np.flatnonzero(broken_cells(breaks, theta(axis[:-1]), theta(axis[1:])) & np.isfinite(np.diff(values))) + 1
    return np.insert(axis, after, (axis[after - 1] + axis[after]) / 2), np.insert(values, after, np.nan)


def _breaks(loss: Loss) -> BreakTest | None:
    found: BreakTest | None = getattr(loss, "breaks", None)
    return found
