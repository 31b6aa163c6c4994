"""Formulas to be read: each piece of notation in LaTeX and in native MathML at once, so that the two agree."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

#: What LaTeX has a command for; MathML takes the letter itself.
LETTERS = {
    "π": r"\pi", "η": r"\eta", "σ": r"\sigma", "θ": r"\theta", "λ": r"\lambda", "∂": r"\partial", "∇": r"\nabla",
    "Σ": r"\sum", "·": r"\cdot", "−": "-", "…": r"\dots", "ℓ": r"\ell", "←": r"\leftarrow", "≈": r"\approx",
}  # fmt: skip
#: Functions that LaTeX sets upright by a command of its own.
NAMED = frozenset(("sin", "cos", "tan", "exp", "log", "ln", "tanh", "sgn", "arctan", "min", "max"))

#: What is multiplied without a sign, and a function and its argument: read aloud, not drawn.
TIMES, APPLY = "&#x2062;", "&#x2061;"
#: Not the keyboard's ^, which stands too high in Firefox; in WebKit so does whatever cannot grow.
HAT = '<mo stretchy="true">\N{MODIFIER LETTER CIRCUMFLEX ACCENT}</mo>'


class Markup(NamedTuple):
    """For derivations and formulas: a piece of a formula in LaTeX and MathML; `+` puts pieces side by side."""

    latex: str
    mathml: str

    def __add__(self, other: object) -> Markup:
        assert isinstance(other, Markup)
        gap = " " if self.latex[-1:].isalpha() and "\\" in self.latex and other.latex[:1].isalpha() else ""
        return Markup(f"{self.latex}{gap}{other.latex}", self.mathml + other.mathml)


def _open(tag: str, css: str | None) -> str:
    return f'<{tag} class="{css}">' if css else f"<{tag}>"


def name_markup(text: str, css: str | None = None) -> Markup:
    """For formulas: a variable or constant."""
    return Markup(LETTERS.get(text, text), f"{_open('mi', css)}{escape(text)}</mi>")


def number_markup(text: str, css: str | None = None) -> Markup:
    """For formulas: a number as it was typed; 2e-5 is set as 2 · 10⁻⁵, and 1e-5 as 10⁻⁵."""
    mantissa, e, exponent = text.lower().partition("e")
    plain = Markup(mantissa, f"{_open('mn', css)}{mantissa}</mn>")
    if not e:
        return plain
    digits = number_markup(exponent.lstrip("+-").lstrip("0") or "0")
    raised = minus(digits) if exponent.startswith("-") else digits
    power = superscript(number_markup("10"), raised)
    return power if mantissa == "1" else plain + operator("·") + power


def operator(text: str) -> Markup:
    """For formulas: a sign between two pieces."""
    latex = LETTERS.get(text, text)
    return Markup(f" {latex} ", f"<mo>{escape(text)}</mo>")


def minus(operand: Markup) -> Markup:
    """For formulas: the negative of a piece."""
    return Markup("-", '<mo form="prefix">−</mo>') + operand


def times(left: Markup, right: Markup) -> Markup:
    """For formulas: a product, with a dot where two digits would meet, else with no sign that is drawn."""
    if right.latex[:1].isdigit() or right.latex.startswith((".", r"\frac")):
        return left + operator("·") + right
    gap = " " if left.latex[-1:].isalpha() and right.latex[:1].isalpha() and "\\" in left.latex else ""
    thin = ' rspace="0.17em"' if right.latex.startswith(tuple(f"\\{function}" for function in NAMED)) else ""
    return Markup(f"{left.latex}{gap}{right.latex}", f"{left.mathml}<mo{thin}>{TIMES}</mo>{right.mathml}")


def row_markup(inner: Markup, css: str | None = None) -> Markup:
    """For formulas: several pieces as one; `css` is the quantity's class."""
    return Markup(f"{{{inner.latex}}}", f"{_open('mrow', css)}{inner.mathml}</mrow>")


def quantity_markup(css: str, inner: Markup) -> Markup:
    """For derivations: a piece with its quantity's class: gradient, step, error, slope, input, prediction or held."""
    return Markup(inner.latex, f"{_open('mrow', css)}{inner.mathml}</mrow>")


def brackets(inner: Markup) -> Markup:
    """For formulas: the piece in round brackets."""
    return _fenced("(", inner, ")")


def vector(*entries: Markup) -> Markup:
    """For formulas: a vector in square brackets."""
    return _fenced("[", arguments(*entries), "]")


def arguments(*entries: Markup) -> Markup:
    """For formulas: pieces with commas between them."""
    return Markup(", ".join(e.latex for e in entries), "<mo>,</mo>".join(e.mathml for e in entries))


def one_where(condition: Markup) -> Markup:
    """For derivatives of max and min: 1 where a condition holds, else 0 (K. E. Iverson's brackets)."""
    return _fenced("[", condition, "]")


def absolute_value(inner: Markup) -> Markup:
    """For formulas: the piece between bars."""
    fenced = _fenced("|", inner, "|")
    return Markup(rf"\left|{inner.latex}\right|", fenced.mathml)


def rounded_down(inner: Markup) -> Markup:
    """For formulas: the largest whole number up to the piece."""
    fenced = _fenced("⌊", inner, "⌋")
    return Markup(rf"\left\lfloor {inner.latex}\right\rfloor", fenced.mathml)


