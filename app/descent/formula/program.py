"""Trees made into straight-line code: every value computed once, whatever shares it, with no tree to walk.

Code is a list of (operation, register, register); its registers are the variables, the constants and then one for each
line. One walk over it serves floats (by `math`, which raises), arrays and jets (by numpy, which gives inf and NaN).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from app.descent import functions as of
from app.descent.formula.expression import Expression, fold
from app.descent.jets import PRODUCTS_UNTIL

#: What each kind of node does to plain floats. A float never becomes complex: `math.pow`, not `**`.
OF_FLOATS: dict[str, Callable[..., Any]] = {
    "negative": operator.neg, "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "^": math.pow, "abs": abs, "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "sin": math.sin, "cos": math.cos,
    "tan": math.tan, "tanh": math.tanh, "sigmoid": of.sigmoid, "sign": of.sign, "sigmoid_slope": of.sigmoid_slope,
    "tanh_slope": of.tanh_slope,
}  # fmt: skip
#: And to arrays and jets alike.
OF_ARRAYS: dict[str, Callable[..., Any]] = OF_FLOATS | {
    "^": of.power, "exp": of.exp, "log": of.log, "sqrt": of.sqrt, "sin": of.sin, "cos": of.cos, "tan": of.tan,
    "tanh": of.tanh,
}  # fmt: skip

Line = tuple[str, int, int]
#: In place of a second register.
NONE = -1


class Program:
    """The code of several results in the same variables."""

    def __init__(self, results: Sequence[Expression], variables: Sequence[str]) -> None:
        self._known: dict[Line, int] = {}
        self._lines: list[Line | float | None] = [None] * len(variables)  # by register: its line, or its constant
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
            if all(isinstance(v, float) for v in values):
                with suppress(ArithmeticError, ValueError):  # 1/0 stays, and every road meets it in its own way
                    folded = float(OF_FLOATS[kind](*values))
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

    def of_floats(self, keep: int | None = None) -> Callable[..., tuple[float, ...]]:
        """The first `keep` results (all, if None; at least two) as a function of and in plain floats.

        All of the code runs, so that a value outside its domain raises: ValueError or ZeroDivisionError where there
        is none, OverflowError where it is too large.
        """
        code = [(OF_FLOATS[kind], a, b) for kind, a, b in self.lines]
        constants, pick = self.constants, operator.itemgetter(*self.results[:keep])

        def run(*theta: float) -> tuple[float, ...]:
            registers = [*theta, *constants]
            push = registers.append
            for operation, a, b in code:
                push(operation(registers[a]) if b < 0 else operation(registers[a], registers[b]))
            found: tuple[float, ...] = pick(registers)
            return found

        return run

    def __call__(self, *theta: Any) -> list[Any]:
        """The results for arrays or jets; outside the domain they are inf or NaN. A register is freed after use."""
        registers: list[Any] = [*theta, *map(np.float64, self.constants)]
        with np.errstate(all="ignore"):
            for k, (kind, a, b) in enumerate(self.lines):
                operation = OF_ARRAYS[kind]
                registers.append(operation(registers[a]) if b < 0 else operation(registers[a], registers[b]))
                for dead in self.dying.get(k, ()):
                    registers[dead] = None
        return [registers[i] for i in self.results]

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
