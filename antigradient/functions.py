"""The elementary functions of formulas, each for floats, arrays and jets.

A loss written in them and in plain arithmetic is one definition that serves the loop, a path, a grid and Taylor's
series. Floats keep to `math`: numpy takes ten times as long for a single number, and `math` raises where there is no
value (OverflowError, ValueError) and numpy gives inf or NaN. `abs` is Python's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from antigradient import decimals

#: By name, what each function does to floats: `math` raises.
OF_FLOATS: dict[str, Callable[..., float]] = {}


def _function(name: str, of_float: Callable[..., float], of_array: Callable[..., Any]) -> Callable[..., Any]:
    def function(x: Any, *others: Any) -> Any:
        kind = type(x)
        if kind is float or kind is int:  # not isinstance: numpy's float64 is a float too, and must not raise
            return of_float(x, *others)
        if isinstance(x, np.ndarray | np.generic):
            return of_array(x, *others)
        if kind is Decimal:
            return decimals.FUNCTIONS[name](x)
        return getattr(x, name)(*others)

    OF_FLOATS[name] = of_float
    function.__name__ = name
    function.__doc__ = f"{name} of a float, an array or a jet."
    return function


def _sigmoid_of_float(x: float) -> float:
    """1/(1 + e^−x), by the exponential that cannot overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def _sigmoid_of_array(x: Any) -> Any:
    e = np.exp(-np.abs(x))
    return np.where(x >= 0.0, 1.0, e) / (1.0 + e)


def _sigmoid_slope_of_float(x: float) -> float:
    e = math.exp(-abs(x))
    s = 1.0 / (1.0 + e)
    return e * s * s


def _sigmoid_slope_of_array(x: Any) -> Any:
    """σ′ = e·s·s with e = e^−|x| and s = 1/(1 + e): the textbook's σ(1−σ) is exactly 0 from x ≈ 37 on."""
    e = np.exp(-np.abs(x))
    s = 1.0 / (1.0 + e)
    return e * s * s


def _tanh_slope_of_float(x: float) -> float:
    return 4.0 * _sigmoid_slope_of_float(2.0 * x)


def _tanh_slope_of_array(x: Any) -> Any:
    """tanh′ = 4σ′(2x): 1 − tanh² is exactly 0 from x ≈ 19 on."""
    return 4.0 * _sigmoid_slope_of_array(2.0 * x)


