"""Jets: truncated Taylor series that are computed with like numbers.

A loss evaluated on the jets wᵢ + t·uᵢ gives its own series in t, and the coefficient of tⁿ is DⁿL[u, …, u]/n!. Every
rule below is exact up to its order; nothing is differenced. (A. Griewank and A. Walther, Evaluating Derivatives, 2nd
edition, 2008, chapter 13.)

Coefficients may be numbers, arrays of any shapes that broadcast, decimals, which raise where there is no value, or jets
themselves: a jet of jets carries two directions at once and hence mixed second derivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import numpy as np

from antigradient import decimals
from antigradient import functions as of

#: Powers up to this one are products, exact at 0 and for negative bases.
PRODUCTS_UNTIL = 64


class Jet:
    """For Taylor series, gradients and Hessians: Σ c[k]·tᵏ up to t^order; coefficients that `c` leaves out are 0."""

    __slots__ = ("c", "order")
    __array_ufunc__ = None  # so that numpy leaves array ∘ jet to Jet's own operators and makes no array of objects

    def __init__(self, c: Sequence[Any], order: int) -> None:
        self.c = tuple(c[: order + 1])
        self.order = order

    def __getitem__(self, k: int) -> Any:
        """The coefficient of tᵏ, k ≤ order."""
        return self.c[k] if k < len(self.c) else 0

    def coefficients(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """For Taylor series: all coefficients, shape (order + 1, …)."""
        shape = np.broadcast_shapes(*(np.shape(c) for c in self.c))
        return np.stack([np.broadcast_to(np.asarray(self[k], dtype=float), shape) for k in range(self.order + 1)])

    def sum(self, axis: int = 0) -> Jet:
        """For losses over data points: the sum over an axis that every coefficient has."""
        return type(self)([c.sum(axis=axis) for c in self.c], self.order)

    def __add__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return type(self)((self.c[0] + other, *self.c[1:]), self.order)
        return type(self)([a + b for a, b in zip_longest(self.c, other.c, fillvalue=0)], self.order)

    def __neg__(self) -> Jet:
        return type(self)([-c for c in self.c], self.order)

    def __sub__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return type(self)((self.c[0] - other, *self.c[1:]), self.order)
        return type(self)([a - b for a, b in zip_longest(self.c, other.c, fillvalue=0)], self.order)

    def __rsub__(self, other: Any) -> Jet:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return type(self)([c * other for c in self.c], self.order)
        last = min(len(self.c) + len(other.c) - 2, self.order)
        return type(self)([_product(self.c, other.c, k) for k in range(last + 1)], self.order)

    def __radd__(self, other: Any) -> Jet:
        return self.__add__(other)

    def __rmul__(self, other: Any) -> Jet:
        return self.__mul__(other)

    def __truediv__(self, other: Any) -> Jet:
        if isinstance(other, Jet) and len(other.c) > 1:
            return self.over(other)
        divisor = other.c[0] if isinstance(other, Jet) else other
        return type(self)([c / divisor for c in self.c], self.order)

    def over(self, other: Jet) -> Jet:
        """For quotients: q with q·other = self, solved one coefficient after the other."""
        q: list[Any] = []
        for k in range(self.order + 1):
            taken = [other.c[j] * q[k - j] for j in range(1, min(k, len(other.c) - 1) + 1)]
            q.append((self[k] - sum(taken)) / other.c[0])
        return type(self)(q, self.order)

    def __rtruediv__(self, other: Any) -> Jet:
        return type(self)((other,), self.order).over(self)

    def __pow__(self, r: Any) -> Jet:
        if isinstance(r, Jet):
            logs = r.__mul__(self.log()).exp()
            return type(self)((of.power(self.c[0], r.c[0]), *logs.c[1:]), self.order)
        if float(r).is_integer() and abs(r) <= PRODUCTS_UNTIL:
            power: Jet = whole_power(self, int(r)) if r else type(self)((0 * self.c[0] + 1,), self.order)
            return power
        return self._real_power(r if isinstance(r, Decimal) else float(r))

    def __rpow__(self, base: Any) -> Jet:
        base = base if isinstance(base, Decimal) else np.float64(base)
        logs = (self * of.log(base)).exp()
        return type(self)((of.power(base, self.c[0]), *logs.c[1:]), self.order)

    def _real_power(self, r: Any) -> Jet:
        """At z₀ = 0 the series begins with t^r: derivatives below r are 0, above it there is none."""
        return self._power_from(of.power(self.c[0], r if isinstance(r, Decimal) else np.float64(r)), r)

    def _power_from(self, value: Any, r: Any) -> Jet:
        """The coefficients of y = z^r behind its value, by z·y′ = r·z′·y."""
        z, y = self.c, [value]
        whole_above = float(r).is_integer() and r > self.order
        for k in range(1, self.order + 1 if len(z) > 1 else 1):
            terms = [(r * j - (k - j)) * z[j] * y[k - j] for j in range(1, min(k, len(z) - 1) + 1)]
            at_zero = 0.0 if whole_above or k < r else np.nan
            y.append(_where_zero(z[0], at_zero, sum(terms) / (k * z[0])))
        return type(self)(y, self.order)

    def exp(self) -> Jet:
        """For formulas: y = e^z, by y′ = y z′."""
        y = [of.exp(self.c[0])]
        return self._grow(y, lambda k: y.append(_rise(self.c, y, k)))

    def log(self) -> Jet:
        """For formulas: y = ln z, by z y′ = z′; left of 0 neither value nor slope exists, though 1/z does."""
        z, y = self.c, [of.log(self.c[0])]
        defined = z[0] + 0 * y[0]

        def grow(k: int) -> None:
            inner = [j * y[j] * z[k - j] for j in range(max(1, k - len(z) + 1), k)]
            y.append((self[k] - (sum(inner) / k if inner else 0)) / defined)

        return self._grow(y, grow)

    def sqrt(self) -> Jet:
        """For formulas: y = √z, by y² = z; at z = 0 there is a value and no slope."""
        y = [of.sqrt(self.c[0])]

        def grow(k: int) -> None:
            inner = [y[j] * y[k - j] for j in range(1, k)]
            y.append(_where_zero(self.c[0], np.nan, (self[k] - sum(inner)) / (2 * y[0])))

        return self._grow(y, grow)

    def log10(self) -> Jet:
        """For formulas: y = ln z/ln 10."""
        ten = of.log(Decimal(10) if isinstance(base(self), Decimal) else 10.0)
        return type(self)((of.log10(self.c[0]), *(c / ten for c in self.log().c[1:])), self.order)

    def cbrt(self) -> Jet:
        """For formulas: y = z^⅓, negative where z is; at z = 0 there is a value and no slope."""
        third = Decimal(1) / 3 if isinstance(base(self), Decimal) else 1.0 / 3.0
        return self._power_from(of.cbrt(self.c[0]), third)

    def atan(self) -> Jet:
        """For formulas: y = atan z, by y′ = z′/(1 + z²)."""
        slope, y = 1 / (self * self + 1), [of.atan(self.c[0])]
        return self._grow(y, lambda k: y.append(_rise(self.c, slope.c, k)))

    def sin(self) -> Jet:
        """For formulas: s = sin z, by s′ = c z′."""
        return self._circle()[0]

    def cos(self) -> Jet:
        """For formulas: c = cos z, by c′ = −s z′."""
        return self._circle()[1]

    def _circle(self) -> tuple[Jet, Jet]:
        s, c = [of.sin(self.c[0])], [of.cos(self.c[0])]

        def grow(k: int) -> None:
            rise, fall = _rise(self.c, c, k), _rise(self.c, s, k)
            s.append(rise)
            c.append(-fall)

        return self._grow(s, grow), type(self)(c, self.order)

    def tan(self) -> Jet:
        """For formulas: y = tan z, by y′ = (1 + y²) z′."""
        y = [of.tan(self.c[0])]
        slope = [1 + y[0] * y[0]]

        def grow(k: int) -> None:
            y.append(_rise(self.c, slope, k))
            slope.append(_product(y, y, k))

        return self._grow(y, grow)

    def tanh(self) -> Jet:
        """For formulas: y = tanh z, by y′ = (1 − y²) z′, with 1 − y² kept from cancelling."""
        y, slope = [of.tanh(self.c[0])], [of.tanh_slope(self.c[0])]

        def grow(k: int) -> None:
            y.append(_rise(self.c, slope, k))
            slope.append(-_product(y, y, k))

        return self._grow(y, grow)

    def sigmoid(self) -> Jet:
        """For neurons: s = σ(z), by s′ = s·(1 − s) z′, with 1 − s = σ(−z) carried along to keep its digits."""
        s, rest, slope = [of.sigmoid(self.c[0])], [of.sigmoid(-self.c[0])], [of.sigmoid_slope(self.c[0])]

        def grow(k: int) -> None:
            s.append(_rise(self.c, slope, k))
            rest.append(-s[k])
            slope.append(_product(s, rest, k))

        return self._grow(s, grow)

    def softplus(self) -> Jet:
        """For the log loss: y = ln(1 + e^z), by y′ = σ(z) z′."""
        slope = self.sigmoid()
        y = [of.softplus(self.c[0])]
        return self._grow(y, lambda k: y.append(_rise(self.c, slope.c, k)))

    def error(self, y: Any) -> Jet:
        """For neurons: σ(z) − y, from the nearer end; y is a number."""
        return type(self)((of.error(self.c[0], y), *self.sigmoid().c[1:]), self.order)

    def log_loss(self, y: Any) -> Jet:
        """For neurons: the log loss of z and y, by its slope σ(z) − y."""
        slope = self.error(y)
        found = [of.log_loss(self.c[0], y)]
        return self._grow(found, lambda k: found.append(_rise(self.c, slope.c, k)))

    def sigmoid_slope(self) -> Jet:
        """For derivatives of sigmoid: σ′ = σ(z) σ(−z)."""
        return self.sigmoid() * (-self).sigmoid()

    def tanh_slope(self) -> Jet:
        """For derivatives of tanh: tanh′(z) = 4σ′(2z)."""
        return (self * 2).sigmoid_slope() * 4

    def abs_slope(self) -> Jet:
        """For derivatives of |z|: its slope, constant, and NaN at the kink."""
        return type(self)((of.abs_slope(self.c[0]),), self.order)

    def relu_slope(self) -> Jet:
        """For derivatives of max(z, 0): its slope, constant, and NaN at the kink."""
        return type(self)((of.relu_slope(self.c[0]),), self.order)

    def sign_slope(self) -> Jet:
        """For derivatives of what jumps: 0, and NaN at the jump."""
        return type(self)((of.sign_slope(self.c[0]),), self.order)

    def sign(self) -> Jet:
        """For formulas: −1, 0 or 1; at z = 0 there is a value and no slope."""
        return self._constant_beside(of.sign(self.c[0]), self.c[0])

    def floor(self) -> Jet:
        """For formulas: the largest whole number up to z; where z is whole there is a value and no slope."""
        whole = of.floor(self.c[0])
        return self._constant_beside(whole, self.c[0] - whole)

    def _constant_beside(self, value: Any, away: Any) -> Jet:
        """A value that stays as it is along the series, but where it is 0 away from a jump."""
        if len(self.c) == 1:
            return type(self)((value,), self.order)
        flat = of.sign_slope(away)
        return type(self)((value, *[flat] * self.order), self.order)

    def maximum(self, other: Any) -> Jet:
        """For formulas: the larger of two series, by the first coefficients that are not equal."""
        return self._chosen(other, self - other, of.maximum)

    def minimum(self, other: Any) -> Jet:
        """For formulas: the smaller of two series, likewise."""
        return self._chosen(other, other - self, of.minimum)

    def _chosen(self, other: Any, ahead: Jet, of_values: Callable[[Any, Any], Any]) -> Jet:
        """This one where it is `ahead`, the other one where that is negative; NaN from where it depends on the side."""
        b = other if isinstance(other, Jet) else type(self)((other,), self.order)
        if isinstance(self.c[0], Jet | Decimal):
            first = base(ahead)
            if isinstance(first, Decimal):
                return self if decimals.abs_slope(first) > 0 else b
            slope = of.abs_slope(np.asarray(first, dtype=float))
            return type(self)([_by_side(slope, x, y) for x, y in zip_longest(self.c, b.c, fillvalue=0)], self.order)
        value = of_values(self.c[0], b.c[0])
        chosen = [_by_side(side, self[k], b[k]) for k, side in enumerate(ahead.sides())]
        return type(self)([value, *chosen[1:]], self.order)

    def __abs__(self) -> Jet:
        """±z by the sign of its first coefficient that is not 0; where that one's order is odd, z passes the kink.

        |t³| has two derivatives at 0 (both 0) and no third: so the coefficients are NaN from that order on.
        """
        if isinstance(self.c[0], Decimal):
            return self * decimals.abs_slope(self.c[0])
        if isinstance(self.c[0], Jet):
            return self.__mul__(of.abs_slope(np.asarray(base(self), dtype=float)))
        return type(self)([side * self[k] for k, side in enumerate(self.sides())], self.order)

    def sides(self) -> Iterator[Any]:
        """For |z| and what chooses: for each coefficient the sign of z as far as it is known there.

        It is 0 while all coefficients are, and NaN from the first that is not, where the order of that one is odd: the
        sign is one to the left and another to the right.
        """
        side = np.sign(self.c[0])
        yield side
        for k in range(1, self.order + 1):
            if k >= len(self.c) and not np.any(np.isnan(side)):
                break
            c = self[k]
            side = np.where(side == 0, np.where(c == 0, 0.0, np.nan) if k % 2 else np.sign(c), side)
            yield side

    @classmethod
    def select(cls, condition: Any, a: Any, b: Any) -> Jet:
        """For formulas with two roads: the series of the one that the condition, on values at t = 0, chooses."""
        a, b = (z if isinstance(z, Jet) else cls((z,), 0) for z in (a, b))
        return cls([of.select(condition, x, y) for x, y in zip_longest(a.c, b.c, fillvalue=0.0)], max(a.order, b.order))

    def __lt__(self, other: Any) -> Any:
        return base(self) < base(other)

    def __le__(self, other: Any) -> Any:
        return base(self) <= base(other)

    def __gt__(self, other: Any) -> Any:
        return base(self) > base(other)

    def __ge__(self, other: Any) -> Any:
        return base(self) >= base(other)

    def _grow(self, y: list[Any], grow: Callable[[int], None]) -> Jet:
        """All coefficients of a function, each from those before; a constant stays one."""
        if len(self.c) > 1:
            for k in range(1, self.order + 1):
                grow(k)
        return type(self)(y, self.order)


def _product(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    """Coefficient k of a·b; the sequences may end before k."""
    first, *rest = (a[j] * b[k - j] for j in range(max(0, k - len(b) + 1), min(k, len(a) - 1) + 1))
    return sum(rest, first)


def _rise(z: Sequence[Any], slope: Sequence[Any], k: int) -> Any:
    """Coefficient k of ∫ slope·z′: (1/k) Σ j·z[j]·slope[k−j]."""
    low, high = max(1, k - len(slope) + 1), min(k, len(z) - 1)
    if low > high:
        return 0
    return sum(j * z[j] * slope[k - j] for j in range(low, high + 1)) / k


def _where_zero(z: Any, at_zero: float, otherwise: Any) -> Any:
    """`otherwise`, but `at_zero` where z = 0 (a jet of jets has no such places of its own)."""
    if isinstance(z, Jet | Decimal):
        return otherwise
    zero = z == 0
    return np.where(zero, at_zero, otherwise) if np.any(zero) else otherwise


def _by_side(side: Any, a: Any, b: Any) -> Any:
    """For choices: b where the side is negative, else a, which is the same as b while there is no side; or NaN."""
    if isinstance(a, Jet) or isinstance(b, Jet):
        lost = np.where(np.isnan(side), np.nan, 1.0)
        return Jet.select(side < 0, b, a) * lost
    return np.where(np.isnan(side), np.nan, np.where(side < 0, b, a))


def base(z: Any) -> Any:
    """For comparisons and constants: the value at t = 0, however deeply jets are nested."""
    while isinstance(z, Jet):
        z = z.c[0]
    return z


def whole_power(x: Any, n: int) -> Any:
    """For powers of jets: xⁿ for a whole n ≠ 0 by products, x² exactly as x·x."""
    if n < 0:
        return 1 / whole_power(x, -n)
    result = None
    while n:
        if n & 1:
            result = x if result is None else result * x
        n >>= 1
        x = x * x if n else x
    return result
