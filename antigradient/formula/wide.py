"""Numbers beyond the floats: a mantissa and an exponent of its own, so that e^2000 is a number like any other.

What overflows on its way may have a value all the same: 1/(1 + e^2000) is 0 and ln(1 + e^2000) is 2000, but the slope
of the one and the value of the other meet inf/inf in floats. A program runs once more in these where that happened.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient import functions as of

Array = npt.NDArray[np.float64]

#: ln 2 in two parts; the first has so few bits that its product with any exponent of a wide number in use is exact.
LN2_HIGH, LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
LN2 = float(np.log(2.0))
#: Exponents up to here are whole numbers that floats add exactly.
LARGEST = 2.0**52
#: Shifts by more than this leave nothing of a mantissa.
FAR = 2200


class Wide:
    """For losses beyond floats: m·2^e, arrays of one shape: |m| in [½, 1), or m = 0 for an exact zero; NaN: no value.

    e = ∞ and −∞ are what is too large and too small even here: neither is an infinity or a zero, so 1/(too small) is
    too large, and 1/0 is no value.
    """

    __slots__ = ("e", "m")
    __array_ufunc__ = None

    def __init__(self, m: Any, e: Any = 0.0) -> None:
        mantissa, shift = np.frexp(np.asarray(m, dtype=float))
        self.m = np.where(np.isnan(e), np.nan, mantissa)
        e = np.where(mantissa == 0, 0.0, e + shift)
        self.e = np.where(np.abs(e) > LARGEST, np.copysign(np.inf, e), e)
        huge = np.isinf(mantissa)
        if huge.any():  # a float that overflowed before it came here
            self.m = np.where(huge, np.copysign(0.5, mantissa), self.m)
            self.e = np.where(huge, np.inf, self.e)

    def floats(self) -> Array:
        """For programs: the nearest floats, infinite or 0 where the number is beyond them."""
        shift = np.clip(np.nan_to_num(self.e, nan=0.0), -FAR, FAR).astype(np.int64)
        with np.errstate(over="ignore", under="ignore"):
            return np.asarray(np.ldexp(self.m, shift))

    def __neg__(self) -> Wide:
        return _made(-self.m, self.e)

    def __abs__(self) -> Wide:
        return _made(np.abs(self.m), self.e)

    def __add__(self, other: Wide) -> Wide:
        left, right = (np.where(x.m == 0, -np.inf, x.e) for x in (self, other))
        top = np.maximum(left, right)
        parts = [
            np.ldexp(x.m, np.where(e == top, 0.0, np.maximum(e - top, -FAR)).astype(np.int64))
            for x, e in ((self, left), (other, right))
        ]
        m = parts[0] + parts[1]
        unknown = np.isinf(top) & (m == 0) & (self.m != 0)  # the difference of two that are too large, or too small
        return Wide(np.where(unknown, np.nan, m), top)

    def __sub__(self, other: Wide) -> Wide:
        return self + -other

    def __mul__(self, other: Wide) -> Wide:
        zero = (self.m == 0) | (other.m == 0)
        return Wide(self.m * other.m, np.where(zero, 0.0, self.e + other.e))

    def __truediv__(self, other: Wide) -> Wide:
        m = np.where(other.m == 0, np.nan, self.m) / np.where(other.m == 0, 1.0, other.m)
        return Wide(m, np.where(self.m == 0, 0.0, self.e - other.e))

    def __pow__(self, other: Wide) -> Wide:
        """x^y = ±e^(y·ln|x|): below 0 for whole y only; 0^y is 0, 1 or no value as y is positive, 0 or negative."""
        y = other.floats()
        whole = (np.floor(y) == y) & np.isfinite(y)
        size = (other * abs(_without_zeros(self)).log()).exp()
        m = np.where((self.m < 0) & whole & (y % 2 == 1), -size.m, np.where((self.m < 0) & ~whole, np.nan, size.m))
        at_zero = np.where(y > 0, 0.0, np.where(other.m == 0, 0.5, np.nan))
        zero = self.m == 0
        return Wide(np.where(zero, at_zero, m), np.where(zero, 1.0, size.e))

    def exp(self) -> Wide:
        """For formulas: e^x = 2^k·e^r with the whole k next to x/ln 2."""
        x = self.floats()
        finite = np.isfinite(x)
        k = np.rint(np.where(finite, x, 0.0) / LN2)
        r = np.clip((np.where(finite, x, 0.0) - k * LN2_HIGH) - k * LN2_LOW, -1.0, 1.0)
        return Wide(np.where(np.isnan(x), np.nan, np.exp(r)), np.where(finite, k, x))

    def log(self) -> Wide:
        """For formulas: ln m + e·ln 2; of what floats can hold by their own log, which keeps its digits near 1."""
        x = self.floats()
        plain = (np.abs(self.e) < 1000) & (self.m > 0)
        far = np.log(np.where(self.m > 0, self.m, np.nan)) + self.e * LN2
        return Wide(np.where(plain, np.log(np.where(plain, x, 1.0)), far))

    def log10(self) -> Wide:
        """For formulas: the logarithm to base 10, of what floats can hold by their own."""
        x = self.floats()
        plain = (np.abs(self.e) < 1000) & (self.m > 0)
        far = self.log().floats() / np.log(10.0)
        return Wide(np.where(plain, np.log10(np.where(plain, x, 1.0)), far))

    def cbrt(self) -> Wide:
        """For formulas: ∛m·2^(e/3)."""
        left = np.where(np.isinf(self.e), 0.0, self.e % 3)
        return Wide(np.cbrt(self.m * 2.0**left), (self.e - left) / 3)

    def atan(self) -> Wide:
        """For formulas: the arctangent, a quarter turn far out."""
        return self._nearly_itself(np.arctan, far=True)

    def sqrt(self) -> Wide:
        """For formulas: √m·2^(e/2)."""
        odd = np.where(np.isinf(self.e), 0.0, self.e % 2)
        m = np.where(self.m < 0, np.nan, np.sqrt(np.abs(self.m) * np.where(odd == 1, 2.0, 1.0)))
        return Wide(m, (self.e - odd) / 2)

    def sin(self) -> Wide:
        """For formulas: the sine; NaN where the argument is too large for its place in a turn to be known."""
        return self._nearly_itself(np.sin)

    def cos(self) -> Wide:
        """For formulas: the cosine; NaN as for sin."""
        x = self.floats()
        return Wide(np.where(np.isfinite(x), np.cos(np.where(np.isfinite(x), x, 0.0)), np.nan))

    def tan(self) -> Wide:
        """For formulas: the tangent; NaN as for sin."""
        return self._nearly_itself(np.tan)

    def tanh(self) -> Wide:
        """For formulas: tanh, ±1 far out."""
        return self._nearly_itself(np.tanh, far=True)

    def sigmoid(self) -> Wide:
        """For formulas: σ(x) = 1/(1 + e^−x)."""
        one = Wide(np.ones_like(self.m))
        return one / (one + (-self).exp())

    def sigmoid_slope(self) -> Wide:
        """For derivatives: σ′ = e·s·s with e = e^−|x| and s = 1/(1 + e)."""
        one, e = Wide(np.ones_like(self.m)), (-abs(self)).exp()
        s = one / (one + e)
        return e * s * s

    def tanh_slope(self) -> Wide:
        """For derivatives: tanh′(x) = 4σ′(2x)."""
        return Wide(np.full_like(self.m, 4.0)) * _made(self.m, self.e + 1).sigmoid_slope()

    def abs_slope(self) -> Wide:
        """For derivatives: the slope of |x|, NaN at 0."""
        return Wide(of.abs_slope(self.m))

    def relu_slope(self) -> Wide:
        """For derivatives: the slope of max(x, 0), NaN at 0."""
        return Wide(of.relu_slope(self.m))

    def sign_slope(self) -> Wide:
        """For derivatives: 0, NaN where sign(x) jumps."""
        return Wide(of.sign_slope(self.m))

    def sign(self) -> Wide:
        """For formulas: −1, 0 or 1."""
        return Wide(np.sign(self.m))

    def floor(self) -> Wide:
        """For formulas: the largest whole number up to x, which is itself where it is large."""
        inside = (self.e > 0) & (self.e <= 53)
        x = np.floor(np.where(inside, self.floats(), np.where(self.m < 0, -0.5, 0.0)))
        found = Wide(np.where(np.isnan(self.m), np.nan, x))
        return _made(np.where(self.e > 53, self.m, found.m), np.where(self.e > 53, self.e, found.e))

    def maximum(self, other: Wide) -> Wide:
        """For formulas: the larger of two; NaN where that is not known, or one has no value."""
        return _chosen(self, other, (self - other).m)

    def minimum(self, other: Wide) -> Wide:
        """For formulas: the smaller of two, likewise."""
        return _chosen(self, other, (other - self).m)

    def _nearly_itself(self, function: Any, far: bool = False) -> Wide:
        """An odd function of slope 1 at 0."""
        x = self.floats()
        known = np.isfinite(x) | far
        small = (self.e < -500) & (self.m != 0)
        y = Wide(np.where(known, function(np.where(known, x, 0.0)), np.nan))
        return _made(np.where(small, self.m, y.m), np.where(small, self.e, y.e))


def _made(m: Array, e: Array) -> Wide:
    """From a mantissa and an exponent that are in order."""
    made = Wide.__new__(Wide)
    made.m, made.e = m, e
    return made


def _chosen(a: Wide, b: Wide, ahead: Array) -> Wide:
    m = np.where(np.isnan(ahead) | np.isnan(a.m) | np.isnan(b.m), np.nan, np.where(ahead < 0, b.m, a.m))
    return _made(m, np.where(ahead < 0, b.e, a.e))


def _without_zeros(x: Wide) -> Wide:
    zero = x.m == 0
    return _made(np.where(zero, 0.5, x.m), np.where(zero, 1.0, x.e))
