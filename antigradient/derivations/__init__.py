"""How a gradient comes about: the stages of its derivation, each with its rule, its formula and its values at a point.

For a neuron the chain rule, one point after the other and their sum; for a formula in w and b the partials, each with
the other variable held constant. MathML marks quantities by class: gradient, step, error, slope, input, prediction,
held.
"""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.derivations.chain import chain_rule_stages
from antigradient.derivations.partials import partial_stages
from antigradient.derivations.stages import Stage, gradient_stage, step_stage
from antigradient.objectives import Loss, Output
from antigradient.objectives.formulas import FormulaLoss
from antigradient.objectives.neurons import NeuronLoss
from antigradient.taylor_series import gradient_at

__all__ = ["Stage", "derivation"]


def derivation_stages(loss: Loss, point: Sequence[float], output: Output | None = None) -> list[Stage]:
    """For /derivation and the page: the stages for the gradient of `loss` at `point`; `output` is the neuron's.

    Raises UndefinedError where there is no gradient.
    """
    gradient = dict(zip(loss.parameters, gradient_at(loss, point).tolist(), strict=True))
    if isinstance(loss, NeuronLoss):
        assert output is not None
        stages = [*chain_rule_stages(loss, output, point, gradient)]
    else:
        assert isinstance(loss, FormulaLoss)
        stages = [*partial_stages(loss.formula, loss, point, gradient)]
    return [*stages, gradient_stage(gradient), step_stage(gradient)]
