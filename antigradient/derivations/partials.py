"""The partial derivatives of a formula in w and b, each with the other variable held constant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from antigradient import markup as m
from antigradient.derivations.stages import Stage, Values, equation, stage
from antigradient.formula import Formula, derivative
from antigradient.formula.expression import ZERO, Expression, size
from antigradient.formula.program import Program
from antigradient.formula.typesetting import PRODUCT, SUM, typeset
from antigradient.markup import Markup
from antigradient.objectives import Loss
from antigradient.words import Message

#: A derivative of more nodes than this is not set: no one could read it.
READABLE = 150
#: A sum of more terms than this is not taken apart.
TERMS = 8


def partial_stages(formula: Formula, loss: Loss, point: Sequence[float], gradient: Values) -> Iterator[Stage]:
    """For a formula's derivation: the stages of the loss, and of each variable's partial."""
    value = float(loss(*(np.asarray(t, dtype=float) for t in point)))
    yield stage(
        "loss", Message("derivation.loss"), equation(m.name_markup("L"), typeset(formula.bound_tree)), {"loss": value}
    )
    terms = _terms(formula.bound_tree)
    places = [np.float64(t) for t in point]
    for variable, whole in zip(formula.variables, formula.partials, strict=True):
        (other,) = (v for v in formula.variables if v != variable)
        css, left = {other: "held"}, m.partial("L", variable, "gradient")
        slopes = [derivative(term, variable) for term, _ in terms]
        values: Values = {variable: gradient[variable]}
        if 1 < len(terms) <= TERMS:
            found = Program(slopes, formula.variables)(*places)
            values["terms"] = [float(sign * slope) + 0.0 for slope, (_, sign) in zip(found, terms, strict=True)]
        shown = equation(left, typeset(whole, css) if size(whole) <= READABLE else m.name_markup("…"))
        if "terms" in values and ZERO in slopes and sum(map(size, slopes)) <= READABLE:
            shown = equation(left, _side_by_side(terms, slopes, css)) + m.operator("=") + typeset(whole, css)
        message = Message("derivation.partial", {"variable": variable, "held": other})
        yield stage(f"partial-{variable}", message, shown, values)


def _terms(root: Expression) -> list[tuple[Expression, int]]:
    """The terms of a sum with their signs."""
    terms: list[tuple[Expression, int]] = []
    while root.kind in "+-":
        terms.append((root.parts[1], 1 if root.kind == "+" else -1))
        root = root.parts[0]
    terms.append((root, 1))
    return terms[::-1]


def _side_by_side(
    terms: Sequence[tuple[Expression, int]], slopes: Sequence[Expression], css: Mapping[str, str]
) -> Markup:
    """The derivative of each term, 0 where only the held variable occurs, shown once before it is left out."""
    whole = Markup("", "")
    for k, ((_, sign), slope) in enumerate(zip(terms, slopes, strict=True)):
        if k:
            whole = whole + m.operator("+" if sign > 0 else "−")
        whole = whole + typeset(slope, css, least=PRODUCT if k else SUM)
    return whole
