"""A function of numbers, recorded as a formula: what its arguments are while it is called."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np

from antigradient.query.links import text_of
from antigradient.words import MessageError

#: How tightly an operation binds, as the grammar has it: a part that binds less stands in brackets.
SUM, PRODUCT, SIGNED, POWER, OPERAND = range(1, 6)


class RecordingError(MessageError, TypeError):
    """Raised to `formula_of`, also through numpy: what a function does that no formula does."""


class Recorded:
    """For functions that are recorded: a number that knows its formula, to Python's operators and numpy's functions."""

    __slots__ = ("level", "text")

    def __init__(self, text: str, level: int = OPERAND) -> None:
        self.text = text
        self.level = level

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        operation = OPERATIONS.get(ufunc.__name__)
        if operation is None or method != "__call__" or options:
            raise RecordingError("recording.operation", operation=ufunc.__name__)
        if any(isinstance(one, np.ndarray) and one.ndim for one in inputs):
            arrays = np.broadcast_arrays(*(_as_array(one) for one in inputs))
            found = np.empty(arrays[0].shape, dtype=object)
            for place in np.ndindex(found.shape):
                found[place] = operation(*(array[place] for array in arrays))
            return found
        return operation(*inputs)

    def __getattr__(self, name: str) -> Any:
        """Numpy asks numbers in arrays of objects for their functions by name."""
        if name.startswith("_") or name not in OPERATIONS:
            raise AttributeError(name)
        return lambda: OPERATIONS[name](self)

    def __add__(self, other: Any) -> Any:
        return _operators(np.add, "+", self, other)

    def __radd__(self, other: Any) -> Any:
        return _operators(np.add, "+", other, self)

    def __sub__(self, other: Any) -> Any:
        return _operators(np.subtract, "-", self, other)

    def __rsub__(self, other: Any) -> Any:
        return _operators(np.subtract, "-", other, self)

    def __mul__(self, other: Any) -> Any:
        return _operators(np.multiply, "*", self, other)

    def __rmul__(self, other: Any) -> Any:
        return _operators(np.multiply, "*", other, self)

    def __truediv__(self, other: Any) -> Any:
        return _operators(np.divide, "/", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _operators(np.divide, "/", other, self)

    def __pow__(self, other: Any) -> Any:
        return _operators(np.power, "^", self, other)

    def __rpow__(self, other: Any) -> Any:
        return _operators(np.power, "^", other, self)

    def __neg__(self) -> Recorded:
        return Recorded(f"-{_part(self, SIGNED)}", SIGNED)

    def __pos__(self) -> Recorded:
        return self

    def __abs__(self) -> Recorded:
        return _function("abs")(self)

    def __floor__(self) -> Recorded:
        return _function("floor")(self)

    def _no_number(self, *_: Any) -> Any:
        raise RecordingError("recording.number")

    __bool__ = __float__ = __int__ = __lt__ = __le__ = __gt__ = __ge__ = _no_number


#: By sign: how tightly the whole binds, and each of its parts has to. A sum on the right is kept as it is bracketed.
SIGNS = {
    "+": (SUM, SUM, PRODUCT),
    "-": (SUM, SUM, PRODUCT),
    "*": (PRODUCT, PRODUCT, SIGNED),
    "/": (PRODUCT, PRODUCT, SIGNED),
    "^": (POWER, OPERAND, SIGNED),
}


def _operators(ufunc: Any, sign: str, a: Any, b: Any) -> Any:
    """An operator of numbers; with an array among them numpy deals them out."""
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return ufunc(a, b)
    return _binary(sign)(a, b)


def _binary(sign: str) -> Callable[[Any, Any], Recorded]:
    whole, left, right = SIGNS[sign]
    return lambda a, b: Recorded(f"{_part(a, left)}{sign}{_part(b, right)}", whole)


def _function(name: str) -> Callable[..., Recorded]:
    return lambda *given: Recorded(f"{name}({','.join(_part(a, SUM) for a in given)})")


def _part(value: Any, level: int) -> str:
    """The text of a part, in brackets where it binds less than it has to."""
    part = _as_recorded(value)
    return part.text if part.level >= level else f"({part.text})"


def _as_recorded(value: Any) -> Recorded:
    if isinstance(value, Recorded):
        return value
    if isinstance(value, np.ndarray) and not value.ndim:
        return _as_recorded(value.item())
    if isinstance(value, int | float | np.number) and isfinite(value):
        return Recorded(text_of(float(value)), SIGNED if value < 0 else OPERAND)
    raise RecordingError("recording.value")


def _as_array(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value
    single = np.empty((), dtype=object)
    single[()] = value
    return single


def text_of_result(value: Any) -> str:
    """For `formula_of`: the formula of what a recorded function gives. Raises RecordingError."""
    return _as_recorded(value).text


#: By the names that numpy gives its functions.
OPERATIONS: dict[str, Callable[..., Any]] = {
    **{
        name: _function(name)
        for name in ("exp", "log", "log10", "sqrt", "cbrt", "sin", "cos", "tan", "tanh", "sign", "floor")
    },
    "arctan": _function("atan"),
    **dict.fromkeys(("absolute", "fabs"), _function("abs")),
    "add": _binary("+"),
    "subtract": _binary("-"),
    "multiply": _binary("*"),
    **dict.fromkeys(("divide", "true_divide"), _binary("/")),
    **dict.fromkeys(("power", "float_power"), _binary("^")),
    "negative": lambda a: -_as_recorded(a),
    "positive": lambda a: a,
    "square": lambda a: _binary("^")(a, 2),
    "reciprocal": lambda a: _binary("/")(1, a),
    "exp2": lambda a: _binary("^")(2, a),
    "expm1": lambda a: _function("exp")(a) - 1,
    "log1p": lambda a: _function("log")(_binary("+")(1, a)),
    "log2": lambda a: _function("log")(a) / _function("log")(2),
    "sinh": lambda a: (_function("exp")(a) - _function("exp")(-_as_recorded(a))) / 2,
    "cosh": lambda a: (_function("exp")(a) + _function("exp")(-_as_recorded(a))) / 2,
    "hypot": lambda a, b: _function("sqrt")(_binary("^")(a, 2) + _binary("^")(b, 2)),
    **dict.fromkeys(("maximum", "fmax"), _function("max")),
    **dict.fromkeys(("minimum", "fmin"), _function("min")),
}
