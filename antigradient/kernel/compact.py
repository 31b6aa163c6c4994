"""Printed functions with as few characters as they need: they are sent to every reader who drags something."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, count
from string import ascii_letters

from antigradient.graph.javascript import EXPONENTIAL

#: Words of the language, and what is known everywhere; all other names of a function are its own.
KNOWN = {"function", "return", "const", "let", "for", "Math", "Infinity", "NaN", EXPONENTIAL}
NAME = re.compile(r"(?<![\w.])[a-zA-Z_]\w*")


def compact(function: str) -> str:
    """For modules: the same function in one line, its own names a letter each and its constants in one statement."""
    text = re.sub(r" - (?!-)|\n *| (?=[^\w\s-])|(?<=[^\w\s-]) ", lambda found: found[0].strip(), function)
    return with_short_names(with_joined_constants(without_zeros(text)))


def without_zeros(text: str) -> str:
    """For modules: numbers as short as JavaScript takes them, `2` for 2.0 and `.5` for 0.5."""
    return re.sub(r"(?<![\w.])(\d+)\.0(?!\d)|(?<![\w.])0(\.\d)", r"\1\2", text)


def with_joined_constants(text: str) -> str:
    """For `compact`: `const a=1;const b=2;` as `const a=1,b=2;`."""
    first, *rest = text.split(";")
    statements = [first]
    for statement in rest:
        before = re.split("[{}]", statements[-1])[-1]
        if statement.startswith("const ") and before.startswith("const "):
            statements[-1] += f",{statement.removeprefix('const ')}"
        else:
            statements.append(statement)
    return ";".join(statements)


def with_short_names(text: str) -> str:
    """For `compact`: the names within a function as letters, what is used most first; its own name stays."""
    whole, *names = NAME.findall(text.removeprefix("function "))
    counted = Counter(name for name in names if name not in KNOWN)
    letters = chain(ascii_letters, (f"{letter}{i}" for i in count() for letter in ascii_letters))
    short = {name: letter for (name, _), letter in zip(counted.most_common(), letters, strict=False)}
    return NAME.sub(lambda found: found[0] if found[0] == whole else short.get(found[0], found[0]), text)
