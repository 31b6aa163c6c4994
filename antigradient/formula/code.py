"""Trees made into straight-line code: every value computed once, whatever shares it, with no tree to walk.

Code is a list of (operation, register, register); its registers are the variables, the constants and then one for each
line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from antigradient import functions as of
from antigradient.formula.expression import Expression, fold
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.symbols import FUNCTIONS, Symbol, symbol
from antigradient.jets import PRODUCTS_UNTIL

#: What each operation does to arrays, jets and symbols alike; `OPERATIONS` are for plain floats.
OF_ARRAYS: dict[str, Callable[..., Any]] = OPERATIONS | {
    "^": of.power, **{kind: getattr(of, kind) for kind in sorted(FUNCTIONS)}
}  # fmt: skip

#: What is never 0 of numbers that are not, but for underflow.
UNDERFLOWING = ("*", "/", "^", "exp")

CodeLine = tuple[str, int, int]
#: In place of a second register.
NONE = -1


class Code:
    """For programs: the code of several results in the same variables; constants are computed at once, if `folded`."""

    def __init__(self, results: Sequence[Expression], variables: Sequence[str], folded: bool = True) -> None:
        self._folds = folded
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

    @property
    def names(self) -> list[str]:
        """For generated code: the names of the variables, which are none that somebody typed."""
        return [f"t{i}" for i in range(self._variables)]

    def symbols(self, *theta: Any) -> list[Symbol]:
        """For generated code: the results as symbols, for symbols; 1/0 is done where the code runs."""
        registers: list[Any] = [*theta, *self.constants]
        for kind, a, b in self.lines:
            parts = [registers[a]] if b < 0 else [registers[a], registers[b]]
            if not any(isinstance(part, Symbol) for part in parts):
                parts = list(map(symbol, parts))
            registers.append(OF_ARRAYS[kind](*parts))
        return [symbol(registers[i]) for i in self.results]
