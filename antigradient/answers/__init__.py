"""What is computed of a scenario for whoever asks: the API and the public functions alike, as numpy's arrays."""

from antigradient.answers.common import Answer, Rounding, formula_answer, loss_formula
from antigradient.answers.figures import still_figure
from antigradient.answers.maps import basins, surface, surface_of
from antigradient.answers.points import derivation, gradient, rates, slices, table
from antigradient.answers.runs import columns_of, recipe, trajectory
from antigradient.answers.steps import step, taylor

__all__ = [
    "Answer",
    "Rounding",
    "basins",
    "columns_of",
    "derivation",
    "formula_answer",
    "gradient",
    "loss_formula",
    "rates",
    "recipe",
    "slices",
    "step",
    "still_figure",
    "surface",
    "surface_of",
    "table",
    "taylor",
    "trajectory",
]
