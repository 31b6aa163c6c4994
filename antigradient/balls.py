"""Balls: numbers that carry a bound on what rounding has done to them.

A loss evaluated on balls bounds the distance of its value, as floats compute it, from the exact one: every rule below
adds what one operation may round away to what it makes of the errors that it was given. (Running error analysis: N. J.
Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, section 3.3; the words are those of F.
Johansson, Arb, 2017.) A formula in plain arithmetic that serves floats, arrays and jets serves balls as it stands. The
rules themselves are plain arithmetic and `select`, so that balls of symbols give the browser the same bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient import functions as of

Array = npt.NDArray[np.float64]

#: Half a unit in the last place: the most that one operation rounds, relative to its result.
UNIT = 2.0**-53
#: The most that an elementary function is off, likewise: four units in the last place.
ELEMENTARY = 8 * UNIT
#: The least number: what a result too small for a double may have lost.
LEAST = 2.0**-1074
#: Stands for a bound where there is none; small enough that the sum of two, rounded up, does not overflow.
UNBOUNDED = 2.0**1021
#: A number of at most 20 binary places is exact in a double; of any other, such as 0.1, a double is only the nearest.
PLACES = 2.0**20


class Ball:
    """For `rounding_of`: a middle, as floats compute it, and a radius within which the exact value lies; or arrays."""

    __slots__ = ("middle", "radius")
    __array_ufunc__ = None  # so that numpy leaves array ∘ ball to Ball's own operators

    def __init__(self, middle: Any, radius: Any = -0.0) -> None:  # the zero that is no addition, in graphs as in floats
        self.middle = middle
        self.radius = radius

    def __neg__(self) -> Ball:
        return Ball(-self.middle, self.radius)

    def __abs__(self) -> Ball:
        return Ball(abs(self.middle), self.radius)

    def __add__(self, other: Any) -> Ball:
        b = as_ball(other)
        found = self.middle + b.middle
        return Ball(found, self.radius + b.radius + UNIT * abs(found))

    def __sub__(self, other: Any) -> Ball:
        return self + -as_ball(other)

    def __rsub__(self, other: Any) -> Ball:
        return as_ball(other) - self

    def __mul__(self, other: Any) -> Ball:
        b = as_ball(other)
        found = self.middle * b.middle
        given = -0.0 if is_exact(b) else abs(self.middle) * b.radius
        if not is_exact(self):
            given = given + self.radius * (abs(b.middle) + b.radius)
        return Ball(found, given + UNIT * abs(found) + LEAST)

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Any) -> Ball:
        b = as_ball(other)
        found = self.middle / b.middle
        if is_exact(b):
            return Ball(found, self.radius / abs(b.middle) + UNIT * abs(found) + LEAST)
        given = (self.radius + abs(found) * b.radius * (1 + UNIT)) / lower_bound(b)
        return Ball(found, given + UNIT * abs(found) + LEAST)

    def __rtruediv__(self, other: Any) -> Ball:
        return as_ball(other) / self

    def __pow__(self, r: Any) -> Ball:
        if isinstance(r, Ball):
            return general_power(self, r)
        if r == 0:
            return Ball(self.middle**0)
        if r == 2:  # x·x, and not the power of any number
            return self * self
        if is_exact(self):
            return elementary_result(self.middle**r, 0.0)
        # By the mean value theorem, with the slope where it is largest.
        steepest = abs(self.middle) + self.radius if r >= 1 else lower_bound(self)
        return elementary_result(self.middle**r, self.radius * abs(r) * steepest ** (r - 1) * (1 + 2 * ELEMENTARY))

    def __rpow__(self, other: Any) -> Ball:
        return general_power(as_ball(other), self)

    def exp(self) -> Ball:
        """For losses: e^z; the radius r becomes e^z·(e^r − 1) at most."""
        found = of.exp(self.middle)
        return elementary_result(found, found * growth(self.radius) * (1 + 2 * ELEMENTARY))

    def log(self) -> Ball:
        """For losses: ln z; the radius r becomes −ln(1 − r/z) at most, without a bound where the ball reaches 0."""
        return elementary_result(of.log(self.middle), growth(self.radius / abs(self.middle)))

    def log10(self) -> Ball:
        """For losses: lg z = ln z/ln 10."""
        return elementary_result(of.log10(self.middle), 0.4343 * growth(self.radius / abs(self.middle)))

    def cbrt(self) -> Ball:
        """For losses: ∛z; the radius r becomes r/(3∛z²) at most, with the least z in the ball, and ∛(4r)."""
        lowest = of.cbrt(lower_bound(self))
        steep = self.radius / (3.0 * lowest * lowest * (1 - 4 * ELEMENTARY))
        return elementary_result(of.cbrt(self.middle), least(steep, 1.5875 * of.cbrt(self.radius)))

    def atan(self) -> Ball:
        """For losses: atan z; the radius is r times the slope nearest to 0 in the ball."""
        nearest = lower_bound(self)
        return elementary_result(of.atan(self.middle), self.radius / (1.0 + nearest * nearest) * (1 + 4 * UNIT))

    def sign(self) -> Ball:
        """For losses: −1, 0 or 1, exact where the ball does not reach 0."""
        found = of.sign(self.middle)
        return Ball(found) if is_exact(self) else Ball(found, of.select(self.radius < abs(self.middle), 0.0, 2.0))

    def floor(self) -> Ball:
        """For losses: the largest whole number up to z, exact where no other one is in the ball."""
        found = of.floor(self.middle)
        if is_exact(self):
            return Ball(found)
        above = self.middle - found  # exact
        inside = of.select(self.radius <= above, self.radius < (1.0 - above) * (1 - 2 * UNIT), self.radius < 0.0)
        return Ball(found, of.select(inside, 0.0, self.radius + 1.0))

    def maximum(self, other: Any) -> Ball:
        """For losses: the larger of two; it is off by no more than both are."""
        return self._chosen(as_ball(other), of.maximum)

    def minimum(self, other: Any) -> Ball:
        """For losses: the smaller of two, likewise."""
        return self._chosen(as_ball(other), of.minimum)

    def _chosen(self, other: Ball, of_values: Callable[[Any, Any], Any]) -> Ball:
        found = of_values(self.middle, other.middle)
        if is_exact(self) and is_exact(other):
            return Ball(found)
        return Ball(found, of.maximum(self.radius, other.radius))

    def sqrt(self) -> Ball:
        """For losses: √z; the radius r becomes r/√z at most, and √r."""
        found = of.sqrt(self.middle)
        return elementary_result(found, least(self.radius / found, of.sqrt(self.radius)))

    def sin(self) -> Ball:
        """For losses: sin z; the radius stays r at most."""
        return elementary_result(of.sin(self.middle), least(self.radius, 2.0))

    def cos(self) -> Ball:
        """For losses: cos z; the radius stays r at most."""
        return elementary_result(of.cos(self.middle), least(self.radius, 2.0))

    def tan(self) -> Ball:
        """For losses: tan z; the radius is sin r/(cos z·cos(z + r)) at most, unbounded where a pole may be in reach."""
        cosine = abs(of.cos(self.middle)) * (1 - 2 * ELEMENTARY)
        return elementary_result(of.tan(self.middle), self.radius / (cosine * positive(cosine - self.radius)))

    def tanh(self) -> Ball:
        """For losses: tanh z; the radius is r times the slope nearest to 0 in the ball, which is below 4e^−2|z|."""
        return elementary_result(
            of.tanh(self.middle), self.radius * least(1.0, 4.001 * of.exp(-2 * least_magnitude(self)))
        )

    def sigmoid(self) -> Ball:
        """For losses: σ(z); the radius is r times the slope nearest to 0 in the ball, which is below e^−|z|."""
        return elementary_result(
            of.sigmoid(self.middle), self.radius * least(0.25, 1.001 * of.exp(-least_magnitude(self)))
        )

    def softplus(self) -> Ball:
        """For losses: ln(1 + e^z); the radius is r times a slope below 1."""
        return elementary_result(of.softplus(self.middle), self.radius)


def as_ball(value: Any) -> Ball:
    """For operations: a ball as it is; a number as written in code, which a double may only be near to."""
    if isinstance(value, Ball):
        return value
    return Ball(value, -0.0 if float(value * PLACES).is_integer() else UNIT * abs(value))


def is_exact(z: Ball) -> bool:
    """For products: whether nothing of a ball has been rounded yet, as of a parameter or a number of few digits."""
    return isinstance(z.radius, float) and z.radius == 0.0


def elementary_result(found: Any, given: Any) -> Ball:
    """For functions: the ball of a result, from its value and from what the errors of its argument become."""
    return Ball(found, given + ELEMENTARY * abs(found) + LEAST)


def growth(r: Any) -> Any:
    """For exponentials and logarithms: r/(1−r), at least e^r − 1 and −ln(1 − r); unbounded from r = 1 on."""
    return of.select(r < 1.0, r / (1.0 - r), UNBOUNDED)


def least(a: Any, b: Any) -> Any:
    """For bounds that hold both: the smaller one."""
    return of.select(a < b, a, b)


def positive(a: Any) -> Any:
    """For sizes: the number, or 0 if it is negative."""
    return of.select(a > 0.0, a, 0.0)


def least_magnitude(z: Ball) -> Any:
    """For bounds: the least |z| in a ball."""
    return positive(abs(z.middle) - z.radius)


def lower_bound(z: Ball) -> Any:
    """For divisions by a bound: the least |z| in a ball, a little reduced, so that its own rounding does no harm."""
    return least_magnitude(z) * (1 - 4 * UNIT)


def general_power(x: Ball, y: Ball) -> Ball:
    """For powers: x^y = e^(y ln x) of a positive x; a base that is no ball of its own is x as well."""
    found = of.power(x.middle, y.middle)
    logs = y * x.log()
    return elementary_result(found, abs(found) * growth(logs.radius) * (1 + 2 * ELEMENTARY))


def rounding_of(formula: Callable[..., Any], theta: Array) -> Array:
    """For losses' `rounding`: how far the formula's values along a path (p, m) may be from the exact ones, (m,).

    It is `UNBOUNDED` where a place is too near to one without a value.
    """
    with np.errstate(all="ignore"):
        found = as_ball(formula(*map(Ball, theta)))
        radius = np.nan_to_num(found.radius * (1 + 2.0**-30), nan=UNBOUNDED)  # the bound itself has been rounded
    return np.broadcast_to(np.minimum(radius, UNBOUNDED), theta.shape[1:])
