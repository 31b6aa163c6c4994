"""Printed formulas, read as a reader reads them: LaTeX and MathML to the value that they show.

Products are factors side by side, a function's argument is the bracket behind its name, a power binds what stands
directly before it. What could be read in two ways raises: digits beside digits, a sign behind a factor, a power behind
the bracket of a function.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any
from xml.etree import ElementTree

import numpy as np

from antigradient import functions as of

Names = Mapping[str, Any]
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "exp": np.exp, "log": np.log, "ln": np.log, "tanh": np.tanh,
    "σ": of.sigmoid, "sgn": np.sign, "σ′": of.sigmoid_slope, "tanh′": of.tanh_slope, "log_10": np.log10,
    "arctan": np.arctan, "relu": lambda x: np.maximum(x, 0.0), "max": np.maximum, "min": np.minimum,
}  # fmt: skip
#: What stands between fences, by the first of them.
FENCES: dict[str, Callable[[Any], Any]] = {"(": lambda x: x, "|": abs, "⌊": np.floor, "[": lambda x: x}
CONSTANTS = {"π": math.pi, "e": math.e}


def power_of(value: Any, exponent: Any) -> Any:
    """NaN where there is none: Python's own power of a negative number is a complex one."""
    return np.power(np.asarray(value, dtype=np.float64), exponent)


class AmbiguousError(ValueError):
    """It can be read in more than one way, or in none."""


class Reader:
    """Tokens are (kind, content): number, name, function, open, close, sign (+ − · > , and, in MathML, times), value,
    raised (what stands in a superscript). Brackets with a comparison in them are 1 where it holds, else 0."""

    def __init__(self, tokens: list[tuple[str, Any]], names: Names) -> None:
        self.tokens, self.names, self.at = [*tokens, ("end", "")], names, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def token(self) -> tuple[str, Any]:
        return self.tokens[self.at]

    def take(self, *tokens: tuple[str, Any]) -> bool:
        found = self.token in tokens
        self.at += found
        return found

    def whole(self) -> Any:
        value = self.sum()
        if self.kind != "end":
            raise AmbiguousError(f"left over: {self.token}")
        return value

    def sum(self) -> Any:
        value = -self.product() if self.take(("sign", "−")) else self.product()
        while True:
            minus = self.take(("sign", "−"))
            if not minus and not self.take(("sign", "+")):
                return value
            value = value - self.product() if minus else value + self.product()

    def product(self) -> Any:
        value = self.power()
        while True:
            dotted = self.take(("sign", "·"))
            shown = self.take(("sign", "times"))
            if not dotted and (self.kind in ("end", "close") or self.token[0] == "sign"):
                if shown:
                    raise AmbiguousError("a product without a factor")
                return value
            if not dotted and self.kind in ("number", "fraction"):
                raise AmbiguousError("a number stands beside a factor")
            value = value * self.power()

    def power(self) -> Any:
        called = self.kind == "function"
        value = self.operand()
        while self.kind == "raised":
            if called:
                raise AmbiguousError("what is raised, the function or its argument?")
            value, called = power_of(value, self.token[1]), True
            self.at += 1
        return value

    def operand(self) -> Any:
        kind, content = self.token
        self.at += 1
        if kind in ("value", "fraction"):
            return content
        if kind == "number":
            return np.float64(content)
        if kind == "name":
            return self.names[content] if content in self.names else CONSTANTS[content]
        if kind == "open":
            return FENCES[content](self.fenced(content))
        if kind == "function":
            raised = self.token[1] if self.kind == "raised" else None
            self.at += raised is not None
            if not self.take(("open", "(")):
                raise AmbiguousError("a function without brackets")
            first, *others = self.listed("(")
            value = reduce(FUNCTIONS[content], others, first) if others else FUNCTIONS[content](first)
            return value if raised is None else power_of(value, raised)
        raise AmbiguousError(f"{kind} {content} where an operand has to stand")

    def fenced(self, fence: str) -> Any:
        """One value, or a comparison in square brackets."""
        value = self.sum()
        if fence == "[":
            if not self.take(("sign", ">")):
                raise AmbiguousError("nothing is compared")
            value = np.where(value > self.sum(), 1.0, 0.0)
        if not self.take(("close", fence)):
            raise AmbiguousError("a bracket is not closed")
        return value

    def listed(self, fence: str) -> list[Any]:
        """Values with commas between them."""
        values = [self.sum()]
        while self.take(("sign", ",")):
            values.append(self.sum())
        if not self.take(("close", fence)):
            raise AmbiguousError("a bracket is not closed")
        return values


# LaTeX


TOKEN = re.compile(r"\\left|\\right|\\operatorname|\\hat|\\[A-Za-z]+|\d+\.?\d*|\.\d+|[A-Za-z]|\S")
LETTERS = {r"\pi": "π", r"\sigma": "σ", r"\ell": "ℓ", r"\eta": "η"}


def read_latex(text: str, names: Names) -> Any:
    """The value of a formula, or of each of its sides, which have to be equal: the last is returned."""
    return Reader(_latex(TOKEN.findall(text), names), names).whole()


