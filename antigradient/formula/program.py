"""Code that is run: on floats (by `math`, which raises), on arrays (by numpy, which gives inf and NaN) and on the rest.

Floats and arrays run it as it is printed; jets, balls, intervals, decimals and wide
numbers, of which an operation takes longer, by one walk over its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from antigradient.balls import Ball
from antigradient.formula.code import OF_ARRAYS, Code
from antigradient.formula.expression import Expression
from antigradient.formula.intervals import BREAKING, Interval
from antigradient.formula.wide import Wide
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.python import compiled, compiled_for_arrays
from antigradient.graph.symbols import Symbol
from antigradient.jets import Jet
from antigradient.work import spend, work_limit

#: What makes of 0 something that has no value, by the part that is 0.
POLES = {"/": 1, "log": 0, "log10": 0}
#: What has a value and no derivative somewhere, or none by the rules; of these what jumps; and slopes, none at 0.
KINKS = frozenset(("abs", "sqrt", "cbrt", "^", "maximum", "minimum", "sign", "floor"))
JUMPS = frozenset(("sign", "floor"))
SLOPES = frozenset(("abs_slope", "relu_slope", "sign_slope"))

#: Nanoseconds of an operation: on a float; on an array or a jet's coefficient, whatever its size; and on each place.
FLOAT, PASS, PLACE = 25.0, 600.0, {
    "^": 4.0, "exp": 2.0, "log": 2.0, "sqrt": 1.0, "sin": 6.5, "cos": 6.5, "tan": 3.0, "tanh": 2.0, "sigmoid": 4.5,
    "sigmoid_slope": 4.5, "tanh_slope": 5.0, "atan": 6.0, "log10": 4.0, "cbrt": 9.0, "abs_slope": 1.6,
    "relu_slope": 3.0, "sign_slope": 2.5,
}  # fmt: skip
USUAL = 0.6
#: As a multiple of it, on a number with its rounding.
BALL = 8.0
#: On a decimal; of a call for arrays; and of looking at an operation again.
DECIMAL, CALL, LOOKED = 15e3, 13e3, 7e3

#: Costs of so many shapes of arrays are kept.
SHAPES = 64

#: What numpy calls an operation of which there is no value, as 0/0, or the logarithm of a negative number.
INVALID = 8


class Program(Code):
    """For formulas: the code of several results, and what it makes of floats, arrays, jets, intervals and decimals."""

    def __init__(self, results: Sequence[Expression], variables: Sequence[str], folded: bool = True) -> None:
        super().__init__(results, variables, folded)
        self._times = 0
        self._costs: dict[tuple[tuple[int, ...], ...], float] = {}  # by the shapes of the variables

    @cached_property
    def of_floats(self) -> Callable[..., tuple[float, ...]]:
        """For plain floats: a function that gives the results.

        A value outside its domain raises: ValueError or ZeroDivisionError where there is none, OverflowError where it
        is too large.
        """
        return compiled(self.names, self.symbols(*map(Symbol, self.names)))

    def past_kinks(self) -> list[Callable[..., tuple[float, ...]]]:
        """For derivatives at kinks of |u| and max(u, 0): the results twice, with arbitrary sizes for the slopes there.

        Where both say the same, each such slope is multiplied by an exact 0, and the kink is none of the whole. Of what
        jumps that says nothing: it still has no slope.
        """
        made = []
        for ratio in (0.6180339887498949, 0.4142135623730951):
            sizes = ((k * ratio) % 1.0 - 0.5 for k in range(1, len(self.lines) + 1))
            code = [
                ((lambda u, of=OPERATIONS[kind], size=size: of(u) if u else size), a, b)
                if kind in ("abs_slope", "relu_slope")
                else (OPERATIONS[kind], a, b)
                for (kind, a, b), size in zip(self.lines, sizes, strict=True)
            ]
            made.append(self._floats(code))
        return made

    def _floats(self, code: Sequence[tuple[Callable[..., float], int, int]]) -> Callable[..., tuple[float, ...]]:
        def run(*theta: float) -> tuple[float, ...]:
            registers = [*theta, *self.constants]
            for operation, a, b in code:
                registers.append(operation(registers[a]) if b < 0 else operation(registers[a], registers[b]))
            return tuple([registers[i] for i in self.results])

        return run

    def __call__(self, *theta: Any) -> list[Any]:
        """The results for arrays or jets: NaN where there is no value, infinite where it is too large for a float."""
        return self.with_trouble(*theta)[0]

    def with_trouble(self, *theta: Any) -> tuple[list[Any], bool]:
        """For derivatives of arrays: the results, and whether anything overflowed or had no value on the way.

        An infinity on the way is not the end: 1/(1 + e^2000) is 0, and wide numbers tell what becomes of it. But
        that of 1/0 is, wherever it leads, if the 0 is none that is too small a number.
        """
        if not all(isinstance(t, np.ndarray | np.float64) for t in theta):  # but jets, or balls
            with np.errstate(all="ignore"):
                return self._run(theta, np.float64), True
        spend(CALL)
        trouble: list[int] = []
        with np.errstate(divide="call", over="call", invalid="call", under="ignore",
                         call=lambda what, flags: trouble.append(flags)):  # fmt: skip
            results = self._of_arrays(theta)
        if self._suspects(trouble, results):
            with np.errstate(all="ignore"):
                results = self._again(theta, results)
        return results, bool(trouble)

    def _of_arrays(self, theta: Sequence[Any]) -> list[Any]:
        """By printed code, from the second time on: it takes as long to be made as the first time takes."""
        shapes = tuple([t.shape for t in theta])
        if shapes not in self._costs:
            self._costs[shapes] = self._cost(theta)
        spend(self._costs[shapes])
        self._times += 1
        if self._times == 1 or self._raises:
            with work_limit():  # counted already
                return self._run(theta, np.float64)
        return [np.float64(found) if type(found) is float else found for found in self._printed(*theta)]

    @cached_property
    def _printed(self) -> Callable[..., tuple[Any, ...]]:
        return compiled_for_arrays(self.names, self.symbols(*map(Symbol, self.names)))

    def _cost(self, theta: Sequence[Any]) -> float:
        """Nanoseconds of all operations: what depends on one variable alone is computed for its own places."""
        if len(self._costs) > SHAPES:
            self._costs.clear()
        sizes = {some: np.broadcast(*(theta[i] for i in some)).size for some in self._passes}
        return sum(passes * PASS + place * sizes[some] for some, (passes, place) in self._passes.items())

    @cached_property
    def _passes(self) -> dict[frozenset[int], tuple[int, float]]:
        """By the variables that enter them: how many operations there are, and what they take at each place."""
        entering = [frozenset((i,)) for i in range(self._variables)] + [frozenset[int]()] * len(self.constants)
        found: dict[frozenset[int], tuple[int, float]] = {}
        for kind, a, b in self.lines:
            entering.append(entering[a] if b < 0 else entering[a] | entering[b])
            passes, place = found.get(entering[-1], (0, 0.0))
            found[entering[-1]] = passes + 1, place + PLACE.get(kind, USUAL)
        return found

    @cached_property
    def _raises(self) -> bool:
        """Whether something of constants alone is left, as 1/0, which numbers of Python have no infinity for."""
        return frozenset() in self._passes

    def _suspects(self, trouble: Sequence[int], results: Sequence[Any]) -> bool:
        """Whether a value may be lost or false: an overflow, a division by 0, or 0/0 of what may be no zeros.

        Or a jump, or a slope that is not there, at what may be too small for a float, and not 0.
        """
        if self._jumps or (self._sloped and any(np.isnan(result).any() for result in results)):
            return True
        return bool(trouble) and (max(trouble) != INVALID or min(trouble) != INVALID or self._divides)

    @cached_property
    def _jumps(self) -> bool:
        return any(kind in JUMPS for kind, _, _ in self.lines)

    @cached_property
    def _sloped(self) -> bool:
        return any(kind in SLOPES for kind, _, _ in self.lines)

    @cached_property
    def _divides(self) -> bool:
        return any(kind in ("/", "^") for kind, _, _ in self.lines)

    @cached_property
    def kinked(self) -> bool:
        """For losses: whether there may be places with a value and no derivative, or none by the rules."""
        return self._flat or any(kind in KINKS or kind in SLOPES for kind, _, _ in self.lines)

    @cached_property
    def breaking(self) -> bool:
        """For losses: whether it may jump, by an operation with poles or ends on something not constant."""
        return any(kind in BREAKING and not self._harmless(kind, b) for kind, _, b in self.lines)

    def _harmless(self, kind: str, b: int) -> bool:
        constants = range(self._variables, self._variables + len(self.constants))
        return kind == "/" and b in constants and self.constants[b - self._variables] != 0.0

    def intervals(self, theta: Sequence[Interval]) -> list[Interval]:
        """For break tests: the results for intervals."""
        return self._run(theta, Interval.of)

    def decimals(self, *theta: Any) -> list[Any]:
        """For exact series: results for decimals or jets of them, in the context's precision; or ArithmeticError."""
        return self._run(theta, Decimal)

    def _run(self, theta: Sequence[Any], constant: Callable[[float], Any]) -> list[Any]:
        """A register is freed after use."""
        registers: list[Any] = [*theta, *map(constant, self.constants)]
        cost = 0.0
        for k, (kind, a, b) in enumerate(self.lines):
            operation = OF_ARRAYS[kind]
            found = operation(registers[a]) if b < 0 else operation(registers[a], registers[b])
            registers.append(found)
            cost += cost_of(kind, found)
            for dead in self.dying.get(k, ()):
                registers[dead] = None
        spend(cost)
        return [registers[i] for i in self.results]

    def meets_corner(self, *theta: Any) -> bool:
        """For formulas: whether a slope that there is not at 0 is asked for there, as floats see it."""
        registers: list[Any] = [*theta, *map(np.float64, self.constants)]
        with np.errstate(all="ignore"):
            for kind, a, b in self.lines:
                if kind in SLOPES and registers[a] == 0:
                    return True
                made = OF_ARRAYS[kind](registers[a]) if b < 0 else OF_ARRAYS[kind](registers[a], registers[b])
                registers.append(made)
        return False

    def _again(self, theta: Sequence[Any], results: Sequence[Any]) -> list[Any]:
        """The results with those of poles made NaN, and those that wide numbers tell in their places."""
        shape = np.broadcast_shapes(*(np.shape(t) for t in theta))
        lost, doubtful = self._poles(theta, shape)
        found = [np.where(lost, np.nan, result) for result in results]
        if doubtful.any():
            there = [np.broadcast_to(t, shape)[doubtful] for t in theta]
            for result, wide in zip(found, self._run([Wide(t) for t in there], Wide), strict=True):
                result[doubtful] = wide.floats()
        return [result[()] for result in found]

    def _poles(self, theta: Sequence[Any], shape: tuple[int, ...]) -> tuple[Any, Any]:
        """Where 0 is divided by, or has a logarithm or a power taken that it has not; and where one should look again.

        That is where such a 0 may be too small a number, or something overflowed.
        """
        lost, doubtful = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        registers: list[Any] = [*theta, *map(np.float64, self.constants)]
        for kind, a, b in self.lines:
            value = OF_ARRAYS[kind](registers[a]) if b < 0 else OF_ARRAYS[kind](registers[a], registers[b])
            pole: Any = False
            if kind in POLES:
                pole = registers[(a, b)[POLES[kind]]] == 0
            elif kind == "^":
                pole = (registers[a] == 0) & (registers[b] < 0)
            if np.any(pole):
                lost |= pole
                value = np.where(pole, np.nan, value)
            doubtful |= np.isinf(value) | pole | ((kind in SLOPES or kind in JUMPS) and registers[a] == 0)
            registers.append(value)
            spend(LOOKED + 3.0 * cost_of(kind, value))
        return lost, doubtful


def cost_of(kind: str, found: Any) -> float:
    """For budgets of work: nanoseconds of an operation by what found it: floats in arrays, jets, or longer numbers."""
    if isinstance(found, np.ndarray | np.generic):
        return PASS + found.size * PLACE.get(kind, USUAL)
    if isinstance(found, Jet):
        return PASS * len(found.c)
    if isinstance(found, Ball):
        return BALL * cost_of(kind, np.asarray(found.middle))
    if isinstance(found, Wide):
        return BALL * cost_of(kind, np.asarray(found.m))
    if isinstance(found, Interval):
        return BALL * cost_of(kind, np.asarray(found.low))
    return DECIMAL
