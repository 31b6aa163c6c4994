"""Losses given by a formula in w and b: all that is asked of them comes from the one text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from antigradient.balls import rounding_of
from antigradient.data import Data
from antigradient.formula import Formula, parse
from antigradient.formula.intervals import FormulaBreakTest
from antigradient.formula.programs import Programs
from antigradient.formula.sided import two_sided
from antigradient.geometry import length
from antigradient.jets import Jet
from antigradient.objectives.base import Array, Loss, Objective, Reduction
from antigradient.objectives.slopes import Slope
from antigradient.parameters import Parameter

#: How a formula that is typed is written for people.
SIGNS = {
    "lambda1": "λ₁", "lambda2": "λ₂", "^2": "²", "^3": "³", "^4": "⁴", "^6": "⁶", "*": "", "0.5(": "½(", "+": " + ",
    "-": " − ",
}  # fmt: skip


@dataclass(frozen=True)
class OfFormula:
    """For formulas: that of their `Slope`; the numbers are their constants."""

    programs: Programs

    def __call__(self, numbers: Sequence[Any], exp: Callable[[Any], Any]) -> Callable[..., Sequence[Any]]:
        """θ ↦ ∇L and L."""
        return lambda *theta: self.programs.gradient.symbols(*theta, *numbers)


class FormulaLoss:
    """For test functions, quadratics and typed formulas: a formula as a loss.

    Outside its domain it and its derivatives have no value: they are NaN or infinite there.
    """

    parameters = ("w", "b")

    def __init__(self, formula: Formula) -> None:
        assert formula.variables == self.parameters
        self.formula = formula

    def __call__(self, *theta: Array) -> Array:
        """L(θ)."""
        shape, values = _places(theta)
        return _spread(self.formula(*values), shape)

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """For analyses and basins: ∇L(θ), by the rules of differentiation."""
        shape, values = _places(theta)
        return tuple(_spread(partial, shape) for partial in self.formula.gradient(*values))

    def hessian(self, *theta: Array) -> tuple[tuple[Array, ...], ...]:
        """For Newton's rule and /gradient: ∇²L(θ), rows of arrays."""
        shape, values = _places(theta)
        return tuple(tuple(_spread(entry, shape) for entry in row) for row in self.formula.hessian(*values))

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        """For the ledger: L(θ) and uᵀ∇²L(θ)u along a path; without a Hessian the curvature along u, or NaN."""
        if (found := self.formula.along(theta, u)) is not None:
            value, curvature = found
            return _spread(value, theta.shape[1:]), _spread(curvature, theta.shape[1:])
        value, hessian = self(*theta), self.hessian(*theta)
        (ww, wb), (_, bb) = hessian
        uw, ub = u
        with np.errstate(all="ignore"):
            curvature = np.array(ww * uw * uw + 2.0 * wb * uw * ub + bb * ub * ub)
            kinked = np.isfinite(value) & np.isnan(ww + wb + bb) & np.isfinite(uw) & np.isfinite(ub)
            if self.kinked and kinked.any():
                beside = two_sided(self.formula, list(theta[:, kinked]), list(u[:, kinked]), 2)
                curvature[kinked] = 2.0 * beside[2]
        return value, curvature

    def corner(self, *theta: float) -> Literal["kink", "jump"] | None:
        """For `corner_at`: what keeps the loss from having a gradient where it has a value, if it is one of these."""
        return self.formula.corner(*theta)

    @property
    def kinked(self) -> bool:
        """For the ledger: whether the loss may have a gradient and no curvature somewhere."""
        return self.formula.value.kinked

    def rounding(self, theta: Array, value: Array) -> Array:
        """For the ledger and /step: how far each value along a path may be from the exact one, shape (m,)."""
        return rounding_of(self.formula, theta)

    @property
    def slope_cost(self) -> float:
        """For budgets of work: nanoseconds of a gradient at one point."""
        return self.formula.slope_cost

    @property
    def arithmetic(self) -> Slope:
        """For the fast loop: ∇L as a formula, with L behind it."""
        return Slope(OfFormula(self.formula.programs), 0, tuple(self.formula.constants.values()))

    @property
    def slope(self) -> Callable[..., tuple[float, ...]]:
        """For `descend`: ∇L of and in plain floats."""
        return self.formula.slope

    def series(self, *theta: Jet) -> Jet:
        """For /step: L of jets; along a line through one place by the formula's own series, exact in all digits."""
        order, ends = theta[0].order, [[t[0], t[1]] for t in theta]
        if all(isinstance(c, float) for pair in ends for c in pair) and all(len(t.c) <= 2 for t in theta):
            place, along = zip(*ends, strict=True)
            return Jet(list(map(np.float64, self.formula.series(place, along, order))), order)
        found = self.formula(*theta)
        return found if isinstance(found, Jet) else Jet((found,), order)

    @property
    def breaks(self) -> FormulaBreakTest | None:
        """For a surface: a test of where the loss is not continuous; None where it is everywhere."""
        return FormulaBreakTest(self.formula) if self.formula.value.breaking else None

    def overflows(self, *theta: Array) -> npt.NDArray[np.bool_]:
        """For basins: of places without a gradient, whether the loss or its gradient is too large for a float."""
        gradient = self.gradient(*theta)
        with np.errstate(over="ignore"):
            return np.asarray(np.isinf(self(*theta)) | np.isinf(length(gradient)))

    def part(self, indices: Sequence[int]) -> Loss:
        """For mini-batches, which this loss has not: it has no data points to choose from."""
        return self

    def on_grid(self, *theta: Array) -> Array:
        """For a surface: L over a grid; what depends on w alone is computed once for each w."""
        return self(*theta)

    def samples(self, *theta: float) -> dict[str, Array]:
        """For /gradient: no columns, since there are no data points."""
        return {}


def _places(theta: Sequence[Any]) -> tuple[tuple[int, ...], list[Any]]:
    """The shape of the places, and θ as numpy's numbers: Python's own would raise where an array says inf."""
    places = [np.asarray(t, dtype=float)[()] for t in theta]
    return np.broadcast(*places).shape, places


def _spread(values: Any, shape: tuple[int, ...]) -> Array:
    """Values over the places, also those of a formula in which not all variables occur."""
    found = np.asarray(values, dtype=float)
    return found if found.shape == shape else np.broadcast_to(found, shape)


def formula_objective(
    id: str, f: str, latex: str | None = None, constants: tuple[Parameter, ...] = (), **entry: Any
) -> Objective:
    """For the registry: an objective whose loss is the formula `f`; `latex` where it needs lines or Greek letters."""
    formula = parse(f, FormulaLoss.parameters, tuple(p.name for p in constants))
    text = f
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)

    def bind(data: Data | None, reduction: Reduction | None, numbers: Mapping[str, Any]) -> Loss:
        return FormulaLoss(formula.with_constants(numbers) if constants else formula)

    shown = latex or f"L = {formula.latex}"
    return Objective(id=id, text=f"L = {text}", latex=shown, bind=bind, constants=constants, **entry)
