"""The elementary functions of formulas in decimal numbers of any precision, in which nothing overflows.

The precision is that of the decimal context. Where there is no value they raise ArithmeticError, as decimals do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_FLOOR,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    getcontext,
    localcontext,
)
from functools import lru_cache


class AngleError(InvalidOperation):
    """Raised to a series: an angle of so many turns that more digits are needed to reduce it."""


#: Digits beyond those that are asked for, while a series is summed.
GUARD = 6


@contextmanager
def digits(count: int) -> Iterator[None]:
    """For exact series: a context of so many digits, exponents to ±10^18, and errors for what has no value."""
    traps = [InvalidOperation, DivisionByZero]
    with localcontext(Context(prec=count, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=traps)):
        yield


@contextmanager
def _more(count: int) -> Iterator[None]:
    with localcontext() as context:
        context.prec += count
        yield


@lru_cache(maxsize=16)
def _pi(precision: int) -> Decimal:
    """π by Machin's formula, 16·atan(1/5) − 4·atan(1/239), in whole numbers."""
    one: int = 10 ** (precision + GUARD)

    def arctangent(n: int) -> int:
        total = term = one // n
        k = 1
        while term:
            term //= -n * n
            k += 2
            total += term // k
        return total

    with localcontext(Context(prec=precision + GUARD)):
        return Decimal(16 * arctangent(5) - 4 * arctangent(239)) / one


def _turned(x: Decimal) -> tuple[Decimal, int]:
    """An angle x as r + quarters·π/2 with |r| ≤ π/4, and the quarters modulo 4."""
    precision = getcontext().prec + max(0, x.adjusted()) + GUARD
    if x.adjusted() > getcontext().prec - GUARD:
        raise AngleError
    with localcontext() as context:
        context.prec = precision
        half = _pi(precision) / 2
        quarters = (x / half).to_integral_value()
        return x - quarters * half, int(quarters) % 4  # of Python's, for decimals' remainder has a sign


def _series(x: Decimal, first: int) -> Decimal:
    """The sum x^first/first! − x^(first+2)/(first+2)! + … ."""
    if x.adjusted() < -getcontext().prec:
        return x if first else Decimal(1)
    with _more(GUARD):
        term = total = x if first else Decimal(1)
        square, n = x * x, first
        while True:
            n += 2
            term = -term * square / (n * (n - 1))
            if total + term == total:
                return total
            total += term


def sin(x: Decimal) -> Decimal:
    """For formulas in decimals: the sine."""
    r, quarter = _turned(x)
    y = _series(r, 0 if quarter % 2 else 1)
    return +(-y if quarter > 1 else y)


def cos(x: Decimal) -> Decimal:
    """For formulas in decimals: the cosine."""
    r, quarter = _turned(x)
    y = _series(r, 1 if quarter % 2 else 0)
    return +(-y if quarter in (1, 2) else y)


def tan(x: Decimal) -> Decimal:
    """For formulas in decimals: the tangent."""
    with _more(GUARD):
        y = sin(x) / cos(x)
    return +y


def tanh(x: Decimal) -> Decimal:
    """For formulas in decimals: (1 − e)/(1 + e) with e = e^−2|x|, with as many more digits as cancel near 0."""
    if x.adjusted() < -getcontext().prec:  # x − x³/3 + …
        return x
    with _more(GUARD + max(0, -x.adjusted())):
        e = _beside_one(-2 * abs(x))
        y = (1 - e) / (1 + e)
    return (+y).copy_sign(x)


def sigmoid(x: Decimal) -> Decimal:
    """For formulas in decimals: σ(x) = 1/(1 + e^−x)."""
    return 1 / (1 + _beside_one(-x)) if x >= 0 else x.exp() / (1 + _beside_one(x))


def sigmoid_slope(x: Decimal) -> Decimal:
    """For derivatives in decimals: σ′(x)."""
    return (-abs(x)).exp() / (1 + _beside_one(-abs(x))) ** 2


