"""Formulas that people type: parsed, computed on floats, arrays and jets, differentiated, and set as mathematics.

The grammar is in `parser`. Nothing is evaluated as Python: a formula becomes a tree, and the tree straight-line code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from math import isfinite, isinf, isnan, nan
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from antigradient.decimals import digits
from antigradient.formula.calculus import derivative, with_numbers
from antigradient.formula.expression import Expression
from antigradient.formula.parser import parse_expression
from antigradient.formula.program import FLOAT, SLOPES, Program
from antigradient.formula.programs import Programs
from antigradient.formula.series import MANY, series_of
from antigradient.formula.sided import DIRECTIONS, derivatives, two_sided
from antigradient.formula.tokens import FormulaError
from antigradient.formula.typesetting import typeset
from antigradient.graph import Symbol
from antigradient.graph.python import guarded
from antigradient.markup import math
from antigradient.work import spend

__all__ = ["Formula", "FormulaError", "derivative", "parse", "typeset"]

#: Decimal digits of a slope that floats do not reach.
DIGITS = 24
#: Orders of the series beside a kink: few decide nearly always, `MANY` the others.
FEW = 2

#: Nanoseconds of a gradient, of a Hessian and of curvatures along u of arrays beside what their code counts.
GRADIENT, HESSIAN, ALONG = 8e3, 20e3, 8e3


class Formula:
    """For losses, /taylor and derivations: a formula in `variables`, and what can be computed from it.

    A value that does not exist (log of a negative number, 1/0, and whatever is made of it) is NaN in arrays and raises
    in floats; one that is too large for a float is infinite, and raises OverflowError. A derivative exists where the
    formula has a value and is smooth enough, whatever the rules of differentiation meet on their way. `constants` are
    numbers that it names besides.
    """

    def __init__(
        self,
        text: str,
        tree: Expression,
        variables: tuple[str, ...],
        constants: Mapping[str, float] = MappingProxyType({}),
        programs: Programs | None = None,
    ) -> None:
        self.text = text
        self.tree = tree
        self.variables = variables
        self.constants = dict(constants)
        self.programs = programs or Programs(tree, variables, tuple(constants))
        self._given = tuple(map(np.float64, constants.values()))

    def with_constants(self, constants: Mapping[str, float]) -> Formula:
        """For losses: the same formula, its code included, with other numbers for its constants."""
        return Formula(self.text, self.tree, self.variables, {c: constants[c] for c in self.constants}, self.programs)

    @cached_property
    def bound_tree(self) -> Expression:
        """For derivations: the formula with numbers in the place of its constants."""
        return with_numbers(self.tree, self.constants)

    @cached_property
    def _markup(self) -> tuple[str, str]:
        return math(typeset(self.tree), display=False)

    @property
    def latex(self) -> str:
        """For replies and pages: the formula as LaTeX."""
        return self._markup[0]

    @property
    def mathml(self) -> str:
        """For replies and pages: the formula as a `<math>` element."""
        return self._markup[1]

    def __call__(self, *values: Any) -> Any:
        """The value for arrays, numbers of numpy, jets or balls."""
        return self.value(*values, *self._given)[0]

    @cached_property
    def partials(self) -> tuple[Expression, ...]:
        """For derivations: the first partial derivatives by the textbook's rules, as trees to be read."""
        return tuple(derivative(self.bound_tree, v) for v in self.variables)

    @cached_property
    def slope(self) -> Callable[..., tuple[float, ...]]:
        """For `descend`: all partials of and in plain floats, raising where there is no value or it is too large."""
        program = self.programs.gradient
        plain = guarded(program.names, program.symbols(*map(Symbol, program.names)), self._slope_beyond)
        given = dict(zip(program.names[len(self.variables) :], self.constants.values(), strict=True))
        return partial(plain, **given) if given else plain

    def _slope_beyond(self, *numbers: float) -> tuple[float, ...]:
        """The slope where floats fail on their way: the quick ways first, then as for arrays."""
        theta = numbers[: len(self.variables)]
        if (found := self._past_kinks(theta)) is None:
            try:
                if self._kinks and self._meets_corner(theta):
                    raise ArithmeticError  # of which decimals might see nothing, as of |w + 1 − 1|
                with digits(DIGITS):
                    places = map(Decimal, (*theta, *self.constants.values()))
                    found = tuple(float(result) for result in self.programs.gradient.decimals(*places))
            except ArithmeticError:
                with np.errstate(all="ignore"):
                    *partials, value = self._with_value([np.float64(t) for t in theta])
                found = (*map(float, partials), float(value))
        if any(map(isnan, found)) and not isinf(found[-1]):
            raise ValueError
        if not all(map(isfinite, found)):
            raise OverflowError
        return found[:-1]

    def _past_kinks(self, theta: tuple[float, ...]) -> tuple[float, ...] | None:
        """Slope and value where the slopes at kinks do not matter; None where they do, or something else fails."""
        if not self._kinks:
            return None
        try:
            one, other = (of_floats(*theta, *self.constants.values()) for of_floats in self._kinks)
        except (ArithmeticError, ValueError):
            return None
        return tuple(d + 0.0 for d in one) if one == other and isfinite(sum(one)) else None

    @cached_property
    def _kinks(self) -> list[Callable[..., tuple[float, ...]]]:
        gradient = self.programs.gradient
        return gradient.past_kinks() if any(kind in SLOPES for kind, _, _ in gradient.lines) else []

    def series(self, theta: Sequence[float], u: Sequence[float], order: int) -> list[float]:
        """For /step and /taylor: the coefficients of f(θ + t·u) up to t^order, NaN from the first that is not known."""
        return series_of(self, theta, u, order)

    @property
    def slope_cost(self) -> float:
        """For budgets of work: nanoseconds of a call of `slope`."""
        return 150.0 + FLOAT * len(self.programs.gradient.lines)

    def gradient(self, *values: Any) -> list[Any]:
        """For losses: all partials at arrays of places, NaN where there is none."""
        return self._with_value(values)[:-1]

    def _with_value(self, values: Any) -> list[Any]:
        """The partials for arrays, and the value."""
        spend(GRADIENT)
        (*partials, value), trouble = self.programs.gradient.with_trouble(*values, *self._given)
        if self._is_ordinary(value, trouble):
            return [*partials, value]
        partials = [_where_finite(partial, value) for partial in partials]
        return [*self._beside_kinks(values, value, partials, lambda found: found[0]), value]

    def _is_ordinary(self, value: Any, trouble: bool) -> bool:
        """Whether all derivatives are as the rules of differentiation say: where nothing can be or has become lost."""
        return not (trouble or self.value.kinked) and bool(np.isfinite(value).all())

    def hessian(self, *values: Any) -> list[list[Any]]:
        """For losses: all second partials at arrays of places, NaN where there is none."""
        p = len(self.variables)
        spend(HESSIAN)
        found, trouble = self.programs.hessian.with_trouble(*values, *self._given)
        results = iter(found)
        upper = {(i, j): next(results) for i in range(p) for j in range(i, p)}
        *partials, value = results
        if not self._is_ordinary(value, trouble):
            partials = self._beside_kinks(values, value, partials, lambda found: found[0])
            second = [_where_finite(second, value, *partials) for second in upper.values()]
            second = self._beside_kinks(values, value, second, lambda found: [found[1][i][j] for i, j in upper])
            upper = dict(zip(upper, second, strict=True))
        return [[upper[min(i, j), max(i, j)] for j in range(p)] for i in range(p)]

    def corner(self, *values: float) -> Literal["kink", "jump"] | None:
        """For losses: what keeps a value from having a gradient, if it is one of these; None elsewhere."""
        if not self._meets_corner(values):
            return None
        with np.errstate(all="ignore"):
            limits = two_sided(self, list(map(np.float64, values)), list(DIRECTIONS[: len(values)]), MANY)[0]
        return "jump" if np.isnan(limits).any() else "kink"

    def _meets_corner(self, values: Iterable[float]) -> bool:
        return self.programs.gradient.meets_corner(*map(np.float64, values), *self._given)

    def along(self, values: Iterable[Any], u: Iterable[Any]) -> tuple[Any, Any] | None:
        """For ledgers: the value, and the curvature along u; None where the Hessian may not be as the rules say."""
        if self.value.kinked:
            return None
        spend(ALONG)
        (curvature, value), trouble = self.programs.along.with_trouble(*values, *self._given, *u)
        return (value, curvature) if self._is_ordinary(value, trouble) else None

    def _beside_kinks(self, theta: Any, value: Any, derived: list[Any], which: Callable[[Any], list[Any]]) -> list[Any]:
        """The derivatives, and where the rules give none beside a value, what the series to both sides say."""
        if not self.value.kinked:
            return derived
        for order in (FEW, MANY):
            unknown = np.isfinite(value) & np.any(np.isnan(np.broadcast_arrays(*derived)), axis=0)
            if not unknown.any():
                break
            shape = np.shape(unknown)
            places = [np.broadcast_to(t, shape)[unknown] for t in theta]
            with np.errstate(all="ignore"):
                found = which(derivatives(self, places, order))
            derived = [np.broadcast_to(d, shape).copy() for d in derived]
            for one, beside in zip(derived, found, strict=True):
                one[unknown] = beside
            derived = [d[()] for d in derived]
        return derived

    @property
    def value(self) -> Program:
        """For losses: the code of the formula itself, in its variables and its constants."""
        return self.programs.value


def _where_finite(derived: Any, *lower: Any) -> Any:
    """A derivative, NaN where what it is the derivative of has no finite value: 1/w is no slope of log(w) left of 0."""
    for values in lower:
        finite = np.isfinite(values)
        if not np.all(finite):
            derived = np.where(finite, derived, np.nan)
    return derived


@lru_cache(maxsize=256)
def parse(text: str, variables: tuple[str, ...] = ("w", "b"), constants: tuple[str, ...] = ()) -> Formula:
    """For queries, examples and losses: the formula that `text` means. Raises FormulaError with a column.

    Its constants have no values yet: see `with_constants`.
    """
    return Formula(text, parse_expression(text, (*variables, *constants)), variables, dict.fromkeys(constants, nan))
