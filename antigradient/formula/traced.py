"""Formulas that are written as functions of Python, as trees: what a loss of the registry computes can be set and read.

The function is called once, with variables that record the operations applied to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from antigradient.formula.calculus import ONE, ZERO, add, call, divide, multiply, negate, power, subtract
from antigradient.formula.expression import Expression, number_node


def trace(function: Callable[..., Any], variables: Sequence[str]) -> Expression:
    """For derivations: the tree of function(*variables), with its numbers as they are in the code."""
    return _tree(function(*(Traced(Expression("variable", text=name)) for name in variables)))


class Traced:
    """For `trace`: an unknown number, whose operations build the trees of their results."""

    __slots__ = ("tree",)

    def __init__(self, tree: Expression) -> None:
        self.tree = tree

    def __neg__(self) -> Traced:
        return Traced(negate(self.tree))

    def __add__(self, other: Any) -> Traced:
        return Traced(add(self.tree, _tree(other)))

    def __radd__(self, other: Any) -> Traced:
        return Traced(add(_tree(other), self.tree))

    def __sub__(self, other: Any) -> Traced:
        return Traced(subtract(self.tree, _tree(other)))

    def __rsub__(self, other: Any) -> Traced:
        return Traced(subtract(_tree(other), self.tree))

    def __mul__(self, other: Any) -> Traced:
        return Traced(multiply(self.tree, _tree(other)))

    def __rmul__(self, other: Any) -> Traced:
        return Traced(multiply(_tree(other), self.tree))

    def __truediv__(self, other: Any) -> Traced:
        return Traced(divide(self.tree, _tree(other)))

    def __pow__(self, other: Any) -> Traced:
        return Traced(power(self.tree, _tree(other)))

    def sin(self) -> Traced:
        """For formulas in code: the tree of its sine."""
        return Traced(call("sin", self.tree))

    def cos(self) -> Traced:
        """For formulas in code: the tree of its cosine."""
        return Traced(call("cos", self.tree))


def _tree(value: Any) -> Expression:
    if isinstance(value, Traced):
        return value.tree
    return ZERO if value == 0 else ONE if value == 1 else number_node(float(value))
