"""The registry of objectives: one entry here is all that a new one needs."""

from app.descent.objectives.base import REDUCTIONS, Array, Loss, Minimum, Objective, Reduction
from app.descent.objectives.neurons import SIGMOID_SQUARED

OBJECTIVES: dict[str, Objective] = {objective.id: objective for objective in (SIGMOID_SQUARED,)}

__all__ = ["OBJECTIVES", "REDUCTIONS", "Array", "Loss", "Minimum", "Objective", "Reduction"]
