"""From text to tokens, each with its column, and the one error that a formula may raise."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from antigradient.words import MessageError

LENGTH = 300


class FormulaError(MessageError):
    """Raised to the query: why a formula is refused, and the column (from 1) that it is about.

    What is said echoes at most one identifier, of at most 32 printable characters.
    """

    def __init__(self, code: str, /, column: int, **args: Any) -> None:
        super().__init__(f"formula.{code}", column=column, **args)
        self.column = column

    @property
    def spaced(self) -> bool:
        """For links, in which a + is a space: whether it is about a space where a sign is missing."""
        return self.message.code == "formula.space"


class Token(NamedTuple):
    """For the parser: `kind` is number, raised (a superscript), name, sign or end, and `text` has the keyboard's signs.

    `spaced` tells that a space stands before it.
    """

    kind: str
    text: str
    column: int
    spaced: bool


_TOKEN = re.compile(
    r"(?P<space>[ \t]+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"  # an exponent needs digits: 2e is 2·e
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<letter>[π√∛σ])"
    r"|(?P<sign>\*\*|[-+*/^(),|⌊⌋‐‑‒–—−×·∙⋅•∗÷∕⁄])"
)

#: Signs that people write or paste, and the keyboard's.
SIGNS = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("×·∙⋅•∗", "*"), **dict.fromkeys("÷∕⁄", "/"), "**": "^"}
LETTERS = {"π": "pi", "√": "sqrt", "∛": "cbrt", "σ": "sigmoid"}
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
#: Signs that no formula has, and what is said of them.
_MISPLACED = {**dict.fromkeys("[]{}", "bracket"), "=": "equation"}


def tokenise(text: str) -> list[Token]:
    """For the parser: the tokens of `text`, and one that marks the end. Raises FormulaError."""
    if len(text) > LENGTH:
        raise FormulaError("long", LENGTH + 1, most=LENGTH)
    found: list[Token] = []
    at, spaced = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unknown_sign(text[at], at + 1)
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(*_on_the_keyboard(kind, match.group()), at + 1, spaced))
        spaced = kind == "space"
        at = match.end()
    found.append(Token("end", "", len(text) + 1, spaced))
    return found


def _on_the_keyboard(kind: str, text: str) -> tuple[str, str]:
    if kind == "letter":
        return "name", LETTERS[text]
    return kind, text.translate(_RAISED) if kind == "raised" else SIGNS.get(text, text)


def _unknown_sign(sign: str, column: int) -> FormulaError:
    return FormulaError(_MISPLACED.get(sign, "sign"), column)
