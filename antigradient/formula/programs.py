"""The code of one formula: of its value, of its slope and of its curvature, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations_with_replacement

from antigradient.formula.calculus import TWO, add, derivative, multiply
from antigradient.formula.expression import ZERO, Expression
from antigradient.formula.program import Program


class Programs:
    """For `Formula`: the programs of a tree in `variables`, and in `constants` that nothing is differentiated by.

    All take the variables and then the constants.
    """

    def __init__(self, tree: Expression, variables: tuple[str, ...], constants: tuple[str, ...]) -> None:
        self.tree = tree
        self.variables = variables
        self.names = (*variables, *constants)

    @cached_property
    def value(self) -> Program:
        """For losses: the code of the formula itself."""
        return Program([self.tree], self.names)

    @cached_property
    def unfolded(self) -> Program:
        """For exact series: the formula's code with nothing computed beforehand in the digits of floats."""
        return Program([self.tree], self.names, folded=False)

    @cached_property
    def gradient(self) -> Program:
        """For slopes: the partials, and the value behind them, because there is no slope where there is none."""
        return Program([*self._partials, self.tree], self.names)

    @cached_property
    def hessian(self) -> Program:
        """For curvatures: the second partials, row by row from the diagonal on, the partials and the value."""
        return Program([*self._second.values(), *self._partials, self.tree], self.names)

    @cached_property
    def along(self) -> Program:
        """For ledgers: uᵀ∇²f u and the value, in the variables, the constants and the components of u."""
        u = [Expression("variable", text=f"u {v}") for v in self.variables]  # which nobody can have typed
        whole = ZERO
        for (i, j), second in self._second.items():
            term = multiply(multiply(second, u[i]), u[j])
            whole = add(whole, term if i == j else multiply(TWO, term))
        return Program([whole, self.tree], (*self.names, *(component.text for component in u)))

    @cached_property
    def _second(self) -> dict[tuple[int, int], Expression]:
        """On and above the diagonal, row by row."""
        pairs = combinations_with_replacement(range(len(self.variables)), 2)
        return {(i, j): derivative(self._partials[i], self.variables[j], computed=True) for i, j in pairs}

    @cached_property
    def _partials(self) -> tuple[Expression, ...]:
        return tuple(derivative(self.tree, v, computed=True) for v in self.variables)
