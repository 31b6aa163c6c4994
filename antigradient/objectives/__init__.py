"""The registry of objectives: one entry in a family's file, listed here, is all that a new one needs."""

from antigradient.objectives.base import REDUCTIONS, Array, Loss, Minimum, Objective, Output, Reduction, corner_at
from antigradient.objectives.custom import CUSTOM
from antigradient.objectives.line import LINEAR_SQUARED
from antigradient.objectives.logistic import LOGISTIC_2, SIGMOID_LOG
from antigradient.objectives.quadratics import BOOTH, BOWL, MATYAS, RAVINE, SADDLE
from antigradient.objectives.sigmoid import SIGMOID_SQUARED
from antigradient.objectives.testfunctions import BEALE, CAMEL3, CUBIC, HIMMELBLAU, MCCORMICK, ROSENBROCK
from antigradient.parameters import Parameter

OBJECTIVES: dict[str, Objective] = {
    objective.id: objective
    for objective in (
        SIGMOID_SQUARED,
        SIGMOID_LOG,
        LOGISTIC_2,
        LINEAR_SQUARED,
        BOWL,
        CUBIC,
        SADDLE,
        RAVINE,
        ROSENBROCK,
        BEALE,
        HIMMELBLAU,
        BOOTH,
        MATYAS,
        CAMEL3,
        MCCORMICK,
        CUSTOM,
    )
}

#: The first is the one that a scenario has until another is chosen; the typed one that which a formula alone asks for.
USUAL = next(iter(OBJECTIVES.values()))
TYPED = next(objective for objective in OBJECTIVES.values() if objective.f is not None)

#: Numbers of some formula that a scenario may set, by name.
CONSTANTS: dict[str, Parameter] = {p.name: p for o in OBJECTIVES.values() for p in o.constants}

__all__ = [
    "CONSTANTS",
    "OBJECTIVES",
    "REDUCTIONS",
    "Array",
    "Loss",
    "Minimum",
    "Objective",
    "Output",
    "Reduction",
    "corner_at",
]
