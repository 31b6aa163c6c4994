"""From text to tokens, each with its column, and the one error that a formula may raise."""

from __future__ import annotations

import re
from typing import NamedTuple

LENGTH = 300


class FormulaError(ValueError):
    """Raised to the query: why a formula is refused, as a sentence, and the column (from 1) that it is about.

    The sentence echoes at most one identifier, of at most 32 printable characters. `spaced` tells that it is about a
    space where a sign is missing.
    """

    def __init__(self, what: str, column: int, hint: str = "", spaced: bool = False) -> None:
        super().__init__(f"{what} at column {column}" + (f": {hint}" if hint else ""))
        self.column = column
        self.spaced = spaced


class Token(NamedTuple):
    """For the parser: `kind` is number, name, sign or end; `spaced` tells that a space stands before it."""

    kind: str
    text: str
    column: int
    spaced: bool


_TOKEN = re.compile(
    r"(?P<space>[ \t]+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"  # an exponent needs digits: 2e is 2·e
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|[-+*/^()])"
)

#: What people write or paste instead, and what to write.
_INSTEAD = {
    "−": "write -", "–": "write -", "—": "write -", "×": "write *", "·": "write *", "⋅": "write *", "÷": "write /",
    "²": "write ^2", "³": "write ^3", "π": "write pi", "√": "write sqrt(…)", "|": "write abs(…)",
    "[": "use ( and )", "]": "use ( and )", "{": "use ( and )", "}": "use ( and )", "σ": "write sigmoid(…)",
    "=": "a formula is one side of an equation", ",": "a function takes one value, and decimals a point",
}  # fmt: skip


def tokenise(text: str) -> list[Token]:
    """For the parser: the tokens of `text`, and one that marks the end. Raises FormulaError."""
    if len(text) > LENGTH:
        raise FormulaError("the formula goes on", LENGTH + 1, f"at most {LENGTH} characters are taken")
    found: list[Token] = []
    at, spaced = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError("a sign that has no place in a formula", at + 1, _INSTEAD.get(text[at], ""))
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(kind, match.group(), at + 1, spaced))
        spaced = kind == "space"
        at = match.end()
    found.append(Token("end", "", len(text) + 1, spaced))
    return found
