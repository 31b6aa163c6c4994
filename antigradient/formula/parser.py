"""The grammar of typed formulas, by recursive descent.

sum      = product (("+" | "-") product)*
product  = signed (("*" | "/") signed | power)*       a power without a sign before it: juxtaposition, unspaced
signed   = ("+" | "-") signed | power
power    = operand (("^" | "**") signed)?             hence right-associative, and −w² is −(w²)
operand  = number | name | function "(" sum ")" | "(" sum ")"
"""

from __future__ import annotations

from math import isfinite

from antigradient.formula.expression import CONSTANTS, FUNCTIONS, Expression
from antigradient.formula.tokens import FormulaError, Token, tokenise

DEPTH = 32
#: A name longer than this is not repeated in a message.
NAMEABLE = 32
#: What an operation costs, value and gradient together, in units of about 50 µs for 201 × 201 points (`make bench`).
COST = {
    "+": 1, "-": 1, "negative": 1, "*": 4, "/": 8, "^": 40, "sqrt": 10, "abs": 8, "exp": 14, "log": 14, "sin": 32,
    "cos": 32, "tan": 20, "tanh": 18, "sigmoid": 18,
}  # fmt: skip
COST_LIMIT = 1600


def parse_expression(text: str, variables: tuple[str, ...]) -> Expression:
    """For `parse`: the tree of `text`. Raises FormulaError."""
    return _Parser(text, variables).formula()


class _Parser:
    def __init__(self, text: str, variables: tuple[str, ...]) -> None:
        self.tokens = tokenise(text)
        self.variables = variables
        self.at = 0
        self.depth = 0
        self.cost = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def formula(self) -> Expression:
        if self.token.kind == "end":
            example = "w^2+b^2" if "w" in self.variables else "x^3"
            raise FormulaError("empty", 1, names=self.variables, example=example)
        whole = self.sum()
        if self.token.kind != "end":  # only a bracket is left: everything else is taken or refused on the way
            raise FormulaError("closing_bracket", self.token.column)
        return whole

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.take("+", "-"):
            left = self.node(sign, sign.text, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.signed()
        while True:
            if sign := self.take("*", "/"):
                left = self.node(sign, sign.text, left, self.signed())
            elif self.juxtaposed():
                left = self.node(self.token, "*", left, self.power())
            else:
                return left

    def juxtaposed(self) -> bool:
        """Whether another operand follows directly."""
        token, before = self.token, self.tokens[self.at - 1]
        if token.kind not in ("number", "name") and token.text != "(":
            return False
        if token.spaced:
            raise FormulaError("space", token.column)
        if before.kind == token.kind == "number":
            raise FormulaError("two_numbers", token.column)
        return True

    def signed(self) -> Expression:
        sign = self.take("+", "-")
        if sign is None:
            return self.power()
        with _Deeper(self, sign):
            operand = self.signed()
        return self.node(sign, "negative", operand) if sign.text == "-" else operand

    def power(self) -> Expression:
        base = self.operand()
        sign = self.take("^", "**")
        if sign is None:
            return base
        with _Deeper(self, sign):
            exponent = self.signed()
        return self.node(sign, "^", base, exponent)

    def operand(self) -> Expression:
        token = self.token
        self.at += 1
        if token.kind == "number":
            if not isfinite(float(token.text)):
                raise FormulaError("large_number", token.column)
            return Expression("number", text=token.text)
        if token.text == "(":
            return self.bracketed(token)
        if token.kind == "name":
            return self.named(token)
        raise FormulaError("missing", token.column)

    def bracketed(self, opening: Token) -> Expression:
        with _Deeper(self, opening):
            inner = self.sum()
        if not self.take(")"):
            raise FormulaError("open_bracket", opening.column)
        return inner

    def named(self, token: Token) -> Expression:
        name = token.text
        if name in self.variables:
            return Expression("variable", text=name)
        if name in CONSTANTS:
            return Expression("constant", text=name)
        if name in FUNCTIONS:
            opening = self.take("(")
            if opening is None:
                raise FormulaError("no_brackets", token.column, name=name)
            return self.node(token, FUNCTIONS[name], self.bracketed(opening), text=name)
        raise self.unknown(name, token.column)

    def unknown(self, name: str, column: int) -> FormulaError:
        """An unknown name, with what to write instead."""
        factors = all(letter in self.variables for letter in name)
        if len(name) > NAMEABLE:
            return FormulaError("long_name_factors" if factors else "long_name", column, names=self.variables)
        capitals = name.lower() in (*FUNCTIONS, *CONSTANTS, *self.variables)
        code = "name_factors" if factors else "name_capitals" if capitals else "name"
        return FormulaError(code, column, name=name, names=self.variables)

    def take(self, *signs: str) -> Token | None:
        """The next token, if it is one of these signs."""
        token = self.token
        if token.kind != "sign" or token.text not in signs:
            return None
        self.at += 1
        return token

    def node(self, token: Token, kind: str, *parts: Expression, text: str = "") -> Expression:
        """A node, charged to what the formula may cost."""
        self.cost += COST[kind]
        if self.cost > COST_LIMIT:
            raise FormulaError("cost", token.column)
        return Expression(kind, parts, text)


class _Deeper:
    """A context in which formulas are nested one level deeper."""

    def __init__(self, parser: _Parser, token: Token) -> None:
        self.parser, self.token = parser, token

    def __enter__(self) -> None:
        self.parser.depth += 1
        if self.parser.depth > DEPTH:
            raise FormulaError("depth", self.token.column, most=DEPTH)

    def __exit__(self, *_: object) -> None:
        self.parser.depth -= 1