def _fenced(left: str, inner: Markup, right: str) -> Markup:
    tall = any(sign in inner.latex for sign in (r"\frac", "^", r"\left"))
    latex = rf"\left{left}{inner.latex}\right{right}" if tall else f"{left}{inner.latex}{right}"
    mathml = fence(left, "prefix", tall) + inner.mathml + fence(right, "postfix", tall)
    return Markup(latex, f"<mrow>{mathml}</mrow>")


def fence(sign: str, form: str, tall: bool = False) -> str:
    """For MathML: a bracket or bar with the attributes by which every browser sets it alike.

    Firefox takes a bar for an operator between two operands where nothing says which end it is, and WebKit raises
    brackets that may grow but have nothing tall within.
    """
    return f'<mo form="{form}" stretchy="{str(tall).lower()}" lspace="0" rspace="0">{sign}</mo>'


def fraction(top: Markup, bottom: Markup) -> Markup:
    """For formulas: one piece over another."""
    mathml = f"<mfrac><mrow>{top.mathml}</mrow><mrow>{bottom.mathml}</mrow></mfrac>"
    return Markup(rf"\frac{{{top.latex}}}{{{bottom.latex}}}", mathml)


def superscript(inner: Markup, raised: Markup) -> Markup:
    """For formulas: a power."""
    mathml = f"<msup><mrow>{inner.mathml}</mrow><mrow>{raised.mathml}</mrow></msup>"
    return Markup(f"{inner.latex}^{{{raised.latex}}}", mathml)


def subscript(inner: Markup, lowered: Markup) -> Markup:
    """For formulas: an index."""
    mathml = f"<msub><mrow>{inner.mathml}</mrow><mrow>{lowered.mathml}</mrow></msub>"
    return Markup(f"{inner.latex}_{{{lowered.latex}}}", mathml)


def root(inner: Markup) -> Markup:
    """For formulas: the square root."""
    return Markup(rf"\sqrt{{{inner.latex}}}", f"<msqrt>{inner.mathml}</msqrt>")


def cube_root(inner: Markup) -> Markup:
    """For formulas: the cube root."""
    mathml = f"<mroot><mrow>{inner.mathml}</mrow><mn>3</mn></mroot>"
    return Markup(rf"\sqrt[3]{{{inner.latex}}}", mathml)


def total(index: str, inner: Markup) -> Markup:
    """For formulas: Σ over an index."""
    sign = f"<munder><mo>∑</mo><mi>{escape(index)}</mi></munder>"
    return Markup(rf"\sum_{{{index}}} {inner.latex}", f"<mrow>{sign}{inner.mathml}</mrow>")


def hat(inner: Markup) -> Markup:
    """For formulas: a prediction's hat."""
    return Markup(rf"\hat{{{inner.latex}}}", f'<mover accent="true">{inner.mathml}{HAT}</mover>')


def applied(function: str, argument: Markup, power: Markup | None = None) -> Markup:
    """For formulas: a function of an argument in brackets; with a power at its name, as in sin²(w)."""
    if function == "log10":
        head = subscript(Markup(r"\log", "<mi>log</mi>"), number_markup("10"))
    elif function in NAMED and function != "sgn":
        head = Markup(f"\\{function}", f"<mi>{function}</mi>")
    else:
        head = Markup(LETTERS.get(function, rf"\operatorname{{{function}}}"), f"<mi>{escape(function)}</mi>")
    return _called(superscript(head, power) if power else head, argument)


def _called(head: Markup, argument: Markup) -> Markup:
    inner = brackets(argument)
    # A row of its own: Firefox sets a space of its own between a name of several letters and the bracket's row.
    called = f"<mrow>{head.mathml}<mo>{APPLY}</mo></mrow>"
    return Markup(head.latex + inner.latex, f"<mrow>{called}{inner.mathml}</mrow>")


def primed(function: str, argument: Markup) -> Markup:
    """For formulas: the slope of a function that has a letter, σ′(…)."""
    head = LETTERS.get(function, rf"\{function}" if function in NAMED else function)
    return _called(Markup(f"{head}'", f"<msup><mi>{escape(function)}</mi><mo>′</mo></msup>"), argument)


def partial(quantity: str, variable: str, css: str | None = None) -> Markup:
    """For formulas: ∂quantity/∂variable."""
    top, bottom = name_markup("∂") + name_markup(quantity), name_markup("∂") + variable_name(variable)
    inner = fraction(top, bottom)
    return quantity_markup(css, inner) if css else inner


def variable_name(variable: str, css: str | None = None) -> Markup:
    """For formulas: a parameter or an input, as w, b, or w1 with its index lowered."""
    letter, index = variable[:1], variable[1:]
    plain = name_markup(letter, css)
    return subscript(plain, number_markup(index) if index.isdigit() else name_markup(index)) if index else plain


def math(inner: Markup, display: bool = True) -> tuple[str, str]:
    """For replies and pages: the piece as LaTeX, and as a `<math>` element."""
    block = ' display="block"' if display else ""
    return inner.latex.strip(), f"<math{block}><mrow>{inner.mathml}</mrow></math>"
