"""Trees as formulas to be read, simplified no further than typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from antigradient import markup as m
from antigradient.formula.expression import Expression, fold
from antigradient.markup import Markup

#: How tightly the outermost sign of a piece binds; a looser piece gets brackets where a tighter one is needed.
SUM, NEGATIVE, PRODUCT, POWER, CALL, ATOM = range(6)


class Piece(NamedTuple):
    """For `typeset`: a part as set, with how tightly it binds, a call's letter and argument, and a difference's sides.

    NEGATIVE is whatever begins with a minus sign, a product too: behind a factor it would read as a difference.
    """

    markup: Markup
    binding: int
    call: tuple[str, Markup] | None = None
    sides: tuple[Markup, Markup] | None = None


GREEK = {"pi": "π", "e": "e"}
#: Functions that are set as other than their own name before brackets.
SPECIAL: dict[str, Callable[[Markup], Markup]] = {
    "sqrt": m.root, "cbrt": m.cube_root, "abs": m.absolute_value, "floor": m.rounded_down,
}  # fmt: skip
PRIMED = {"sigmoid_slope": "σ", "tanh_slope": "tanh"}
LETTER = {"sigmoid": "σ", "sign": "sgn", "abs_slope": "sgn", "atan": "arctan", "minimum": "min", "maximum": "max"}
#: Functions whose powers are written at their name, as in sin²(w).
RAISED = ("sin", "cos", "tan", "tanh")


def typeset(root: Expression, css: Mapping[str, str] | None = None, least: int = SUM) -> Markup:
    """For replies and derivations: the tree as LaTeX and MathML, in brackets where it binds less than `least`.

    `css` gives classes to variables, such as {"b": "held"}.
    """
    classes = css or {}

    def rule(node: Expression, pieces: Sequence[Piece]) -> Piece:
        match node.kind:
            case "number":
                return Piece(m.number_markup(node.text), PRODUCT if "e" in node.text.lower() else ATOM)
            case "constant":
                return Piece(m.name_markup(GREEK[node.text]), ATOM)
            case "variable":
                return Piece(m.variable_name(node.text, classes.get(node.text)), ATOM)
            case "negative":
                return Piece(m.minus(_at_least(PRODUCT, pieces[0])), NEGATIVE)
            case "+" | "-":
                sign = "−" if node.kind == "-" else "+"
                left, right = _at_least(SUM, pieces[0]), _at_least(PRODUCT, pieces[1])
                return Piece(left + m.operator(sign) + right, SUM, sides=(left, right) if node.kind == "-" else None)
            case "*":
                one, other = pieces
                binding = NEGATIVE if one.binding == NEGATIVE else PRODUCT
                return Piece(m.times(_at_least(NEGATIVE, one), _at_least(PRODUCT, other)), binding)
            case "/":
                return Piece(m.fraction(pieces[0].markup, pieces[1].markup), PRODUCT)
            case "^":
                return Piece(_power(pieces[0], pieces[1], node.parts[1]), POWER)
            case kind if kind in SPECIAL:
                return Piece(SPECIAL[kind](pieces[0].markup), ATOM)
            case kind if kind in PRIMED:
                return Piece(m.primed(PRIMED[kind], pieces[0].markup), CALL)
            case "relu_slope":
                larger, smaller = pieces[0].sides or (pieces[0].markup, m.number_markup("0"))
                return Piece(m.one_where(larger + m.operator(">") + smaller), ATOM)
            case kind:
                letter = node.text if node.text == "relu" else LETTER.get(kind) or node.text or kind
                argument = pieces[0].markup
                if len(pieces) > 1 and letter != "relu":
                    if (call := pieces[0].call) and call[0] == letter:  # max(max(a, b), c)
                        argument = call[1]
                    argument = m.arguments(argument, pieces[1].markup)
                return Piece(m.applied(letter, argument), CALL, (letter, argument))

    return _at_least(least, fold(root, rule))


def _power(base: Piece, raised: Piece, exponent: Expression) -> Markup:
    """A power; that of a call in brackets, because sin(w)² leaves open what is squared."""
    if base.call and base.call[0] in RAISED and exponent.kind == "number" and exponent.text.isdigit():
        return m.applied(*base.call, power=raised.markup)
    return m.superscript(_at_least(ATOM, base), raised.markup)


def _at_least(binding: int, piece: Piece) -> Markup:
    return piece.markup if piece.binding >= binding else m.brackets(piece.markup)
