"""Symbolic numbers: a formula applied to them becomes the code that computes it.

Formulas in plain arithmetic serve floats, arrays and jets; here they serve to generate code. It computes the same
operations in the same order, so the same results to the last bit, but without a call for each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import copysign, exp, sqrt
from typing import Any

NEGATIVE = "-{}"


class Symbol:
    """For generated loops: a number whose `form` says how it comes from its `parts`, as "{} + {}", or is its name.

    Signs travel outwards, which changes no bit: a·(−b) = −(a·b) and a + (−b) = a − b; and 1·a and −0 + a are a. A
    formula that asks what number it is, to choose between two roads, meets a TypeError.
    """

    __slots__ = ("form", "parts")

    def __init__(self, form: str, *parts: Symbol) -> None:
        self.form = form
        self.parts = parts

    def __bool__(self) -> bool:
        raise TypeError("this number is not known yet")

    def __eq__(self, other: object) -> bool:
        raise TypeError("this number is not known yet")

    __hash__ = None  # type: ignore[assignment]

    def __neg__(self) -> Symbol:
        return self.parts[0] if self.form == NEGATIVE else Symbol(NEGATIVE, self)

    def __add__(self, other: Any) -> Symbol:
        negative, size = _sign_of(other)
        return Symbol("{} - {}" if negative else "{} + {}", self, size)

    def __radd__(self, other: Any) -> Symbol:
        return self if other == 0.0 and copysign(1.0, other) < 0 else symbol(other) + self

    def __sub__(self, other: Any) -> Symbol:
        return self + -symbol(other)

    def __rsub__(self, other: Any) -> Symbol:
        return symbol(other) - self

    def __mul__(self, other: Any) -> Symbol:
        if isinstance(other, float | int) and abs(other) == 1.0:
            return self if other > 0 else -self
        return _signed("{} * {}", self, other)

    def __rmul__(self, other: Any) -> Symbol:
        return self.__mul__(other)

    def __truediv__(self, other: Any) -> Symbol:
        return _signed("{} / {}", self, other)

    def __rtruediv__(self, other: Any) -> Symbol:
        return _signed("{} / {}", other, self)

    def exp(self) -> Symbol:
        """For formulas: e to this power."""
        return Symbol("exp({})", self)

    def sqrt(self) -> Symbol:
        """For formulas: the square root of this."""
        return Symbol("sqrt({})", self)

    def square(self) -> Symbol:
        """For formulas: the square of this, infinite where it overflows."""
        return self * self

    def leaves(self) -> set[str]:
        """For `Code`: the names and constants that it is made of."""
        return set().union(*(part.leaves() for part in self.parts)) if self.parts else {self.form}


def symbol(value: Any) -> Symbol:
    """For operations: a symbol as it is, a number as a symbol of itself."""
    return value if isinstance(value, Symbol) else Symbol(repr(float(value)))


def _sign_of(value: Any) -> tuple[bool, Symbol]:
    """Whether it is the negative of something, and of what."""
    it = symbol(value)
    return (True, it.parts[0]) if it.form == NEGATIVE else (False, it)


def _signed(form: str, left: Any, right: Any) -> Symbol:
    (minus, a), (other_minus, b) = _sign_of(left), _sign_of(right)
    size = Symbol(form, a, b)
    return size if minus == other_minus else -size


class Code:
    """For generated loops: code that computes `results`, each value once: one used again gets a name at its first use.

    What no name among `changing` enters is computed `before`: outside the loop that the code is for.
    """

    def __init__(self, results: Sequence[Symbol], changing: Collection[str]) -> None:
        self.before: list[str] = []
        self._changing = changing
        self._nodes: dict[tuple[str, tuple[int, ...]], int] = {}
        self._numbers: dict[int, int] = {}  # by the symbols' identities
        self._uses: Counter[int] = Counter()
        self._names: dict[int, str] = {}
        self._results = results  # kept alive, because id() is unique only among living objects
        self._uses.update(map(self._number, results))

    def text(self, result: Symbol) -> str:
        """For generated loops: one of the results, in terms of the names that the texts before it gave."""
        return self._text(self._number(result), list(self._nodes))

    def _number(self, it: Symbol) -> int:
        """The same for symbols of the same form and parts."""
        if id(it) not in self._numbers:
            node = it.form, tuple(self._number(part) for part in it.parts)
            if node not in self._nodes:
                self._nodes[node] = len(self._nodes)
                self._uses.update(node[1])
            self._numbers[id(it)] = self._nodes[node]
        return self._numbers[id(it)]

    def _text(self, number: int, nodes: Sequence[tuple[str, tuple[int, ...]]]) -> str:
        """The value where it is used: its name, or its operation."""
        form, parts = nodes[number]
        if not parts or number in self._names:
            return self._names.get(number, form)
        text = form.format(*(self._text(part, nodes) for part in parts))
        fixed = self._fixed(number, nodes)
        if not fixed and self._uses[number] == 1:
            return f"({text})"
        name = self._names[number] = f"v{number}"
        if not fixed:
            return f"({name} := {text})"
        self.before.append(f"{name} = {text}")
        return name

    def _fixed(self, number: int, nodes: Sequence[tuple[str, tuple[int, ...]]]) -> bool:
        form, parts = nodes[number]
        return all(self._fixed(part, nodes) for part in parts) if parts else form not in self._changing


def function(text: str) -> Callable[..., Any]:
    """For generated loops: the function that `text` defines; text of the project's own, never of a user."""
    names: dict[str, Any] = {"exp": exp, "sqrt": sqrt}
    exec(text, names)  # noqa: S102
    made: Callable[..., Any] = names["function"]
    return made