def tanh_slope(x: Decimal) -> Decimal:
    """For derivatives in decimals: tanh′(x) = 4σ′(2x)."""
    return 4 * sigmoid_slope(2 * x)


def _beside_one(x: Decimal) -> Decimal:
    """e^x for x ≤ 0, where it is added to 1: so small that it may not even be a decimal, it is 0."""
    return x.exp() if x > -3 * (getcontext().prec + GUARD) else Decimal(0)


def sign(x: Decimal) -> Decimal:
    """For formulas in decimals: −1, 0 or 1."""
    return Decimal(1).copy_sign(x) if x else Decimal(0)


def abs_slope(x: Decimal) -> Decimal:
    """For derivatives in decimals: the slope of |x|."""
    return _beside_kink(x, -1, 1)


def relu_slope(x: Decimal) -> Decimal:
    """For derivatives in decimals: the slope of max(x, 0)."""
    return _beside_kink(x, 0, 1)


def sign_slope(x: Decimal) -> Decimal:
    """For derivatives in decimals: the slope of sign(x)."""
    return _beside_kink(x, 0, 0)


def _beside_kink(x: Decimal, left: int, right: int) -> Decimal:
    if not x:
        raise InvalidOperation  # a value, and no slope
    return Decimal(right if x > 0 else left)


def floor(x: Decimal) -> Decimal:
    """For formulas in decimals: the largest whole number up to x."""
    return x.to_integral_value(ROUND_FLOOR)


def cbrt(x: Decimal) -> Decimal:
    """For formulas in decimals: the cube root, ∛(m·10³ᵏ) = ∛m·10ᵏ."""
    if not x:
        return x
    k = x.adjusted() // 3
    with _more(GUARD):
        y = abs(x).scaleb(-3 * k) ** (Decimal(1) / 3)
    return (+y).scaleb(k).copy_sign(x)


def atan(x: Decimal) -> Decimal:
    """For formulas in decimals: the arctangent, of |x| > 1 as a quarter turn less that of 1/x."""
    size = abs(x)
    with _more(2 * GUARD):
        y = _pi(getcontext().prec) / 2 - _arctangent(1 / size) if size > 1 else _arctangent(size)
    return (+y).copy_sign(x)


def _arctangent(x: Decimal) -> Decimal:
    """Of 0 ≤ x ≤ 1: x − x³/3 + x⁵/5 − …, after halving the angle until the series is quick."""
    halvings = 0
    while x > Decimal("0.05"):
        x = x / (1 + (1 + x * x).sqrt())
        halvings += 1
    if x.adjusted() < -getcontext().prec:
        return x
    term = total = x
    square, n = x * x, 1
    while True:
        n += 2
        term = -term * square
        if total + term / n == total:
            return total * int(2**halvings)
        total += term / n


def log(x: Decimal) -> Decimal:
    """For formulas in decimals: the natural logarithm."""
    if not x:
        raise InvalidOperation
    return x.ln()


def log10(x: Decimal) -> Decimal:
    """For formulas in decimals: the logarithm to base 10."""
    if not x:
        raise InvalidOperation
    return x.log10()


def power(x: Decimal, y: Decimal) -> Decimal:
    """For formulas in decimals: x^y; 0^0 is 1."""
    if not y:
        return Decimal(1)
    if not x and y < 0:
        raise InvalidOperation
    return x**y


FUNCTIONS: dict[str, Callable[[Decimal], Decimal]] = {
    "sin": sin, "cos": cos, "tan": tan, "exp": Decimal.exp, "log": log, "sqrt": Decimal.sqrt, "tanh": tanh,
    "sigmoid": sigmoid, "sigmoid_slope": sigmoid_slope, "tanh_slope": tanh_slope, "sign": sign, "abs_slope": abs_slope,
    "relu_slope": relu_slope, "sign_slope": sign_slope, "floor": floor, "cbrt": cbrt, "atan": atan, "log10": log10,
}  # fmt: skip
