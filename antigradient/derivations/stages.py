"""What a derivation is made of, and the stages that all of them end with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from antigradient import markup as m
from antigradient.markup import Markup
from antigradient.words import Message

Values = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """For /derivation and the page, one stage: in `values` a list has an entry per data point, or term of a sum.

    Factors along the chain (`outer`, `slope`, and the inputs by parameter) multiply to what a point adds; what the
    points add sums to the gradient. A value that overflows on its way is NaN or infinite.
    """

    id: str
    message: Message
    latex: str
    mathml: str
    values: Values

    @property
    def rule(self) -> str:
        """For /derivation and the page: what is done here, as a sentence."""
        return str(self.message)


def stage(id: str, message: Message, formula: Markup, values: Values) -> Stage:
    """For derivations: a stage with its formula in LaTeX and MathML."""
    return Stage(id, message, *m.math(formula), values)


def equation(left: Markup, right: Markup) -> Markup:
    """For derivations: one side = the other."""
    return left + m.operator("=") + right


def equations_in_line(pieces: Sequence[Markup]) -> Markup:
    """For derivations: several equations on one line."""
    first, *rest = pieces
    return sum((m.operator(",") + piece for piece in rest), first)


def gradient_stage(gradient: Values) -> Stage:
    """For the end of a derivation: the partials put together as a vector."""
    entries = m.vector(*(m.partial("L", p) for p in gradient))
    formula = equation(m.quantity_markup("gradient", m.name_markup("∇") + m.name_markup("L")), entries)
    return stage("gradient", Message("derivation.gradient"), formula, dict(gradient))


def step_stage(gradient: Values) -> Stage:
    """For the last stage of a derivation: the step of gradient descent by this gradient."""
    formula = equation(
        m.quantity_markup("step", m.name_markup("u")),
        m.minus(m.quantity_markup("gradient", m.name_markup("∇") + m.name_markup("L"))),
    )
    return stage("step", Message("derivation.step"), formula, {p: -g for p, g in gradient.items()})