def _softplus_of_float(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _softplus_of_array(x: Any) -> Any:
    """ln(1 + e^x), which is x to the last bit for large x and e^x for very negative x."""
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def _floor_of_float(x: float) -> float:
    """The largest whole number up to x, a float: that of an infinity is itself."""
    return float(math.floor(x)) if math.isfinite(x) else x


def _sign_of_float(x: float) -> float:
    return math.copysign(1.0, x) if x else 0.0 if x == x else x


def _abs_slope_of_float(x: float) -> float:
    if x == 0.0:
        raise ValueError
    return math.copysign(1.0, x) if x == x else x


def _abs_slope_of_array(x: Any) -> Any:
    """The slope of |x|: −1 or 1, and NaN at the kink, where there is none."""
    return np.where(x == 0.0, np.nan, np.sign(x))


def _relu_slope_of_float(x: float) -> float:
    if x == 0.0:
        raise ValueError
    return (1.0 if x > 0.0 else 0.0) if x == x else x


def _relu_slope_of_array(x: Any) -> Any:
    """The slope of max(x, 0): 0 or 1, and NaN at the kink."""
    return np.where(x > 0.0, 1.0, np.where(x < 0.0, 0.0, np.nan))


def _sign_slope_of_float(x: float) -> float:
    if x == 0.0:
        raise ValueError
    return 0.0 if x == x else x


def _sign_slope_of_array(x: Any) -> Any:
    """The slope of sign(x): 0, and NaN at the jump."""
    return np.where((x < 0.0) | (x > 0.0), 0.0, np.nan)


def _square_of_float(x: float) -> float:
    """x·x; raises OverflowError where plain multiplication would give inf without an error."""
    square = x * x
    if square == math.inf and math.isfinite(x):
        raise OverflowError
    return square


def _error_of_float(z: float, y: float) -> float:
    e = math.exp(-abs(z))
    tail = e / (1.0 + e)
    return (1.0 - y) - tail if z > 0.0 else tail - y


def _error_of_array(z: Any, y: Any) -> Any:
    """σ(z) − y, as (1−y) − (1−σ) for z > 0, so that a saturated neuron keeps its digits."""
    e = np.exp(-np.abs(z))
    tail = e / (1.0 + e)
    return np.where(z > 0.0, (1.0 - y) - tail, tail - y)


def _log_loss_of_float(z: float, y: float) -> float:
    return math.log1p(math.exp(-abs(z))) + abs(z) * (1.0 - y if z > 0.0 else y)


def _log_loss_of_array(z: Any, y: Any) -> Any:
    """−y ln σ(z) − (1−y) ln(1−σ(z)): no term is negative, no log is of 0."""
    return np.log1p(np.exp(-np.abs(z))) + np.abs(z) * np.where(z > 0.0, 1.0 - y, y)


def _pair(name: str, of_float: Callable[[float, float], float], of_array: Callable[..., Any]) -> Callable[..., Any]:
    def function(a: Any, b: Any) -> Any:
        if isinstance(a, Decimal) and isinstance(b, Decimal):
            return of_float(a, b)  # type: ignore[arg-type]
        if type(a) in (float, int) and type(b) in (float, int):
            return of_float(a, b)
        for number, other in ((a, b), (b, a)):
            if not isinstance(number, float | int | np.ndarray | np.generic | Decimal):
                return getattr(number, name)(other)
        return of_array(a, b)

    OF_FLOATS[name] = of_float
    function.__name__ = name
    function.__doc__ = f"The {name} of two floats, arrays or jets."
    return function


def _maximum_of_floats(a: float, b: float) -> float:
    return a if a > b or a != a else b


def _minimum_of_floats(a: float, b: float) -> float:
    return a if a < b or a != a else b


sin = _function("sin", math.sin, np.sin)
cos = _function("cos", math.cos, np.cos)
tan = _function("tan", math.tan, np.tan)
exp = _function("exp", math.exp, np.exp)
log = _function("log", math.log, np.log)
log1p = _function("log1p", math.log1p, np.log1p)
log10 = _function("log10", math.log10, np.log10)
atan = _function("atan", math.atan, np.arctan)
cbrt = _function("cbrt", math.cbrt, np.cbrt)
floor = _function("floor", _floor_of_float, np.floor)
sign = _function("sign", _sign_of_float, np.sign)
maximum = _pair("maximum", _maximum_of_floats, np.maximum)
minimum = _pair("minimum", _minimum_of_floats, np.minimum)
sqrt = _function("sqrt", math.sqrt, np.sqrt)
square = _function("square", _square_of_float, np.square)
tanh = _function("tanh", math.tanh, np.tanh)
sigmoid = _function("sigmoid", _sigmoid_of_float, _sigmoid_of_array)
softplus = _function("softplus", _softplus_of_float, _softplus_of_array)

#: Slopes that plain arithmetic would lose to rounding, or at a kink.
sigmoid_slope = _function("sigmoid_slope", _sigmoid_slope_of_float, _sigmoid_slope_of_array)
tanh_slope = _function("tanh_slope", _tanh_slope_of_float, _tanh_slope_of_array)
abs_slope = _function("abs_slope", _abs_slope_of_float, _abs_slope_of_array)
relu_slope = _function("relu_slope", _relu_slope_of_float, _relu_slope_of_array)
sign_slope = _function("sign_slope", _sign_slope_of_float, _sign_slope_of_array)

#: Of one data point of a neuron, z and the label y.
error = _function("error", _error_of_float, _error_of_array)
log_loss = _function("log_loss", _log_loss_of_float, _log_loss_of_array)


def select(condition: Any, a: Any, b: Any) -> Any:
    """For formulas with two roads, in floats, arrays, jets and symbols: a where the condition holds, else b.

    Both are computed, wherever it holds.
    """
    if isinstance(condition, bool):
        return a if condition else b
    for number in (condition, a, b):
        if hasattr(number, "select"):
            return number.select(condition, a, b)
    return np.where(condition, a, b)[()]


def power(x: Any, y: Any) -> Any:
    """For formulas in floats, arrays and jets: x to the real power y, never complex.

    A negative x with a y that is no whole number raises ValueError in floats and is NaN in arrays.
    """
    if isinstance(x, float | int) and isinstance(y, float | int):
        if type(x) is np.float64 or type(y) is np.float64:
            return np.power(np.float64(x), np.float64(y))
        return math.pow(x, y)
    if isinstance(x, np.ndarray | np.generic) and isinstance(y, float | int | np.ndarray):
        return np.power(x, y)
    if isinstance(x, Decimal) and isinstance(y, Decimal):
        return decimals.power(x, y)
    return x**y
