"""How many operations a formula of plain arithmetic takes: it is evaluated on a number that counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: What a power and a function count for, an addition being one.
POWER, FUNCTION = 4, 8


class Tally:
    """For `operations`: a number that counts the operations done to it and to every result of them."""

    __array_ufunc__ = None

    def __init__(self, done: list[int]) -> None:
        self.done = done

    def _after(self, cost: int) -> Tally:
        self.done.append(cost)
        return self

    def _one(self, *_: Any) -> Tally:
        return self._after(1)

    def _power(self, exponent: Any) -> Tally:
        return self._after(1 if exponent in (1, 2) else POWER)

    def _function(self) -> Tally:
        return self._after(FUNCTION)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = square = _one
    __pow__ = _power
    exp = log = sqrt = sin = cos = tan = tanh = sigmoid = softplus = _function


def operations(formula: Callable[..., Any]) -> int:
    """For budgets of work: the operations of a formula in w and b, an addition counting as one."""
    done: list[int] = []
    formula(Tally(done), Tally(done))
    return sum(done)