def _latex(pieces: list[str], names: Names) -> list[tuple[str, Any]]:
    tokens: list[tuple[str, Any]] = []
    stack = pieces[::-1]

    def group() -> list[str]:
        if stack.pop() != "{":
            raise AmbiguousError("a group has to stand there")
        inner, depth = [], 1
        while depth:
            piece = stack.pop()
            depth += (piece == "{") - (piece == "}")
            inner.append(piece)
        return inner[:-1]

    def value() -> Any:
        return Reader(_latex(group(), names), names).whole()

    bars = 0
    while stack:
        piece = stack.pop()
        if piece == r"\frac":
            top = value()
            tokens.append(("fraction", top / value()))
        elif piece == r"\sqrt":
            cubic = stack[-3:] == ["]", "3", "["]
            del stack[len(stack) - 3 * cubic :]
            tokens.append(("value", (np.cbrt if cubic else np.sqrt)(value())))
        elif piece in (r"\lfloor", r"\rfloor"):
            tokens.append(("open" if piece == r"\lfloor" else "close", "⌊"))
        elif piece == r"\hat":
            tokens.append(("name", "".join(group()) + "\u0302"))
        elif piece == "_":
            name = tokens[-1][1] + "_" + "".join(group())
            tokens[-1] = ("function" if name in FUNCTIONS else "name", name)
        elif piece == "^":
            tokens.append(("raised", value()))
        elif piece == r"\operatorname":
            tokens.append(("function", "".join(group())))
        elif piece in (r"\left", r"\right"):
            fence = stack.pop()
            if fence == "|":
                bars += 1
                tokens.append(("open" if piece == r"\left" else "close", "|"))
            else:
                stack.append(fence)
        elif piece in "()[]":
            tokens.append(("open" if piece in "([" else "close", "(" if piece in "()" else "["))
        elif piece == "'":
            tokens[-1] = ("function", tokens[-1][1] + "′")
        elif piece in ("+", "-", ">", ",", r"\cdot"):
            tokens.append(("sign", {"-": "−", r"\cdot": "·"}.get(piece, piece)))
        elif piece[0].isdigit() or piece[0] == ".":
            tokens.append(("number", piece))
        else:
            name = LETTERS.get(piece, piece.lstrip("\\"))
            tokens.append(("function" if name in FUNCTIONS else "name", name))
    return tokens


# MathML

TIMES, APPLY = "\u2062", "\u2061"
SIGNS = {"+": "+", "−": "−", "·": "·", TIMES: "times", ">": ">", ",": ","}


def read_mathml(text: str, names: Names) -> Any:
    """The value that a browser draws, where each product and each call says what it is to those who hear it."""
    return value_of(ElementTree.fromstring(text), names)


def value_of(element: ElementTree.Element, names: Names) -> Any:
    return Reader(_heard(_children(element, names)), names).whole()


def _children(element: ElementTree.Element, names: Names) -> list[tuple[str, Any]]:
    return [token for child in element for token in tokens_of(child, names)]


def tokens_of(element: ElementTree.Element, names: Names) -> list[tuple[str, Any]]:
    """What is drawn, in a row: an mrow has no brackets of its own."""
    text = element.text or ""
    match element.tag:
        case "mrow" | "math":
            return _children(element, names)
        case "mn":
            return [("number", text)]
        case "mi":
            return [("function" if text in FUNCTIONS else "name", text)]
        case "mo" if text in SIGNS:
            return [("sign", SIGNS[text])]
        case "mo" if text == APPLY:
            return [("apply", "")]
        case "mo" if text in "()[]⌊⌋":
            return [("open" if text in "([⌊" else "close", {")": "(", "]": "[", "⌋": "⌊"}.get(text, text))]
        case "mo" if text == "|":
            return [("open" if element.attrib["form"] == "prefix" else "close", "|")]
        case "mfrac":
            top, bottom = (value_of(part, names) for part in element)
            return [("fraction", top / bottom)]
        case "msqrt":
            return [("value", np.sqrt(value_of(element, names)))]
        case "mroot" if element[1].text == "3":
            return [("value", np.cbrt(value_of(element[0], names)))]
        case "mover":
            return [("name", "".join(element[0].itertext()) + "\u0302")]
        case "msub":
            name = "_".join("".join(part.itertext()) for part in element)
            return [("function" if name in FUNCTIONS else "name", name)]
        case "msup" if element[1].text == "′":
            return [("function", (element[0].text or "") + "′")]
        case "msup":
            return [*_base(tokens_of(element[0], names)), ("raised", value_of(element[1], names))]
    raise AmbiguousError(f"{element.tag} {text}")


def _base(tokens: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """What is raised: one thing, or in brackets as a whole."""
    depth = 0
    for i, (kind, _) in enumerate(tokens):
        depth += (kind == "open") - (kind == "close")
        if depth == 0 and i < len(tokens) - 1:
            raise AmbiguousError("more is in a power's base than is raised")
    return tokens


def _heard(tokens: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The row without its signs of application, which have to stand between a function and its bracket, and nowhere
    else; factors have a sign of multiplication between them."""
    found: list[tuple[str, Any]] = []
    ends = ("number", "name", "value", "fraction", "close", "raised")
    begins = ("number", "name", "value", "fraction", "function", "open")
    awaiting = False
    for kind, content in tokens:
        if kind == "apply":
            if not awaiting:
                raise AmbiguousError("nothing is applied")
            awaiting = False
            continue
        if awaiting and kind != "raised":
            raise AmbiguousError("a function is not applied")
        if kind == "function":
            awaiting = True
        if found and found[-1][0] in ends and kind in begins:
            called = kind == "open" and (found[-1][0] == "function" or _raised_function(found))
            if not called:
                raise AmbiguousError("two factors without a sign between them")
        found.append((kind, content))
    return found


def _raised_function(found: list[tuple[str, Any]]) -> bool:
    return len(found) > 1 and found[-1][0] == "raised" and found[-2][0] == "function"
