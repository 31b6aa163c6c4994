"""Derivatives at kinks and at the edge of a domain, by series to either side.

The rules of differentiation say nothing of |w|³ at 0, where they meet |w|² times the slope of |w|. But from there to
the right it is t³, to the left t³ again: its derivatives up to the second agree, and the third does not exist. A
derivative exists where the series of both sides agree on it, or where the formula has values on one side only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.jets import Jet

Array = npt.NDArray[np.float64]

#: What rounding may part of two sides that agree.
AGREE = 1e-9
#: Along both axes and both diagonals.
DIRECTIONS = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 1.0, -1.0]])
#: From here on whole numbers are no longer one apart.
LARGE = 2.0**53


class Sided(Jet):
    """For `two_sided`: a series in t that holds for t > 0.

    Coefficients are NaN from the first that the function has none of, and all, the value too, where it has no values on
    this side.
    """

    __slots__ = ()

    def __mul__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            first, *rest = self.c
            return Sided([first * other, *(np.where(other == 0, 0.0, c * other) for c in rest)], self.order)
        plain = super().__mul__(other)
        if not any(np.isnan(c).any() for c in plain.c[1:]):
            return plain
        last = len(plain.c) - 1
        left, right = _vanishing(self, last), _vanishing(other, last)
        return Sided([_coefficient(self, other, left, right, k) for k in range(last + 1)], self.order)

    def over(self, other: Jet) -> Jet:
        """For quotients: self/other as a product, so that zeros in front of the numerator act as in products."""
        inverse = Jet.over(Sided((np.float64(1.0),), self.order), other)
        return inverse if len(self.c) == 1 and np.all(self.c[0] == 1.0) else self.__mul__(inverse)

    def __abs__(self) -> Jet:
        """±z by the sign of its first coefficient that is not 0."""
        return Sided([side * c for side, c in zip(self.sides(), self.c, strict=False)], self.order)

    def sides(self) -> Iterator[Any]:
        """For |z| and what chooses: for each coefficient the sign of z, on this side, as far as it is known there."""
        side = np.sign(self.c[0])
        yield side
        for c in self.c[1:]:
            side = np.where(side == 0, np.sign(c), side)
            yield side

    def sign(self) -> Jet:
        """For formulas: −1, 0 or 1 all along this side, or NaN where no coefficient that is known tells."""
        *_, side = self.sides()
        if len(self.c) > self.order:  # there may be more of them
            side = np.where(side == 0, np.nan, side)
        return Sided((side,), self.order)

    def floor(self) -> Jet:
        """For formulas: the largest whole number up to z, one less where z comes down from it."""
        whole = np.floor(self.c[0])
        side = Sided((self.c[0] - whole, *self.c[1:]), self.order).sign()
        below = np.where(np.abs(whole) < LARGE, whole - 1.0, np.nextafter(whole, -np.inf))
        return Sided((np.where(side.c[0] < 0, below, whole + 0.0 * side.c[0]),), self.order)

    def sqrt(self) -> Jet:
        """For formulas: z^½."""
        return self._beside_zero(0.5, super().sqrt)

    def cbrt(self) -> Jet:
        """For formulas: z^⅓, of negative z too."""
        return self._beside_zero(1.0 / 3.0, super().cbrt, odd=True)

    def _real_power(self, r: float) -> Jet:
        return self._beside_zero(r, lambda: super(Sided, self)._real_power(r))

    def __pow__(self, r: Any) -> Jet:
        """Where z = 0, what is known of t^y is that it has no coefficients below y; 0^y is 0, and z^0 is 1."""
        if not isinstance(r, Jet):
            return super().__pow__(r)
        power = super().__pow__(r)
        c = [np.broadcast_arrays(self.c[0], r[0], *map(np.asarray, power.c))[2 + k] + 0.0 for k in range(len(power.c))]
        zero = np.broadcast_to((self.c[0] == 0) & ~np.isnan(c[0]), c[0].shape)
        of_zero, fixed = (reduce(np.logical_and, [x[k] == 0 for k in range(1, self.order + 1)]) for x in (self, r))
        for k in range(1, len(c)):
            known = (r[0] > k) | ((r[0] > 0) & of_zero) | ((r[0] == 0) & fixed)
            c[k] = np.where(zero, np.where(known, 0.0, np.nan), c[k])
        return Sided(c, self.order)

    def _beside_zero(self, r: float, elsewhere: Callable[[], Jet], odd: bool = False) -> Jet:
        """z^r where z = 0: z = t^l·(…) has the power t^(lr)·(…)^r; of negative z too if it is an `odd` root."""
        shape = np.broadcast_shapes(*(np.shape(c) for c in self.c))
        zero = np.broadcast_to(self.c[0] == 0, shape)
        if r < 0 or not zero.any():
            return elsewhere()
        z = _stacked(self, shape)[:, zero]
        found = _power_beside_zero(z, r, exact=len(self.c) <= self.order, odd=odd)
        y = np.empty((self.order + 1, *shape))
        if not zero.all():
            y[:] = _stacked(elsewhere(), shape)
        y[:, zero] = found
        return Sided(list(y), self.order)


def _stacked(jet: Jet, shape: tuple[int, ...]) -> Array:
    """All coefficients at all places, shape (order + 1, …)."""
    return np.array([np.broadcast_to(np.asarray(jet[k], dtype=float), shape) for k in range(jet.order + 1)])


def _vanishing(a: Jet, last: int) -> list[Any]:
    """For each j whether a[0] … a[j] are 0 and a[j+1] is known: a is then of the order of t^(j+1)."""
    zeros: list[Any] = []
    so_far: Any = True
    for j in range(last + 1):
        so_far = so_far & (np.asarray(a[j]) == 0)
        zeros.append(so_far & ~np.isnan(a[j + 1] if j < a.order else np.nan))
    return zeros


def _coefficient(a: Jet, b: Jet, left: Sequence[Any], right: Sequence[Any], k: int) -> Any:
    """Coefficient k of a·b. An unknown coefficient times a known 0 is 0: t·√t has no term in t."""
    total: Any = 0.0
    for j in range(k + 1):
        term = np.asarray(a[j] * b[k - j])
        nothing = np.zeros(term.shape, dtype=bool)
        if k - j:
            nothing = nothing | (left[j] & np.isnan(b[k - j]))
        if j:
            nothing = nothing | (right[k - j] & np.isnan(a[j]))
        total = total + np.where(nothing, 0.0, term)
    return total


def _power_beside_zero(z: Array, r: float, exact: bool, odd: bool) -> Array:
    """Coefficients of z^r, r > 0, of series that begin with 0, shape (order + 1, places).

    `exact`: series all of whose coefficients are 0 are 0, not only as far as can be seen.
    """
    order, y = len(z) - 1, np.full(z.shape, np.nan)
    k = np.arange(order + 1)
    waiting = np.ones(z.shape[1], dtype=bool)
    for lead in range(1, order + 1):
        c = z[lead]
        some = waiting & (c != 0)  # NaN is not 0 either
        if not some.any():
            continue
        waiting &= ~some
        y[:, some & np.isnan(c)] = np.where(k <= (lead - 1) * r, 0.0, np.nan)[:, None]
        inside, exponent = some & ((c > 0) | ((c < 0) & (odd or r.is_integer()))), lead * r
        y[:, inside] = np.where(k < exponent, 0.0, np.nan)[:, None]
        if inside.any() and exponent.is_integer() and exponent <= order:
            rest, first = Jet(list(z[lead:, inside]), order - lead), int(exponent)
            rest = rest.cbrt() if odd else rest._real_power(r)
            for n in range(min(order - lead, order - first) + 1):
                y[first + n, inside] = rest[n]
    y[:, waiting] = 0.0 if exact else np.where(k < (order + 1) * r, 0.0, np.nan)[:, None]
    return y


def two_sided(f: Callable[..., Any], theta: Sequence[Any], u: Sequence[Any], order: int) -> Array:
    """For series at kinks: the coefficients of f(θ + t·u) up to t^order, NaN from the first that does not exist.

    `theta` and `u` broadcast; the shape is (order + 1, …). Values, of both sides and at θ itself, are made by the same
    operations: they are the same to the last bit, or f jumps.
    """
    shape = np.broadcast_shapes(*(np.shape(x) for x in (*theta, *u)))
    both = (3, *shape)
    sides = np.array([1.0, -1.0, 0.0]).reshape(3, *[1] * len(shape))
    jets = [
        Sided((np.broadcast_to(t, both), sides * d + np.zeros(shape)), order) for t, d in zip(theta, u, strict=True)
    ]
    found = f(*jets)
    series = _stacked(found if isinstance(found, Jet) else Jet((found,), order), both)
    odd = np.arange(order + 1) % 2 == 1
    right, left = series[:, 0], np.where(odd.reshape(-1, *[1] * len(shape)), -series[:, 1], series[:, 1])
    alike = _alike(left, right)
    alike[0] = left[0] == right[0]
    agreed = np.where(alike, right, np.nan)
    found = np.where(np.isnan(right[0]), left, np.where(np.isnan(left[0]), right, agreed))
    found = np.where(found[0] == series[0, 2], found, np.nan)
    ended = np.logical_or.accumulate(np.isnan(found), axis=0)
    return np.where(ended, np.nan, found)


def _alike(a: Array, b: Array) -> npt.NDArray[np.bool_]:
    return np.asarray(np.abs(a - b) <= AGREE * np.maximum(np.abs(a), np.abs(b)))


def derivatives(f: Callable[..., Any], theta: Sequence[Array], order: int) -> tuple[list[Array], list[list[Array]]]:
    """For losses: gradient and Hessian of f, in one variable or two, at places (m,): NaN where there is none.

    A gradient is what tells the slope in every direction: of two variables it has to tell those of both diagonals too,
    and a Hessian their curvatures.
    """
    if len(theta) == 1:
        c = two_sided(f, theta, [np.ones(())], order)
        return [c[1]], [[2.0 * c[2]]]
    c = two_sided(f, [t[:, None] for t in theta], list(DIRECTIONS[:, None, :]), order)
    slope, curvature = np.moveaxis(c[1], -1, 0), 2.0 * np.moveaxis(c[2], -1, 0)
    w, b, rising, falling = slope
    known = np.isfinite(w) & np.isfinite(b)
    size = np.abs(w) + np.abs(b)
    linear = (np.abs(rising - (w + b)) <= AGREE * size) & (np.abs(falling - (w - b)) <= AGREE * size)
    lost = np.where(known & ~linear, np.nan, 0.0)
    ww, bb, plus, minus = curvature
    size = np.abs(ww) + np.abs(bb) + np.abs(plus) + np.abs(minus)
    quadratic = np.abs((plus + minus) - 2.0 * (ww + bb)) <= AGREE * size
    lost_too = np.where(quadratic & known & linear, 0.0, np.nan)
    wb = (plus - minus) / 4.0 + lost_too
    return [w + lost, b + lost], [[ww + lost_too, wb], [wb, bb + lost_too]]
