"""Trees made into straight-line code: every value computed once, whatever shares it, with no tree to walk.

Code is a list of (operation, register, register); its registers are the variables, the constants and then one for each
line. One walk over it serves floats (by `math`, which raises), arrays and jets (by numpy, which gives inf and NaN).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from antigradient import functions as of
from antigradient.balls import Ball
from antigradient.formula.expression import Expression, fold
from antigradient.formula.intervals import BREAKING, Interval
from antigradient.formula.wide import Wide
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.python import compiled, compiled_for_arrays
from antigradient.graph.symbols import FUNCTIONS, Symbol, symbol
from antigradient.jets import PRODUCTS_UNTIL, Jet
from antigradient.work import spend, work_limit

#: What each operation does to arrays, jets and symbols alike; `OPERATIONS` are for plain floats.
OF_ARRAYS: dict[str, Callable[..., Any]] = OPERATIONS | {
    "^": of.power, **{kind: getattr(of, kind) for kind in sorted(FUNCTIONS)}
}  # fmt: skip

#: What is never 0 of numbers that are not, but for underflow.
UNDERFLOWING = ("*", "/", "^", "exp")
#: What makes of 0 something that has no value, by the part that is 0.
POLES = {"/": 1, "log": 0}

#: Nanoseconds of an operation: on a float; on an array or a jet's coefficient, whatever its size; and on each place.
FLOAT, PASS, PLACE = 40.0, 600.0, {
    "^": 4.0, "exp": 2.0, "log": 2.0, "sqrt": 1.0, "sin": 6.5, "cos": 6.5, "tan": 3.0, "tanh": 2.0, "sigmoid": 4.5,
    "sign": 1.6, "sigmoid_slope": 4.5, "tanh_slope": 5.0,
}  # fmt: skip
USUAL = 0.6
#: As a multiple of it, on a number with its rounding.
BALL = 8.0
#: On a decimal; of a call for arrays; and of looking at an operation again.
DECIMAL, CALL, LOOKED = 15e3, 13e3, 7e3

#: Costs of so many shapes of arrays are kept.
SHAPES = 64

CodeLine = tuple[str, int, int]
#: In place of a second register.
NONE = -1
#: What numpy calls an operation of which there is no value, as 0/0, or the logarithm of a negative number.
INVALID = 8


class Program:
    """For formulas: the code of several results in the same variables; constants are computed at once, if `folded`."""

    def __init__(self, results: Sequence[Expression], variables: Sequence[str], folded: bool = True) -> None:
        self._folds = folded
        self._times = 0
        self._costs: dict[tuple[tuple[int, ...], ...], float] = {}  # by the shapes of the variables
        self._variables = len(variables)
        self._flat = False  # a power of 0: it is 1 everywhere, but 0·w^−1 by the rules of differentiation
        self._known: dict[CodeLine, int] = {}
        self._lines: list[CodeLine | float | None] = [None] * len(variables)  # by register: its line, or its constant
        self._constants: dict[float, int] = {}
        wanted = [fold(root, lambda node, parts: self._register(node, parts, variables)) for root in results]
        self._arrange(wanted, len(variables))

    def _register(self, node: Expression, parts: Sequence[int], variables: Sequence[str]) -> int:
        if node.kind == "variable":
            return variables.index(node.text)
        if (value := node.value) is not None:
            return self._constant(value)
        if node.kind == "^":
            return self._power(node.parts[0], *parts)
        return self._emit(node.kind, *parts)

    def _constant(self, value: float) -> int:
        if value not in self._constants:
            self._constants[value] = len(self._lines)
            self._lines.append(value)
        return self._constants[value]

    def _emit(self, kind: str, a: int, b: int = NONE) -> int:
        """The register of an operation, shared if it was there already, a constant if its parts are."""
        line = (kind, a, b)
        if line not in self._known:
            values = [self._lines[i] for i in (a, b) if i != NONE]
            folded = None
            if self._folds and all(isinstance(v, float) for v in values):
                with suppress(ArithmeticError, ValueError):  # 1/0 is not folded: it raises or is inf, by type
                    folded = float(OPERATIONS[kind](*values))
                if folded == 0.0 and all(values) and kind in UNDERFLOWING:
                    folded = None  # too small for a float, and not 0
            if folded is not None and math.isfinite(folded):
                self._known[line] = self._constant(folded)
            else:
                self._known[line] = len(self._lines)
                self._lines.append(line)
        return self._known[line]

    def _power(self, typed_base: Expression, base: int, exponent: int) -> int:
        """Whole powers by products, e^x by exp, the others by pow."""
        n = self._lines[exponent]
        if (typed_base.kind, typed_base.text) == ("constant", "e"):
            return self._emit("exp", exponent)
        if not isinstance(n, float) or not n.is_integer() or abs(n) > PRODUCTS_UNTIL:
            return self._emit("^", base, exponent)
        if n == 0.0:
            self._flat = True
            return self._constant(1.0)
        result, square, left = NONE, base, abs(int(n))
        while left:
            if left & 1:
                result = square if result == NONE else self._emit("*", result, square)
            left >>= 1
            square = self._emit("*", square, square) if left else square
        return self._emit("/", self._constant(1.0), result) if n < 0 else result

    def _arrange(self, wanted: Sequence[int], variables: int) -> None:
        """Drops what no result needs, puts constants first and notes where each register is used last."""
        needed = set(wanted)
        for i in reversed(range(variables, len(self._lines))):
            line = self._lines[i]
            if i in needed and isinstance(line, tuple):
                needed.update(register for register in line[1:] if register != NONE)
        kept = [i for i in range(variables, len(self._lines)) if i in needed]
        kept.sort(key=lambda i: isinstance(self._lines[i], tuple))
        place = {i: i for i in range(variables)} | {i: variables + k for k, i in enumerate(kept)} | {NONE: NONE}
        self.constants = [line for i in kept if isinstance(line := self._lines[i], float)]
        lines = [line for i in kept if isinstance(line := self._lines[i], tuple)]
        self.lines = [(kind, place[a], place[b]) for kind, a, b in lines]
        self.results = [place[i] for i in wanted]
        self.dying = self._last_uses()

    @cached_property
    def of_floats(self) -> Callable[..., tuple[float, ...]]:
        """For plain floats: a function that gives the results.

        A value outside its domain raises: ValueError or ZeroDivisionError where there is none, OverflowError where it
        is too large.
        """
        return compiled(self.names, self.symbols(*map(Symbol, self.names)))

    @property
    def names(self) -> list[str]:
        """For generated code: the names of the variables, which are none that somebody typed."""
        return [f"t{i}" for i in range(self._variables)]

    def past_kinks(self) -> list[Callable[..., tuple[float, ...]]]:
        """For derivatives at a kink of |u|: the results twice, with two arbitrary sizes for the slope there.

        Where both say the same, each such slope is multiplied by an exact 0, and the kink is none of the whole.
        """
        made = []
        for ratio in (0.6180339887498949, 0.4142135623730951):
            sizes = ((k * ratio) % 1.0 - 0.5 for k in range(1, len(self.lines) + 1))
            code = [
                ((lambda u, size=size: of.sign(u) if u else size) if kind == "sign" else OPERATIONS[kind], a, b)
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
        if self._suspects(trouble):
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

    def _suspects(self, trouble: Sequence[int]) -> bool:
        """Whether a value may be lost or false: an overflow, a division by 0, or 0/0 of what may be no zeros."""
        return bool(trouble) and (max(trouble) != INVALID or min(trouble) != INVALID or self._divides)

    @cached_property
    def _divides(self) -> bool:
        return any(kind in ("/", "^") for kind, _, _ in self.lines)

    @cached_property
    def kinked(self) -> bool:
        """For losses: whether there may be places with a value and no derivative, or none by the rules."""
        return self._flat or any(kind in ("abs", "sqrt", "^", "sign") for kind, _, _ in self.lines)

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

    def symbols(self, *theta: Any) -> list[Symbol]:
        """For generated code: the results as symbols, for symbols; 1/0 is done where the code runs."""
        registers: list[Any] = [*theta, *self.constants]
        for kind, a, b in self.lines:
            parts = [registers[a]] if b < 0 else [registers[a], registers[b]]
            if not any(isinstance(part, Symbol) for part in parts):
                parts = list(map(symbol, parts))
            registers.append(OF_ARRAYS[kind](*parts))
        return [symbol(registers[i]) for i in self.results]

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
            doubtful |= np.isinf(value) | pole | (kind == "sign" and registers[a] == 0)
            registers.append(value)
            spend(LOOKED + 3.0 * cost_of(kind, value))
        return lost, doubtful

    def _last_uses(self) -> dict[int, list[int]]:
        """By line, the registers that no later line and no result needs."""
        last: dict[int, int] = {}
        for k, (_, a, b) in enumerate(self.lines):
            last |= {a: k, b: k}
        for kept in (*self.results, NONE):
            last.pop(kept, None)
        dying: dict[int, list[int]] = {}
        for register, k in last.items():
            dying.setdefault(k, []).append(register)
        return dying


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
