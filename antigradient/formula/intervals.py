"""Where a formula is not continuous: which cells of a grid hold a pole, or an edge of its domain.

Interval arithmetic asks a cell as a whole: if nothing in it is divided by 0 for any of its points, nothing is. Where it
cannot say that, the cell is halved, again and again, because intervals see more than there is; and what is left has to
jump in numbers too, because sin(w)/w is no pole. (R. E. Moore, Interval Analysis, 1966.)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from antigradient.formula import Formula

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: How often a suspected cell is halved along each side.
HALVINGS = 5
#: More parts than this are believed as they are.
PARTS = 30_000
#: A part of a cell has so much of its variation, or it is no jump: of a smooth loss it has a share of 2^−HALVINGS.
JUMP = 0.25
TURN = 2.0 * np.pi
LN10 = float(np.log(10.0))
LARGEST = np.finfo(float).max
#: What may be discontinuous.
BREAKING = frozenset(("/", "tan", "log", "log10", "sqrt", "^", "sign", "floor"))


class Interval:
    """For break tests: all values from `low` to `high`, arrays; `broken` where a gap or a jump may lie between."""

    __slots__ = ("broken", "high", "low")
    __array_ufunc__ = None

    def __init__(self, low: Any, high: Any, broken: Any = False) -> None:
        self.low = np.where(np.isnan(low), -np.inf, low)
        self.high = np.where(np.isnan(high), np.inf, high)
        self.broken = broken

    @classmethod
    def of(cls, value: float) -> Interval:
        """For constants: a number as an interval."""
        return cls(value, value)

    def _hull(self, *ends: Any, broken: Any) -> Interval:
        """From the least to the largest of what is made of the ends; anything where that is unknown."""
        unknown = np.any(np.isnan(np.broadcast_arrays(*ends)), axis=0)
        least, most = np.minimum.reduce(np.broadcast_arrays(*ends)), np.maximum.reduce(np.broadcast_arrays(*ends))
        return Interval(np.where(unknown, -np.inf, least), np.where(unknown, np.inf, most), broken)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.broken)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.broken | other.broken)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if other is self:  # a square, which is never negative
            size = abs(self)
            return Interval(size.low * size.low, size.high * size.high, self.broken)
        ends = [x * y for x in (self.low, self.high) for y in (other.low, other.high)]
        return self._hull(*ends, broken=self.broken | other.broken)

    def __truediv__(self, other: Interval) -> Interval:
        pole = (other.low <= 0) & (other.high >= 0)
        ends = [x / y for x in (self.low, self.high) for y in (other.low, other.high)]
        ends = [np.where(pole, np.nan, end) for end in ends]
        return self._hull(*ends, broken=self.broken | other.broken | pole)

    def __pow__(self, other: Interval) -> Interval:
        outside = (self.low < 0) | ((self.low == 0) & (other.low <= 0))
        base = [np.where(outside, 1.0, x) for x in (self.low, self.high)]
        ends = [np.where(outside, np.nan, np.power(x, y)) for x in base for y in (other.low, other.high)]
        return self._hull(*ends, broken=self.broken | other.broken | outside)

    def __abs__(self) -> Interval:
        across = (self.low < 0) & (self.high > 0)
        low, high = np.abs(self.low), np.abs(self.high)
        return Interval(np.where(across, 0.0, np.minimum(low, high)), np.maximum(low, high), self.broken)

    def log(self) -> Interval:
        """For formulas: ln of the interval; its pole is where its domain ends."""
        outside = self.low <= 0
        low, high = (np.log(np.where(x > 0, x, np.nan)) for x in (self.low, self.high))
        return Interval(low, high, self.broken | outside)

    def log10(self) -> Interval:
        """For formulas: the logarithm to base 10 of the interval."""
        natural = self.log()
        return Interval(natural.low / LN10, natural.high / LN10, natural.broken)

    def maximum(self, other: Interval) -> Interval:
        """For formulas: the larger of the numbers in two intervals."""
        return self._chosen(other, np.maximum)

    def minimum(self, other: Interval) -> Interval:
        """For formulas: the smaller of the numbers in two intervals."""
        return self._chosen(other, np.minimum)

    def _chosen(self, other: Interval, of_ends: Callable[[Array, Array], Array]) -> Interval:
        return Interval(of_ends(self.low, other.low), of_ends(self.high, other.high), self.broken | other.broken)

    def sign(self) -> Interval:
        """For formulas: the signs of the interval, with a jump where there is more than one."""
        return self._in_steps(np.sign)

    def floor(self) -> Interval:
        """For formulas: the whole numbers below the interval, with a jump where there is more than one."""
        return self._in_steps(np.floor)

    def _in_steps(self, function: Callable[[Array], Array]) -> Interval:
        low, high = function(self.low), function(self.high)
        return Interval(low, high, self.broken | (low != high))

    def sqrt(self) -> Interval:
        """For formulas: √ of the interval, from 0 on."""
        low, high = (np.sqrt(np.maximum(x, 0.0)) for x in (self.low, self.high))
        return Interval(low, high, self.broken | (self.low < 0))

    def tan(self) -> Interval:
        """For formulas: tan of the interval, rising between two of its poles."""
        branch = np.floor(self.low / np.pi + 0.5)
        pole = ~(branch == np.floor(self.high / np.pi + 0.5))
        low, high = (np.where(pole, np.nan, np.tan(x)) for x in (self.low, self.high))
        return Interval(low, high, self.broken | pole)

    def cos(self) -> Interval:
        """For formulas: cos of the interval; 1 where a whole turn lies between, −1 where half a turn more does."""
        low, high = np.cos(self.low), np.cos(self.high)
        top = np.floor(self.high / TURN) >= np.ceil(self.low / TURN)
        bottom = np.floor(self.high / TURN - 0.5) >= np.ceil(self.low / TURN - 0.5)
        unknown = ~(np.isfinite(low) & np.isfinite(high))
        least = np.where(bottom | unknown, -1.0, np.minimum(low, high))
        return Interval(least, np.where(top | unknown, 1.0, np.maximum(low, high)), self.broken)

    def sin(self) -> Interval:
        """For formulas: sin of the interval, as the cosine a quarter turn later."""
        return Interval(self.low - TURN / 4, self.high - TURN / 4, self.broken).cos()

    def _rising(self, function: Callable[[Array], Array]) -> Interval:
        return Interval(function(self.low), function(self.high), self.broken)

    def exp(self) -> Interval:
        """For formulas: e^x, rising; what overflows is beyond floats but no infinity: log(1 + e^x) is still x there."""
        return Interval(np.minimum(np.exp(self.low), LARGEST), np.exp(self.high), self.broken)

    def cbrt(self) -> Interval:
        """For formulas: the cube root of the interval, which rises."""
        return self._rising(np.cbrt)

    def atan(self) -> Interval:
        """For formulas: the arctangent of the interval, which rises."""
        return self._rising(np.arctan)

    def tanh(self) -> Interval:
        """For formulas: tanh of the interval, which rises."""
        return self._rising(np.tanh)

    def sigmoid(self) -> Interval:
        """For formulas: σ of the interval, which rises."""
        return self._rising(lambda x: 0.5 + 0.5 * np.tanh(0.5 * x))


class FormulaBreakTest:
    """For a surface: whether a formula is continuous in cells from `low` to `high` per variable, of shape (m,).

    A side of a cell may have no width.
    """

    def __init__(self, formula: Formula) -> None:
        self.formula = formula

    def suspected(self, low: list[Array], high: list[Array]) -> Flags:
        """For a first look at all cells: True where intervals cannot show continuity; fast, and too often True."""
        with np.errstate(all="ignore"):
            given = map(Interval.of, self.formula.constants.values())
            (found,) = self.formula.value.intervals([*map(Interval, low, high), *given])
            return np.broadcast_to(np.asarray(found.broken, dtype=bool), low[0].shape)

    def found(self, low: list[Array], high: list[Array]) -> Flags:
        """For suspected cells: True where the formula is not continuous."""
        with np.errstate(all="ignore"):
            usual, cell = np.ptp(_values(self.formula, low, high), axis=0), np.arange(len(low[0]))
            for _ in range(HALVINGS):
                if not cell.size or 4 * cell.size > PARTS:
                    break
                cell, low, high = _quarters(cell, low, high)
                left = self.suspected(low, high)
                cell, low, high = cell[left], [x[left] for x in low], [x[left] for x in high]
            corners = _values(self.formula, low, high)
            rounding = 1e-9 * np.abs(corners).max(axis=0, initial=0.0)
            found = np.zeros(usual.shape, dtype=bool)
            found[cell[~(np.ptp(corners, axis=0) <= JUMP * usual[cell] + rounding)]] = True
            return found


def _values(formula: Formula, low: list[Array], high: list[Array]) -> Array:
    """At the four corners of each cell, shape (4, m)."""
    (w0, b0), (w1, b1) = low, high
    ends = [formula(w, b) for w in (w0, w1) for b in (b0, b1)]
    return np.array([np.broadcast_to(np.asarray(end, dtype=float), w0.shape) for end in ends])


def _quarters(cell: Any, low: list[Array], high: list[Array]) -> tuple[Any, list[Array], list[Array]]:
    middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    halves = [((a, m), (m, b)) for a, m, b in zip(low, middle, high, strict=True)]
    parts = [(w, b) for w in halves[0] for b in halves[1]]
    return (
        np.tile(cell, 4),
        [np.concatenate([part[i][0] for part in parts]) for i in (0, 1)],
        [np.concatenate([part[i][1] for part in parts]) for i in (0, 1)],
    )
