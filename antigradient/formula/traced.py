"""Formulas that are written as functions of Python, as trees: what a loss of the registry computes can be set and read.

The function is called once, with variables that write down what is done to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from antigradient.formula.calculus import ONE, ZERO, call, less, negative, plus, power, product, quotient
from antigradient.formula.expression import Expression, number


def traced(function: Callable[..., Any], variables: Sequence[str]) -> Expression:
    """The tree of function(*variables), its numbers as they are in the code."""
    return _tree(function(*(Traced(Expression("variable", text=name)) for name in variables)))


class Traced:
    """A number that is not known: its operations give the trees of their results."""

    __slots__ = ("tree",)

    def __init__(self, tree: Expression) -> None:
        self.tree = tree

    def __neg__(self) -> Traced:
        return Traced(negative(self.tree))

    def __add__(self, other: Any) -> Traced:
        return Traced(plus(self.tree, _tree(other)))

    def __radd__(self, other: Any) -> Traced:
        return Traced(plus(_tree(other), self.tree))

    def __sub__(self, other: Any) -> Traced:
        return Traced(less(self.tree, _tree(other)))

    def __rsub__(self, other: Any) -> Traced:
        return Traced(less(_tree(other), self.tree))

    def __mul__(self, other: Any) -> Traced:
        return Traced(product(self.tree, _tree(other)))

    def __rmul__(self, other: Any) -> Traced:
        return Traced(product(_tree(other), self.tree))

    def __truediv__(self, other: Any) -> Traced:
        return Traced(quotient(self.tree, _tree(other)))

    def __pow__(self, other: Any) -> Traced:
        return Traced(power(self.tree, _tree(other)))

    def sin(self) -> Traced:
        """Its sine."""
        return Traced(call("sin", self.tree))

    def cos(self) -> Traced:
        """Its cosine."""
        return Traced(call("cos", self.tree))


def _tree(value: Any) -> Expression:
    if isinstance(value, Traced):
        return value.tree
    return ZERO if value == 0 else ONE if value == 1 else number(float(value))
