"""The grammar of typed formulas, by recursive descent.

sum      = product (("+" | "-") product)*
product  = signed (("*" | "/") signed | power)*       a power without a sign before it: juxtaposition, unspaced
signed   = ("+" | "-") signed | power
power    = operand ("^" signed | superscript)?        hence right-associative, and −w² is −(w²)
operand  = number | name | function "(" sum ("," sum)* ")" | "(" sum ")" | "|" sum "|" | "⌊" sum "⌋"

A bar closes the one that was opened last within the same brackets, if it stands where a sign or a factor could: so
||w|−1| nests, and |w||b| and |w|b|w| are products. To open one behind a factor and within bars takes a sign: |2*|w||.
"""

from __future__ import annotations

from functools import reduce
from math import isfinite

from antigradient.formula.expression import CONSTANTS, FUNCTIONS, SYNONYMS, Expression
from antigradient.formula.tokens import FormulaError, Token, tokenise

DEPTH = 32
#: A name longer than this is not repeated in a message.
NAMEABLE = 32
#: What an operation costs, value and gradient together, in units of about 50 µs for 201 × 201 points (`make bench`).
COST = {
    "+": 1, "-": 1, "negative": 1, "*": 4, "/": 8, "^": 40, "sqrt": 10, "abs": 8, "exp": 14, "log": 14, "sin": 32,
    "cos": 32, "tan": 20, "tanh": 18, "sigmoid": 18, "atan": 26, "log10": 18, "cbrt": 30, "sign": 6, "floor": 6,
    "minimum": 12, "maximum": 12,
}  # fmt: skip
COST_LIMIT = 1600


def parse_expression(text: str, variables: tuple[str, ...]) -> Expression:
    """For `parse`: the tree of `text`. Raises FormulaError."""
    return _Parser(text, variables).formula()


class _Parser:
    def __init__(self, text: str, variables: tuple[str, ...]) -> None:
        self.tokens = tokenise(text)
        self.variables = variables
        further = set(SYNONYMS.values()) <= {*variables} and not SYNONYMS.keys() & {*variables}
        self.named = {**{name: name for name in variables}, **(SYNONYMS if further else {})}
        self.seen: set[bool] = set()  # whether variables were called by their own names, or by further ones
        self.bars = 0  # that are open within the same brackets
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
        if self.token.kind != "end":  # only a comma or a bracket is left: all else is taken or refused on the way
            raise FormulaError("comma" if self.token.text == "," else "closing_bracket", self.token.column)
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
        opens = token.text in ("(", "⌊") or (token.text == "|" and not self.bars)
        if token.kind not in ("number", "name") and not opens:
            return False
        if token.spaced:
            raise FormulaError("space", token.column)
        if before.kind in ("number", "raised") and token.kind == "number":
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
        token = self.token
        if token.kind == "raised":
            self.at += 1
            exponent = self.raised(token)
        elif self.take("^"):
            with _Deeper(self, token):
                exponent = self.signed()
        else:
            return base
        if self.token.kind == "raised" or self.token.text == "^":
            raise FormulaError("two_powers", self.token.column)
        return self.node(token, "^", base, exponent)

    def raised(self, token: Token) -> Expression:
        """The exponent that a superscript means."""
        digits = Expression("number", text=token.text.lstrip("-"))
        return self.node(token, "negative", digits) if token.text.startswith("-") else digits

    def operand(self) -> Expression:
        token = self.token
        self.at += 1
        if token.kind == "number":
            value = float(token.text)
            if not isfinite(value):
                raise FormulaError("large_number", token.column)
            # What floats take for 0 is 0 where decimals are computed too, which know no exponent of twenty digits.
            return Expression("number", text=token.text if value else "0")
        if token.text == "(":
            return self.bracketed(token)
        if token.text == "⌊":
            return self.node(token, "floor", self.bracketed(token, "⌋"), text="floor")
        if token.text == "|":
            return self.between_bars(token)
        if token.kind == "name":
            return self.name(token)
        raise FormulaError("missing", token.column)

    def bracketed(self, opening: Token, closing: str = ")") -> Expression:
        (inner,) = self.arguments(opening, 1, closing)
        return inner

    def arguments(self, opening: Token, most: int | None, closing: str = ")") -> list[Expression]:
        """What stands in brackets, with commas between: at most so many."""
        outer, self.bars = self.bars, 0
        with _Deeper(self, opening):
            found = [self.sum()]
            while comma := self.take(","):
                if len(found) == most:
                    raise FormulaError("comma", comma.column)
                found.append(self.sum())
        if not self.take(closing):
            raise FormulaError("open_bracket", opening.column)
        self.bars = outer
        return found

    def between_bars(self, opening: Token) -> Expression:
        if self.token.kind == "end" or self.token.text in (")", "⌋", ","):
            raise FormulaError("open_bar", opening.column)
        self.bars += 1
        with _Deeper(self, opening):
            inner = self.sum()
        if not self.take("|"):
            raise FormulaError("open_bar", opening.column)
        self.bars -= 1
        return self.node(opening, "abs", inner, text="abs")

    def name(self, token: Token) -> Expression:
        name = token.text
        if name in self.named:
            self.seen.add(self.named[name] == name)
            if len(self.seen) > 1:
                raise FormulaError("mixed_names", token.column, name=name)
            return Expression("variable", text=self.named[name])
        if name in CONSTANTS:
            return Expression("constant", text=name)
        if name in FUNCTIONS:
            return self.call(token)
        raise self.unknown(name, token.column)

    def call(self, token: Token) -> Expression:
        name, function = token.text, FUNCTIONS[token.text]
        opening = self.take("(")
        if opening is None:
            raise FormulaError("no_brackets", token.column, name=name)
        given = [*self.arguments(opening, function.most), *function.beside]
        if len(given) < function.least:
            raise FormulaError("few_arguments", token.column, name=name)
        if len(given) == 1:
            return self.node(token, function.kind, *given, text=name)
        return reduce(lambda a, b: self.node(token, function.kind, a, b, text=name), given)

    def unknown(self, name: str, column: int) -> FormulaError:
        """An unknown name, with what to write instead."""
        factors = all(letter in self.named for letter in name)
        if len(name) > NAMEABLE:
            return FormulaError("long_name_factors" if factors else "long_name", column, names=self.variables)
        capitals = name.lower() in (*FUNCTIONS, *CONSTANTS, *self.named)
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
