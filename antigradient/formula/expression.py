"""The tree of a typed formula, and the one way to walk it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import e, pi
from typing import TypeVar

T = TypeVar("T")

CONSTANTS = {"pi": pi, "e": e}
#: Further names of variables, where those are w and b: a formula has the one pair or the other.
SYNONYMS = {"x": "w", "y": "b"}


@dataclass(frozen=True, eq=False, slots=True)
class Expression:
    """For parser, calculus and programs: a node, with its kind, its parts, and its value or name as typed.

    `kind` is number, constant, variable, negative, one of + − * / ^, or the function that is computed. Nodes are
    compared by identity: parts may be shared, which makes a derivative as small as the formula.
    """

    kind: str
    parts: tuple[Expression, ...] = ()
    text: str = ""

    @property
    def value(self) -> float | None:
        """For programs and formulas in print: the value of a number or a named constant."""
        if self.kind == "number":
            return float(self.text)
        return CONSTANTS[self.text] if self.kind == "constant" else None


@dataclass(frozen=True, slots=True)
class Function:
    """For the parser and the catalogue: what a name of the grammar computes, of how many arguments; None: any number.

    What is made of two takes more of them one after another; `beside` is an argument that nobody writes.
    """

    kind: str
    least: int = 1
    most: int | None = 1
    beside: tuple[Expression, ...] = ()


def number_node(value: float) -> Expression:
    """For derivatives: a node for a computed number; a negative one is the negative of a number."""
    if value < 0:
        return Expression("negative", (number_node(-value),))
    return Expression("number", text=str(int(value)) if value.is_integer() and value < 1e15 else repr(value))


ZERO = number_node(0.0)
#: The grammar's functions, by name.
FUNCTIONS: dict[str, Function] = {
    **{name: Function(name) for name in ("sin", "cos", "tan", "exp", "log")},
    "ln": Function("log"),
    **{name: Function(name) for name in ("log10", "sqrt", "cbrt", "abs", "tanh", "sigmoid", "atan", "sign", "floor")},
    "min": Function("minimum", 2, None),
    "max": Function("maximum", 2, None),
    "relu": Function("maximum", beside=(ZERO,)),
}


def fold(root: Expression, rule: Callable[[Expression, Sequence[T]], T]) -> T:
    """For walks over a tree: `rule(node, results of its parts)`, parts first and each shared part once.

    Without recursion: a sum of a hundred terms is a hundred deep.
    """
    done: dict[int, T] = {}
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if id(node) in done:
            continue
        if ready:
            done[id(node)] = rule(node, [done[id(part)] for part in node.parts])
        else:
            stack.append((node, True))
            stack.extend((part, False) for part in node.parts)
    return done[id(root)]


def size(root: Expression) -> int:
    """For limits: the number of nodes of the tree when written out, shared parts counted each time."""
    return fold(root, lambda node, parts: 1 + sum(parts))
