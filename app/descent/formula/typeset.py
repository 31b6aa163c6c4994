"""Trees as formulas to be read, simplified no further than typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.descent import markup as m
from app.descent.formula.expression import Expression, fold
from app.descent.markup import Markup

#: How tightly the outermost sign of a piece binds; a looser piece gets brackets where a tighter one is needed.
SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(5)
Piece = tuple[Markup, int]

GREEK = {"pi": "π", "e": "e"}
#: Functions that are set as other than their own name before brackets.
SPECIAL: dict[str, Callable[[Markup], Markup]] = {
    "sqrt": m.root,
    "abs": m.bars,
    "sigmoid": lambda u: m.applied("σ", u),
    "sigmoid_slope": lambda u: m.primed("σ", u),
    "tanh_slope": lambda u: m.primed("tanh", u),
    "sign": lambda u: m.applied("sgn", u),
}


def typeset(root: Expression, css: Mapping[str, str] | None = None) -> Markup:
    """The tree as LaTeX and MathML; `css` gives classes to variables, such as {"b": "held"}."""
    classes = css or {}

    def rule(node: Expression, pieces: Sequence[Piece]) -> Piece:
        match node.kind:
            case "number":
                return m.number(node.text), PRODUCT if "e" in node.text.lower() else ATOM
            case "constant":
                return m.name(GREEK[node.text]), ATOM
            case "variable":
                return m.variable_name(node.text, classes.get(node.text)), ATOM
            case "negative":
                return m.minus(_at_least(PRODUCT, pieces[0])), NEGATIVE
            case "+" | "-":
                sign = "−" if node.kind == "-" else "+"
                return _at_least(SUM, pieces[0]) + m.operator(sign) + _at_least(PRODUCT, pieces[1]), SUM
            case "*":
                return m.times(_at_least(NEGATIVE, pieces[0]), _at_least(PRODUCT, pieces[1])), PRODUCT
            case "/":
                return m.fraction(pieces[0][0], pieces[1][0]), PRODUCT
            case "^":
                return m.superscript(_at_least(ATOM, pieces[0]), pieces[1][0]), POWER
            case kind:
                inner = pieces[0][0]
                return SPECIAL[kind](inner) if kind in SPECIAL else m.applied(node.text or kind, inner), ATOM

    return fold(root, rule)[0]


def _at_least(binding: int, piece: Piece) -> Markup:
    inner, bound = piece
    return inner if bound >= binding else m.brackets(inner)
