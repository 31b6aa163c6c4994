"""Symbolic numbers: a formula applied to them becomes a graph of the operations that compute it.

Formulas in plain arithmetic serve floats, arrays and jets; here they serve to generate code. It computes the same
operations in the same order, so the same results to the last bit, but without a call for each of them.
"""

from __future__ import annotations

from math import copysign
from typing import Any

NEGATIVE = "negative"
#: What numbers have methods for.
FUNCTIONS = frozenset(
    ("exp", "log", "log10", "log1p", "sqrt", "cbrt", "sin", "cos", "tan", "atan", "tanh", "sigmoid", "softplus",
     "sign", "floor", "maximum", "minimum", "abs_slope", "relu_slope", "sign_slope", "sigmoid_slope", "tanh_slope",
     "error", "log_loss")
)  # fmt: skip
#: A sum over the data points of what its part is for one of them.
SUM = "sum"


class Symbol:
    """For generated code: the number that the operation `kind` makes of its `parts`; without parts, a name or a number.

    Signs travel outwards, which changes no bit: a·(−b) = −(a·b) and a + (−b) = a − b; and 1·a and −0 + a are a. A
    formula that asks what number it is, to choose between two roads, meets a TypeError: it has to `select`.
    """

    __slots__ = ("kind", "parts", "value")
    __array_ufunc__ = None  # so that a number of numpy leaves number ∘ symbol to the operators here

    def __init__(self, kind: str, *parts: Symbol, value: float | None = None) -> None:
        self.kind = kind
        self.parts = parts
        self.value = value

    def __bool__(self) -> bool:
        raise TypeError("this number is not known yet")

    def __eq__(self, other: object) -> bool:
        raise TypeError("this number is not known yet")

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> Symbol:
        return Symbol("<", self, symbol(other))

    def __le__(self, other: Any) -> Symbol:
        return Symbol("<=", self, symbol(other))

    def __gt__(self, other: Any) -> Symbol:
        return symbol(other) < self

    def __ge__(self, other: Any) -> Symbol:
        return symbol(other) <= self

    def __neg__(self) -> Symbol:
        return self.parts[0] if self.kind == NEGATIVE else Symbol(NEGATIVE, self)

    def __abs__(self) -> Symbol:
        return Symbol("abs", self)

    def __add__(self, other: Any) -> Symbol:
        negative, size = _sign_of(other)
        return Symbol("-" if negative else "+", self, size)

    def __radd__(self, other: Any) -> Symbol:
        return self if other == 0.0 and copysign(1.0, other) < 0 else symbol(other) + self

    def __sub__(self, other: Any) -> Symbol:
        return self + -symbol(other)

    def __rsub__(self, other: Any) -> Symbol:
        return symbol(other) - self

    def __mul__(self, other: Any) -> Symbol:
        if isinstance(other, float | int) and abs(other) == 1.0:
            return self if other > 0 else -self
        return _signed("*", self, other)

    def __rmul__(self, other: Any) -> Symbol:
        return self.__mul__(other)

    def __truediv__(self, other: Any) -> Symbol:
        return _signed("/", self, other)

    def __rtruediv__(self, other: Any) -> Symbol:
        return _signed("/", other, self)

    def __pow__(self, other: Any) -> Symbol:
        return Symbol("^", self, symbol(other))

    def __rpow__(self, other: Any) -> Symbol:
        return Symbol("^", symbol(other), self)

    def square(self) -> Symbol:
        """For formulas: the square of this, infinite where it overflows."""
        return self * self

    @staticmethod
    def select(condition: Any, a: Any, b: Any) -> Symbol:
        """For formulas with two roads: a where the condition holds, else b."""
        return Symbol("select", condition, symbol(a), symbol(b))

    def __getattr__(self, kind: str) -> Any:
        """For formulas: the functions, which other numbers have methods for."""
        if kind not in FUNCTIONS:
            raise AttributeError(kind)
        return lambda *others: Symbol(kind, self, *map(symbol, others))


def symbol(value: Any) -> Symbol:
    """For operations: a symbol as it is, a number as a symbol of itself."""
    return value if isinstance(value, Symbol) else Symbol("number", value=float(value))


def total(of_point: Symbol) -> Symbol:
    """For losses: the sum over the data of what `of_point` is at one of them; added one after another."""
    return Symbol(SUM, of_point)


def _sign_of(value: Any) -> tuple[bool, Symbol]:
    """Whether it is the negative of something, and of what."""
    it = symbol(value)
    return (True, it.parts[0]) if it.kind == NEGATIVE else (False, it)


def _signed(kind: str, left: Any, right: Any) -> Symbol:
    (minus, a), (other_minus, b) = _sign_of(left), _sign_of(right)
    size = Symbol(kind, a, b)
    return size if minus == other_minus else -size
