"""How a gradient comes about: the stages of its derivation, each with its rule, its formula and its values at a point.

For a neuron the chain rule, one point after the other and their sum; for a formula in w and b the partials, each with
the other variable held constant. MathML marks quantities by class: gradient, step, error, slope, input, held.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.descent.derivation.chain import chain
from app.descent.derivation.partials import partials
from app.descent.derivation.stages import Stage, gradient_stage, step_stage
from app.descent.formula import Formula
from app.descent.formula.traced import traced
from app.descent.objectives import Loss
from app.descent.objectives.custom import CustomLoss
from app.descent.objectives.formulas import FormulaLoss
from app.descent.objectives.neurons import NeuronLoss
from app.descent.taylor import gradient_at

__all__ = ["Stage", "derivation"]


def derivation(loss: Loss, point: Sequence[float]) -> list[Stage]:
    """The stages for the gradient of `loss` at `point`. Raises Undefined where there is no gradient."""
    gradient = dict(zip(loss.parameters, gradient_at(loss, point).tolist(), strict=True))
    if isinstance(loss, NeuronLoss):
        stages = [*chain(loss, point, gradient)]
    elif isinstance(loss, CustomLoss):
        stages = [*partials(loss.formula, loss, point, gradient)]
    else:
        assert isinstance(loss, FormulaLoss)
        stages = [*partials(_formula(loss), loss, point, gradient)]
    return [*stages, gradient_stage(gradient), step_stage(gradient)]


def _formula(loss: FormulaLoss) -> Formula:
    """What the loss computes, its constants in their places: from the code, for a number that is printed is rounded."""
    return Formula("", traced(loss.value, loss.parameters), loss.parameters)
