"""Formulas that people type: parsed, computed on floats, arrays and jets, differentiated, and set as mathematics.

The grammar is in `parser`. Nothing is evaluated as Python: a formula becomes a tree, and the tree straight-line code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from app.descent.formula.calculus import derivative
from app.descent.formula.expression import Expression
from app.descent.formula.parser import parsed
from app.descent.formula.program import Program
from app.descent.formula.tokens import FormulaError
from app.descent.formula.typeset import typeset
from app.descent.markup import math

__all__ = ["Formula", "FormulaError", "derivative", "parse", "typeset"]


class Formula:
    """A formula in `variables`, and what can be computed from it.

    Undefined values (log of a negative number, 1/0) are NaN or infinite in arrays and jets, and raise in floats. A
    derivative has no value where the formula has none, though its own expression may: 1/w is no slope of log(w) left
    of 0.
    """

    def __init__(self, text: str, tree: Expression, variables: tuple[str, ...]) -> None:
        self.text = text
        self.tree = tree
        self.variables = variables
        self.latex, self.mathml = math(typeset(tree), display=False)

    def __call__(self, *values: Any) -> Any:
        """The value for arrays, numbers of numpy or jets."""
        return self._value(*values)[0]

    @cached_property
    def partials(self) -> tuple[Expression, ...]:
        """The first partial derivatives, as trees."""
        return tuple(derivative(self.tree, v) for v in self.variables)

    @cached_property
    def slope(self) -> Callable[..., tuple[float, ...]]:
        """All partials of and in plain floats (two variables or more), raising where there is no value."""
        return self._gradient.of_floats(keep=len(self.variables))

    def gradient(self, *values: Any) -> list[Any]:
        """All partials for arrays, NaN where the formula itself is not finite."""
        *partials, value = self._gradient(*values)
        return [_where_defined(partial, value) for partial in partials]

    def hessian(self, *values: Any) -> list[list[Any]]:
        """All second partials for arrays, NaN where the formula or a partial is not finite."""
        p = len(self.variables)
        results = iter(self._hessian(*values))
        upper = {(i, j): next(results) for i in range(p) for j in range(i, p)}
        lower_orders = list(results)
        return [[_where_defined(upper[min(i, j), max(i, j)], *lower_orders) for j in range(p)] for i in range(p)]

    @cached_property
    def _value(self) -> Program:
        return Program([self.tree], self.variables)

    @cached_property
    def _gradient(self) -> Program:
        return Program([*self.partials, self.tree], self.variables)

    @cached_property
    def _hessian(self) -> Program:
        names = self.variables
        second = [derivative(d, names[j]) for i, d in enumerate(self.partials) for j in range(i, len(names))]
        return Program([*second, *self.partials, self.tree], names)


def _where_defined(derived: Any, *lower: Any) -> Any:
    """A derivative, NaN where what it is the derivative of has no finite value."""
    for values in lower:
        finite = np.isfinite(values)
        if not np.all(finite):
            derived = np.where(finite, derived, np.nan)
    return derived


@lru_cache(maxsize=256)
def parse(text: str, variables: tuple[str, ...] = ("w", "b")) -> Formula:
    """The formula that `text` means. Raises FormulaError with a column."""
    return Formula(text, parsed(text, variables), variables)
