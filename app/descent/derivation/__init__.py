"""How a gradient comes about: the stages of its derivation, each with its rule, its formula and its values at a point.

For a neuron the chain rule, one point after the other and their sum; for a formula in w and b the partials, each with
the other variable held constant. MathML marks quantities by class: gradient, step, error, slope, input, held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.descent.derivation.chain import chain
from app.descent.derivation.partials import partials
from app.descent.derivation.stages import Stage, gradient_stage, step_stage
from app.descent.formula import parse
from app.descent.formula.printed import typed
from app.descent.objectives import Loss, Objective
from app.descent.objectives.custom import CustomLoss
from app.descent.objectives.neurons import NeuronLoss
from app.descent.taylor import gradient_at

__all__ = ["Stage", "derivation"]


def derivation(objective: Objective, loss: Loss, point: Sequence[float], constants: Mapping[str, float]) -> list[Stage]:
    """The stages for the gradient of `loss`, which is `objective` bound, at `point`.

    `constants` are the scenario's numbers. Raises Undefined where there is no gradient.
    """
    gradient = dict(zip(loss.parameters, gradient_at(loss, point).tolist(), strict=True))
    if isinstance(loss, NeuronLoss):
        stages = [*chain(loss, point, gradient)]
    elif isinstance(loss, CustomLoss):
        stages = [*partials(loss.formula, loss, point, gradient)]
    else:
        symbols = {p.symbol: constants[p.name] for p in objective.constants}
        stages = [*partials(parse(typed(objective.text, symbols)), loss, point, gradient)]
    return [*stages, gradient_stage(gradient), step_stage(gradient)]
